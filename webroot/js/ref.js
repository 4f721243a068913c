// Reference data that labels codes: categories and divisions, fetched once per page.
import {get} from './api.js';
import {nameOf} from './i18n.js';

const once = (path) => {
  let answer = null;
  return () => (answer ??= get(path, null, {anonymous: true}).then((body) => body.items).catch((e) => { answer = null; throw e; }));
};

/** Top-level categories with children, in the order of the policy. */
export const categories = once('/api/categories');

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
  return codes.map((code) => names.get(code) ?? code).join('、');
}
