// How a service looks in a list: what it is, who offers it, what government pays, what the enterprise pays.
import {html, icon, nothing} from '../base.js';
import {money, nameOf, number, percent, t} from '../i18n.js';

/** Outlined seal: who pays. */
export function seal(bps) {
  if (bps >= 10000) return html`<span class="yq-seal yq-seal-full">${t('support.full')}</span>`;
  if (bps > 0) return html`<span class="yq-seal yq-seal-part">${t('support.upTo', {share: percent(bps)})}</span>`;
  return html`<span class="yq-seal">${t('support.none')}</span>`;
}

const unit = (item) => t(`price.unit.${item.priceModel}`);

/** Large figure first, then its unit; what is free for the enterprise says who pays instead of ¥0. */
export function price(item) {
  if (item.priceModel === 'quotation' || item.priceFen === null) {
    return html`<span class="yq-price">${t('price.quotation')}${item.supportBps >= 10000 ? html`<small>${t('price.stateAll')}</small>` : nothing}</span>`;
  }
  if (item.supportBps >= 10000) return html`<span class="yq-price yq-free">${t('price.free')}<small>${t('price.statePays', {price: money(item.priceFen), unit: unit(item)})}</small></span>`;
  if (item.supportBps > 0) {
    const own = item.priceFen - Math.floor((item.priceFen * item.supportBps) / 10000);
    return html`<span class="yq-price"><small class="yq-before">${t('price.own')}</small>${money(own)}<small>${t('price.ownOf', {price: money(item.priceFen), unit: unit(item)})}</small></span>`;
  }
  return html`<span class="yq-price">${money(item.priceFen)}<small>${unit(item)}</small></span>`;
}

export function stars(rating) {
  return rating.count
    ? html`<span class="yq-stars">${icon('star-filled')}${rating.average.toFixed(1)}</span>`
    : html`<span>${t('rating.none')}</span>`;
}

/** Icon of the service's top category. */
export function tile(item, codes) {
  const place = codes.get(item.category.code) ?? codes.get(item.category.parent);
  return html`<span class="yq-tile yq-tint-${(place?.index ?? 0) % 6}" aria-hidden="true">${icon(place?.top.icon ?? 'list-check')}</span>`;
}

export const categoryName = (item, codes) => {
  const place = codes.get(item.category.code);
  return place ? nameOf(place.item) : item.category.name;
};

/** pick: {on, full, toggle(item)} shows the box for comparing. */
export function listingCard(item, codes, pick) {
  return html`<li><article class="yq-card yq-listing">
    <div class="yq-listing-head">${tile(item, codes)}<div class="yq-grow">
      <h3><a href=${`/services/${item.id}`}>${item.title}</a></h3>
      <div class="yq-by"><a href=${`/providers/${item.provider.id}`}>${item.provider.name}</a><span class="yq-verified">${icon('shield-check')}${t('provider.verified')}</span></div></div></div>
    <p class="yq-listing-text">${item.summary}</p>
    <div class="yq-chips">${seal(item.supportBps)}<span class="yq-chip">${categoryName(item, codes)}</span></div>
    <div class="yq-meta"><span>${stars(item.rating)}</span>
      ${item.orderCount ? html`<span>${t('listing.orders', {n: number(item.orderCount)})}</span>` : nothing}
      ${item.deliveryDays ? html`<span>${t('listing.days', {n: item.deliveryDays})}</span>` : nothing}
      <span>${icon('pin')}${item.divisions.length ? t('listing.divisions', {n: item.divisions.length}) : t('listing.wholeCity')}</span>
      ${item.capacityLeft === 0 ? html`<span>${icon('hourglass')}${t('listing.fullMonth')}</span>` : nothing}</div>
    <div class="yq-listing-foot">${price(item)}
      ${pick ? html`<label class="yq-check yq-small"><input type="checkbox" .checked=${pick.on} ?disabled=${!pick.on && pick.full} @change=${() => pick.toggle(item)}>${t('compare.add')}<span class="yq-hide">${item.title}</span></label>` : nothing}</div>
  </article></li>`;
}

/** Grey cards while the list loads. */
export const cardSkeletons = (n) => html`<ul class="yq-cards" aria-busy="true">${Array.from({length: n}, () => html`<li class="yq-card yq-pad yq-ghost">
  <div class="yq-skeleton"></div><div class="yq-skeleton"></div><div class="yq-skeleton"></div></li>`)}</ul>`;
