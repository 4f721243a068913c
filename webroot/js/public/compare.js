// Up to three services side by side.
import {El, define, html} from '../base.js';
import {get} from '../api.js';
import {date, need, t} from '../i18n.js';
import {divisionNames} from '../ref.js';
import '../ui/yq-dialog.js';
import {failed, skeleton} from '../ui/yq-empty.js';
import {categoryName, price, seal, stars} from './listing-card.js';

await need('service.');

define('yq-compare', class extends El {
  static properties = {ids: {attribute: false}, known: {attribute: false}, codes: {attribute: false}, areas: {attribute: false}, items: {state: true}, problem: {state: true}};

  async connectedCallback() {
    super.connectedCallback();
    try {
      this.items = await Promise.all(this.ids.map((id) => this.known.find((x) => x.id === id) ?? get(`/api/listings/${id}`, null, {anonymous: true})));
    } catch (problem) {
      this.problem = problem;
    }
  }

  table() {
    const rows = {
      price: (x) => price(x), support: (x) => seal(x.supportBps), provider: (x) => html`<a href=${`/providers/${x.provider.id}`}>${x.provider.name}</a>`,
      category: (x) => categoryName(x, this.codes), delivery: (x) => (x.deliveryDays ? t('listing.days', {n: x.deliveryDays}) : t('compare.agreed')),
      rating: (x) => html`${stars(x.rating)} ${x.rating.count ? html`<small class="yq-muted">${t('rating.count', {n: x.rating.count})}</small>` : ''}`,
      orders: (x) => t('listing.orders', {n: x.orderCount}), divisions: (x) => divisionNames(x.divisions, this.areas, t('listing.wholeCity')),
      published: (x) => date(x.publishedAt),
    };
    return html`<div class="yq-scroll"><table class="yq-comparison"><thead><tr><th scope="col"><span class="yq-hide">${t('compare.title')}</span></th>${this.items.map((x) => html`<th scope="col"><a href=${`/services/${x.id}`}>${x.title}</a></th>`)}</tr></thead>
      <tbody>${Object.entries(rows).map(([name, cell]) => html`<tr><th scope="row">${t(`compare.${name}`)}</th>${this.items.map((x) => html`<td>${cell(x)}</td>`)}</tr>`)}</tbody></table></div>`;
  }

  render() {
    const body = this.problem ? failed(this.problem) : this.items ? this.table() : skeleton(2);
    return html`<yq-dialog .open=${true} size="wide" .heading=${t('compare.title')} .body=${body}></yq-dialog>`;
  }
});
