// Listings: the provider's own with their state, or what the administration has to review.
import {define, html, icon, nothing} from '../../base.js';
import {get} from '../../api.js';
import {number, t} from '../../i18n.js';
import {is} from '../../session.js';
import {empty, failed} from '../../ui/yq-empty.js';
import {status} from '../../ui/yq-status.js';
import '../../ui/yq-table.js';
import {ListPage, pager, search} from '../list.js';
import {exportButton} from '../export.js';
import {price} from '../listing-facts.js';
import {dueCell} from '../next-step.js';
import {head} from '../parts.js';
import {go} from '../router.js';

const STATES = ['draft', 'submitted', 'returned', 'published', 'withdrawn'];

define('yq-listings', class extends ListPage {
  topics = ['listing'];

  query() {
    const {q, state, waiting} = this.filter;
    return {q, waiting, state: waiting ? undefined : state || (is('provider') ? undefined : 'published,submitted,withdrawn'), mine: is('provider') || undefined, sort: 'newest'};
  }

  fetch(query) { return get('/api/listings', query); }

  columns() {
    return [
      {key: 'title', label: t('listing.title'), first: true, fixed: true, cell: (l) => html`<a href="/desk/listings/${l.id}">${l.title}</a><span class="yq-sub">${l.number}${is('provider') ? '' : ` · ${l.provider.name}`}</span>`},
      {key: 'category', label: t('listing.category'), cell: (l) => l.category.name},
      {key: 'price', label: t('listing.price'), num: true, side: true, cell: price},
      {key: 'state', label: t('orders.state'), cell: (l) => html`${status('listing', l.state)}${l.changeState && l.state === 'published' ? html`<span class="yq-sub">${t(`listing.change.${l.changeState}`)}</span>` : nothing}`},
      {key: 'orders', label: t('desk.orders'), num: true, wide: true, cell: (l) => number(l.orderCount)},
      {key: 'due', label: t('orders.due'), side: true, time: true, cell: dueCell},
    ];
  }

  none() {
    if (this.filter.waiting) return empty({picture: 'done', title: t('listing.noneWaiting'), text: t('approvals.doneText')});
    if (this.filter.q || this.filter.state) return empty({picture: 'search', title: t('listing.noneFound'), text: t('list.widen'), action: html`<button class="yq-btn" type="button" @click=${() => this.narrow({q: '', state: ''})}>${t('list.all')}</button>`});
    return empty({picture: 'list', title: t('listing.none'), text: is('provider') ? t('listing.noneText') : '', action: is('provider') ? html`<a class="yq-btn yq-btn-primary" href="/desk/listings/new">${icon('plus')}${t('desk.listingNew')}</a>` : nothing});
  }

  render() {
    if (this.problem && !this.rows) return failed(this.problem, () => this.load(), true);
    const tab = (name, value, label) => ({name, value, label});
    const shown = [...(is('district-admin', 'city-admin') ? [tab('waiting', 'true', t('listing.toReview'))] : []), tab('state', '', t('list.all')),
      ...(is('provider') ? STATES : ['submitted', 'published', 'withdrawn']).map((state) => tab('state', state, t(`state.listing.${state}`)))];
    const at = (x) => (this.filter.waiting ? x.name === 'waiting' : x.name === 'state' && (this.filter.state ?? '') === x.value);
    return html`${head(t('desk.listings'), t(is('provider') ? 'listing.lead' : 'listing.leadReview'), html`${is('provider') ? html`<a class="yq-btn yq-btn-primary" href="/desk/listings/new">${icon('plus')}${t('desk.listingNew')}</a>` : nothing}${exportButton('listings', this.query())}`)}
      ${this.trouble()}
      <div class="yq-card"><div class="yq-tabs" role="group" aria-label=${t('orders.byState')}>${shown.map((x) => html`<button type="button" aria-current=${at(x) ? 'true' : nothing} @click=${() => this.narrow({waiting: '', state: '', [x.name]: x.value})}>${x.label}</button>`)}</div>
        <yq-table name="listings" .label=${t('desk.listings')} .columns=${this.columns()} .rows=${this.rows} .bar=${search(this, t('listing.search'))} .none=${this.rows?.length === 0 ? this.none() : nothing}
          @yq-open=${(e) => go(`/desk/listings/${e.detail.row.id}`)}></yq-table>${pager(this)}</div>`;
  }
});
