// Orders: tabs by state with counts, search, deadline or newest first; the address is the state of the list.
import {define, html, icon, nothing} from '../../base.js';
import {get} from '../../api.js';
import {money, need, number, t, when} from '../../i18n.js';
import {is} from '../../session.js';
import {link} from '../../url.js';
import {empty, failed} from '../../ui/yq-empty.js';
import {status} from '../../ui/yq-status.js';
import '../../ui/yq-table.js';
import {exportButton} from '../export.js';
import {ListPage, pager, search} from '../list.js';
import {dueCell} from '../next-step.js';
import {head} from '../parts.js';
import {go} from '../router.js';

await need('order.');

const FILTERS = ['q', 'state', 'budget', 'money', 'waiting', 'sort', 'provider', 'enterprise'];
/** tab → the states behind it; `waiting` is what the reader should act on */
const TABS = {
  open: 'quoting,draft,submitted,returned,approved,in-progress,delivered,completed,disputed',
  submitted: 'submitted', running: 'approved,in-progress', delivered: 'delivered', completed: 'completed', paid: 'paid',
  closed: 'rejected,cancelled,lapsed',
};

/** The other party, in a reader's list of orders. */
const party = (row) => (is('enterprise') ? row.provider.name : is('provider') ? row.enterprise.name : html`${row.enterprise.name}<span class="yq-sub">${row.provider.name}</span>`);

/** Columns that every list of orders shows. */
export const orderColumns = () => [
  {key: 'title', label: t('orders.title'), first: true, fixed: true, cell: (row) => html`<a href="/desk/orders/${row.id}">${row.listing.title}</a><span class="yq-sub">${row.number}</span>`},
  {key: 'party', label: t(is('enterprise') ? 'orders.provider' : is('provider') ? 'orders.enterprise' : 'orders.parties'), cell: party},
  {key: 'amount', label: t('orders.amount'), num: true, side: true, cell: (row) => (row.totalFen === null ? t('orders.noPrice') : html`${money(row.totalFen)}<span class="yq-sub">${t('orders.government', {money: money(row.governmentFen)})}</span>`)},
  {key: 'state', label: t('orders.state'), cell: (row) => status('order', row.state)},
  {key: 'due', label: t('orders.due'), sort: 'due', side: true, time: true, cell: dueCell},
  {key: 'created', label: t('orders.created'), sort: 'newest', wide: true, time: true, cell: (row) => when(row.submittedAt ?? row.createdAt)},
];

define('yq-orders', class extends ListPage {
  static properties = {counts: {state: true}};
  topics = ['order'];

  query() {
    const f = this.filter;
    return {...Object.fromEntries(FILTERS.map((name) => [name, f[name]])), state: f.state ? TABS[f.state] ?? f.state : undefined, sort: f.sort ?? 'newest'};
  }

  fetch(query) { return get('/api/orders', query); }

  async around() { this.counts = await get('/api/orders/counts'); }

  count(states) {
    return states.split(',').reduce((sum, state) => sum + (this.counts?.byState[state] ?? 0), 0);
  }

  tab(name, label, n, change) {
    const f = this.filter;
    const here = name === 'waiting' ? f.waiting === 'true' : !f.waiting && (f.state ?? '') === name;
    return html`<a href=${link('/desk/orders', {...f, ...change})} aria-current=${here ? 'page' : nothing} @click=${(e) => { e.preventDefault(); e.stopPropagation(); this.narrow(change); }}>${label}${n === null ? nothing : html` <span class="yq-num">${number(n)}</span>`}</a>`;
  }

  tabs() {
    const c = this.counts;
    return html`<nav class="yq-tabs" aria-label=${t('orders.byState')}>
      ${is('auditor') ? nothing : this.tab('waiting', t('orders.tab.waiting'), c?.waiting ?? null, {waiting: 'true', state: ''})}
      ${this.tab('', t('orders.tab.all'), null, {waiting: '', state: ''})}
      ${Object.entries(TABS).map(([name, states]) => this.tab(name, t(`orders.tab.${name}`), c ? this.count(states) : null, {waiting: '', state: name}))}</nav>`;
  }

  nothingToShow() {
    const f = this.filter;
    if (f.q || f.state || f.budget || f.waiting) {
      return empty({picture: f.waiting ? 'done' : 'search', title: t(f.waiting ? 'orders.noneWaiting' : 'orders.noneFound'), text: t('orders.noneFoundText'),
        action: html`<button class="yq-btn" type="button" @click=${() => this.narrow({q: '', state: '', budget: '', money: '', waiting: ''})}>${t('orders.showAll')}</button>`});
    }
    return empty({picture: 'list', title: t('orders.none'), text: t(is('enterprise') ? 'orders.noneEnterprise' : 'orders.noneText'),
      action: is('enterprise') ? html`<a class="yq-btn yq-btn-primary" href="/services">${t('orders.find')}</a>` : nothing});
  }

  bar() {
    return html`${search(this, t('orders.search'))}${this.filter.budget ? html`<button class="yq-btn yq-btn-sm" type="button" @click=${() => this.narrow({budget: '', money: ''})}>${icon('x')}${t(`orders.ofBudget.${this.filter.money || 'all'}`)}</button>` : nothing}`;
  }

  render() {
    if (this.problem && !this.rows) return failed(this.problem, () => this.load(), true);
    const c = this.counts;
    return html`${head(t('desk.orders'), c ? t('orders.summary', {waiting: number(c.waiting), overdue: number(c.overdue)}) : '\u00a0',
      html`${exportButton('orders', this.query())}${is('enterprise') ? html`<a class="yq-btn yq-btn-primary" href="/services">${icon('plus')}${t('orders.find')}</a>` : nothing}`)}
      ${this.trouble()}
      <div class="yq-card">${this.tabs()}<yq-table name="orders" .label=${t('desk.orders')} .columns=${orderColumns()} .rows=${this.rows} .sort=${this.filter.sort ?? 'newest'} .bar=${this.bar()} .none=${this.rows?.length === 0 ? this.nothingToShow() : nothing}
          @yq-open=${(e) => go(`/desk/orders/${e.detail.row.id}`)} @yq-sort=${(e) => this.narrow({sort: e.detail.sort})}></yq-table>${pager(this)}</div>`;
  }
});
