// A listing in words: its price, its area, and what a change would change.
import {html, nothing} from '../base.js';
import {listed, money, need, t} from '../i18n.js';
import {divisionNames} from '../ref.js';
import '../ui/yq-upload.js';
import {fact} from './parts.js';

await need('listing.');

export const price = (l) => (l.priceModel === 'quotation' ? t('listing.quotation') : l.priceFen === null ? '—' : t(l.priceModel === 'per-day' ? 'listing.perDay' : 'listing.fixed', {money: money(l.priceFen)}));
export const industries = (codes, all) => (codes.length ? listed(codes.map((code) => all.get(code) ?? code)) : t('listing.allIndustries'));

const shown = (l, ref) => [
  ['listing.title', l.title], ['listing.category', l.category.name], ['listing.price', price(l)],
  ['listing.deliveryDays', l.deliveryDays ? t('listing.days', {n: l.deliveryDays}) : ''],
  ['listing.areas', divisionNames(l.divisions, ref.divisions, t('listing.wholeCity'))],
  ['listing.industries', industries(l.industries, ref.industries)],
  ['listing.capacity', l.capacityPerMonth ? t('listing.perMonth', {n: l.capacityPerMonth}) : t('listing.unlimited')],
  ['listing.summary', l.summary ?? ''], ['listing.description', l.description ?? ''],
  ['listing.evidence', listed((l.evidence ?? []).map((file) => file.name))],
];

export const listingFacts = (l, ref) => html`<dl class="yq-facts">${shown(l, ref).slice(1, -1).map(([label, text]) => fact(t(label), text ? html`<span class="yq-prewrap">${text}</span>` : ''))}</dl>
  ${l.evidence?.length ? html`<div><h3 class="yq-label-strong">${t('listing.evidence')}</h3><yq-upload readonly .value=${l.evidence}></yq-upload></div>` : nothing}`;

/** Long words sentence by sentence: what stays at both ends is left out of the marks. */
function marked(was, now) {
  if (!was || !now) return html`${was ? html`<del>${was}</del> ` : nothing}${now ? html`<ins>${now}</ins>` : nothing}`;
  const [a, b] = [was, now].map((text) => text.match(/[^。；;.\n]+[。；;.\n]*/g) ?? [text]);
  let [head, tail] = [0, 0];
  while (head < Math.min(a.length, b.length) && a[head] === b[head]) head++;
  while (tail < Math.min(a.length, b.length) - head && a.at(-1 - tail) === b.at(-1 - tail)) tail++;
  const part = (all) => all.slice(head, all.length - tail).join('');
  return html`${a.slice(0, head).join('')}${part(a) ? html`<del>${part(a)}</del> ` : nothing}${part(b) ? html`<ins>${part(b)}</ins>` : nothing}${tail ? a.slice(-tail).join('') : nothing}`;
}

/** Only what differs: the live words struck out, the new ones marked. */
export function changes(before, after, ref) {
  const old = new Map(shown(before, ref));
  const rows = shown(after, ref).filter(([label, text]) => old.get(label) !== text);
  if (!rows.length) return html`<p class="yq-muted">${t('listing.noChange')}</p>`;
  return html`<dl class="yq-facts yq-diff">${rows.map(([label, text]) => html`<dt>${t(label)}</dt><dd class="yq-prewrap">${marked(old.get(label), text)}</dd>`)}</dl>`;
}
