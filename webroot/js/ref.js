// Reference data that labels codes: categories and divisions, fetched once per page.
import {get} from './api.js';
import {isEnglish, listed, nameOf, t} from './i18n.js';

const once = (path, query) => {
  let answer = null;
  return () => (answer ??= get(path, query, {anonymous: true}).then((body) => body.items).catch((e) => { answer = null; throw e; }));
};

/** Both levels of categories, in the order of the policy. */
export const categories = once('/api/categories');

/** The top level only: names and icons for cards, a quarter of the bytes. */
export const topCategories = once('/api/categories', {top: true});

/** What a list in Chinese needs is the top level; sub-category names in English come with the second. */
export const cardCategories = () => (isEnglish() ? categories() : topCategories());

/** Divisions that are valid now. */
export const divisions = once('/api/divisions');

/** Code → {item, top, index}: index numbers the top level and chooses its tint. */
export function byCode(tops) {
  const map = new Map();
  tops.forEach((top, index) => {
    map.set(top.code, {item: top, top, index});
    (top.children ?? []).forEach((item) => map.set(item.code, {item, top, index}));
  });
  return map;
}

/** Names of division codes; the empty list is the whole city. */
export function divisionNames(codes, all, wholeCity) {
  if (!codes.length) return wholeCity;
  const names = new Map(all.map((d) => [d.code, nameOf(d)]));
  return listed(codes.map((code) => names.get(code) ?? code));
}

/** The district an account acts for, or the whole city. */
export const districtOf = (account) => (account.divisionName ? nameOf({name: account.divisionName, nameEn: account.divisionNameEn}) : t('scope.city'));

/** Whose data an account works with: its organisation, its district, or the city. */
export function scopeOf(account) {
  if (account.organisation) return account.organisation.name;
  if (account.role === 'expert') return t('role.expert'); // sent anywhere, whatever the district they live in
  return districtOf(account);
}
