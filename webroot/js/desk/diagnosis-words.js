// What several pages of on-site diagnosis show of experts, programmes and kinds of visits.
import {html} from '../base.js';
import {get} from '../api.js';
import {date, listed, nameOf, need, t} from '../i18n.js';

await need('diagnosis.');

let answer = null;
/** {areas, types}: fetched once. */
export const types = () => (answer ??= get('/api/diagnosis/types').catch((e) => { answer = null; throw e; }));

/** Suspended, without any accreditation in force, with one that ends soon, or ready. */
export function standing(expert) {
  if (expert.suspended) return 'suspended';
  const valid = expert.accreditations.filter((a) => !a.expired);
  if (!valid.length) return 'none';
  return valid.some((a) => a.expiring) ? 'expiring' : 'active';
}

/** Each area once, by its accreditation that lasts longest; those that end soon say when. */
export function areaChips(accreditations, names) {
  const last = new Map();
  for (const a of accreditations) if (!a.expired && !(last.get(a.area)?.validTo > a.validTo)) last.set(a.area, a);
  if (!last.size) return html`<span class="yq-muted">${t('experts.noAreas')}</span>`;
  return html`<span class="yq-chips">${[...last.values()].map((a) => html`<span class="yq-chip ${a.expiring ? 'yq-chip-wait' : ''}">${names.get(a.area) ?? a.area}${a.expiring ? ` · ${t('experts.until', {date: date(a.validTo)})}` : ''}</span>`)}</span>`;
}

/** Names of codes, or the word for everything when there are none. */
export function namesOf(codes, items, everything) {
  if (!codes.length) return everything;
  const names = new Map(items.map((item) => [item.code, nameOf(item)]));
  return listed(codes.map((code) => names.get(code) ?? code));
}
