// A listing in words: its price, its area, and what a change would change.
import {html, nothing} from '../base.js';
import {money, need, t} from '../i18n.js';
import {divisionNames} from '../ref.js';
import '../ui/yq-upload.js';
import {fact} from './parts.js';

await need('listing.');

export const price = (l) => (l.priceModel === 'quotation' ? t('listing.quotation') : l.priceFen === null ? '—' : t(l.priceModel === 'per-day' ? 'listing.perDay' : 'listing.fixed', {money: money(l.priceFen)}));
export const industries = (codes, all) => (codes.length ? codes.map((code) => all.get(code) ?? code).join('、') : t('listing.allIndustries'));

const shown = (l, ref) => [
  ['listing.title', l.title], ['listing.category', l.category.name], ['listing.price', price(l)],
  ['listing.deliveryDays', l.deliveryDays ? t('listing.days', {n: l.deliveryDays}) : ''],
  ['listing.areas', divisionNames(l.divisions, ref.divisions, t('listing.wholeCity'))],
  ['listing.industries', industries(l.industries, ref.industries)],
  ['listing.capacity', l.capacityPerMonth ? t('listing.perMonth', {n: l.capacityPerMonth}) : t('listing.unlimited')],
  ['listing.summary', l.summary ?? ''], ['listing.description', l.description ?? ''],
  ['listing.evidence', (l.evidence ?? []).map((file) => file.name).join('、')],
];

export const listingFacts = (l, ref) => html`<dl class="yq-facts">${shown(l, ref).slice(1, -1).map(([label, text]) => fact(t(label), text ? html`<span class="yq-prewrap">${text}</span>` : ''))}</dl>
  ${l.evidence?.length ? html`<div><h3 class="yq-label-strong">${t('listing.evidence')}</h3><yq-upload readonly .value=${l.evidence}></yq-upload></div>` : nothing}`;

/** Only what differs: the live words struck out, the new ones marked. */
export function changes(before, after, ref) {
  const old = new Map(shown(before, ref));
  const rows = shown(after, ref).filter(([label, text]) => old.get(label) !== text);
  if (!rows.length) return html`<p class="yq-muted">${t('listing.noChange')}</p>`;
  return html`<dl class="yq-facts yq-diff">${rows.map(([label, text]) => html`<dt>${t(label)}</dt><dd class="yq-prewrap">${old.get(label) ? html`<del>${old.get(label)}</del> ` : nothing}${text ? html`<ins>${text}</ins>` : nothing}</dd>`)}</dl>`;
}
