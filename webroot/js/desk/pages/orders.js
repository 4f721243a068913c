// Orders: tabs by state with counts, search, deadline or newest first; the address is the state of the list.
import {El, define, html, icon, nothing} from '../../base.js';
import {get} from '../../api.js';
import {due, money, need, number, t, when} from '../../i18n.js';
import {on} from '../../live.js';
import {is} from '../../session.js';
import {link, onBack, read, write} from '../../url.js';
import {empty, failed, skeleton} from '../../ui/yq-empty.js';
import '../../ui/yq-pager.js';
import {status} from '../../ui/yq-status.js';
import '../../ui/yq-table.js';
import {exportButton} from '../export.js';
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
  {key: 'state', label: t('orders.state'), side: true, cell: (row) => status('order', row.state)},
  {key: 'due', label: t('orders.due'), sort: 'due', cell: (row) => (row.dueAt ? html`<span class=${row.overdue ? 'yq-bad' : ''}>${row.overdue ? t('orders.overdue', {when: due(row.dueAt)}) : due(row.dueAt)}</span>` : '—')},
  {key: 'created', label: t('orders.created'), sort: 'newest', wide: true, cell: (row) => when(row.submittedAt ?? row.createdAt)},
];

define('yq-orders', class extends El {
  static properties = {rows: {state: true}, next: {state: true}, counts: {state: true}, problem: {state: true}, busy: {state: true}, filter: {state: true}};

  connectedCallback() {
    super.connectedCallback();
    this.filter = read();
    this.stops = [onBack(() => { this.filter = read(); this.load(); }), on('order', () => this.soon())];
    this.load();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.stops.forEach((stop) => stop());
  }

  soon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.load(), 500);
  }

  query() {
    const f = this.filter;
    return {...Object.fromEntries(FILTERS.map((name) => [name, f[name]])), state: f.state ? TABS[f.state] ?? f.state : undefined, sort: f.sort ?? 'newest'};
  }

  async load() {
    this.problem = null;
    try {
      const [page, counts] = await Promise.all([get('/api/orders', {...this.query(), limit: 20}), get('/api/orders/counts')]);
      this.set({rows: page.items, next: page.next, counts});
    } catch (problem) {
      this.problem = problem;
    }
  }

  async more() {
    this.busy = true;
    try {
      const page = await get('/api/orders', {...this.query(), limit: 20, after: this.next});
      this.set({rows: [...this.rows, ...page.items], next: page.next});
    } catch (problem) {
      this.problem = problem;
    }
    this.busy = false;
  }

  narrow(change) {
    this.filter = {...this.filter, ...change};
    write(this.filter);
    this.rows = null;
    this.load();
  }

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

  render() {
    if (this.problem) return failed(this.problem, () => this.load(), true);
    return html`<div class="yq-page-head"><div><h1 tabindex="-1">${t('desk.orders')}</h1><p>${this.counts ? t('orders.summary', {waiting: number(this.counts.waiting), overdue: number(this.counts.overdue)}) : ''}</p></div>
        <div class="yq-row">${is('enterprise') ? html`<a class="yq-btn yq-btn-primary" href="/services">${icon('plus')}${t('orders.find')}</a>` : nothing}${exportButton('orders', this.query())}</div></div>
      <div class="yq-card">${this.tabs()}
        <div class="yq-toolbar"><input type="search" aria-label=${t('orders.search')} placeholder=${t('orders.search')} maxlength="100" .value=${this.filter.q ?? ''} @change=${(e) => this.narrow({q: e.target.value.trim()})}>
          ${this.filter.budget ? html`<button class="yq-btn yq-btn-sm" type="button" @click=${() => this.narrow({budget: '', money: ''})}>${icon('x')}${t(`orders.ofBudget.${this.filter.money || 'all'}`)}</button>` : nothing}</div>
        ${!this.rows ? skeleton(3) : !this.rows.length ? this.nothingToShow() : html`
          <yq-table name="orders" .label=${t('desk.orders')} .columns=${orderColumns()} .rows=${this.rows} .sort=${this.filter.sort ?? 'newest'}
            @yq-open=${(e) => go(`/desk/orders/${e.detail.row.id}`)} @yq-sort=${(e) => this.narrow({sort: e.detail.sort})}></yq-table>
          <yq-pager .shown=${this.rows.length} ?more=${!!this.next} ?busy=${this.busy} @yq-more=${() => this.more()}></yq-pager>`}</div>`;
  }
});
