// Finance: accepted orders and completed visits, paid many at once; and the batches paid so far.
import {html, icon, nothing, define} from '../../base.js';
import {get, newKey, post} from '../../api.js';
import {dateTime, listed, money, nameOf, number, t, when} from '../../i18n.js';
import {is} from '../../session.js';
import {empty, failed, problemNote} from '../../ui/yq-empty.js';
import '../../ui/yq-table.js';
import {toast} from '../../ui/yq-toast.js';
import {link} from '../../url.js';
import {exportButton} from '../export.js';
import {ListPage, pager} from '../list.js';
import {dueCell} from '../next-step.js';
import {head} from '../parts.js';
import {placeOf} from '../places.js';
import {go} from '../router.js';
import {orderColumns} from './orders.js';

/** Who comes and is paid: the lead with the employer, then the others. */
const payee = ([lead, ...others]) => html`${listed([lead, ...others].map((one) => one.name))}<span class="yq-sub">${lead.employer}</span>`;

const visitColumns = () => [
  {key: 'type', label: t('payments.kind.visit'), first: true, fixed: true, cell: (v) => html`<a href="/desk/visits/${v.id}">${nameOf(v.type)}</a><span class="yq-sub">${v.number}</span>`},
  {key: 'enterprise', label: t('role.enterprise'), cell: (v) => html`${v.enterprise.name}<span class="yq-sub">${placeOf(v.site)}</span>`},
  {key: 'payee', label: t('payments.payee'), first: true, cell: (v) => payee(v.team)},
  {key: 'amount', label: t('orders.amount'), num: true, side: true, cell: (v) => html`${money(v.money.feeFen)}<span class="yq-sub">${v.money.budget.name}</span>`},
  {key: 'due', label: t('orders.due'), side: true, time: true, cell: dueCell},
  {key: 'completed', label: t('payments.completedAt'), wide: true, time: true, cell: (v) => when(v.completedAt)}];

/** what can be paid → its list, its columns, what a row costs, how a batch is sent */
const KINDS = {
  order: {
    list: 'orders', filter: {state: 'completed', sort: 'due'}, columns: () => orderColumns().filter((c) => c.key !== 'state'), fen: (row) => row.governmentFen, none: '',
    fetch: (query) => get('/api/orders', query), pay: (ids, reference, key) => post('/api/payments', {orderIds: ids, reference}, {key}),
  },
  visit: {
    list: 'visits', filter: {money: 'due', sort: 'start'}, columns: visitColumns, fen: (row) => row.money.feeFen, none: '.visit',
    fetch: (query) => get('/api/visits', query), pay: (ids, reference, key) => post('/api/visits/payment', {visitIds: ids, reference}, {key}),
  },
};
const so = (kind, n) => t(`payments.${KINDS[kind].list}`, {n: number(n)});

define('yq-payments', class extends ListPage {
  static properties = {...ListPage.properties, picks: {state: true}, batches: {state: true}, due: {state: true}, reference: {state: true}, refused: {state: true}};
  topics = ['order', 'visit'];
  size = 50;

  constructor() {
    super();
    this.clear();
  }

  get kind() { return this.filter.kind === 'visit' ? 'visit' : 'order'; }

  query() { return KINDS[this.kind].filter; }

  fetch(query) { return KINDS[this.kind].fetch(query); }

  async around() {
    const [batches, orders, visits] = await Promise.all([get('/api/payments', {limit: 20}), get('/api/orders/counts'), get('/api/visits/counts')]);
    this.set({batches: batches.items, due: {order: [orders.byState.completed ?? 0, orders.payableFen], visit: [visits.payable, visits.payableFen]}});
  }

  get chosen() { return this.rows.filter((row) => this.picks.has(row.id)); }

  clear() { this.set({picks: new Set(), reference: '', key: newKey()}); }

  choose(kind) {
    this.clear();
    this.refused = null;
    this.narrow({kind: kind === 'order' ? '' : kind});
  }

  async pay(e) {
    e.preventDefault();
    this.set({busy: true, refused: null});
    try {
      const done = await KINDS[this.kind].pay(this.chosen.map((row) => row.id), this.reference.trim(), this.key);
      toast(t('payments.done', {number: done.number, what: so(done.kind, done.count), money: money(done.totalFen)}));
      this.clear();
      await this.load();
    } catch (problem) {
      this.refused = problem;
      if (problem.status) this.key = newKey(); // another choice is another request
      if (problem.status === 409) this.load();
    }
    this.busy = false;
  }

  form() {
    if (!is('finance') || !this.rows?.length) return nothing;
    if (!this.picks.size) return html`<span class="yq-muted">${t(`payments.pick${KINDS[this.kind].none}`)}</span>`;
    const sum = this.chosen.reduce((all, row) => all + KINDS[this.kind].fen(row), 0);
    return html`<form class="yq-row yq-grow" @submit=${(e) => this.pay(e)}><strong>${t('payments.picked', {what: so(this.kind, this.picks.size), money: money(sum)})}</strong>
      <input class="yq-grow" aria-label=${t('form.paymentReference')} placeholder=${t('form.paymentReference')} required minlength="2" maxlength="200" .value=${this.reference} @input=${(e) => { this.reference = e.target.value; }}>
      <button class="yq-btn yq-btn-primary" aria-busy=${!!this.busy} ?disabled=${this.busy}>${icon('check')}${t('payments.pay')}</button></form>`;
  }

  /** What is due of each kind, with its sum. */
  tabs() {
    return html`<nav class="yq-tabs" aria-label=${t('desk.payments')}>${Object.keys(KINDS).map((kind) => {
      const [count, fen] = this.due?.[kind] ?? [null];
      return html`<a href=${link('/desk/payments', {kind: kind === 'order' ? '' : kind})} aria-current=${kind === this.kind ? 'page' : nothing} @click=${(e) => { e.preventDefault(); e.stopPropagation(); this.choose(kind); }}>${t(`payments.kind.${kind}`)}${count === null ? nothing : html` <span class="yq-num">${number(count)}${count ? html` · ${money(fen)}` : nothing}</span>`}</a>`;
    })}</nav>`;
  }

  past() {
    if (!this.rows || !this.batches?.length) return nothing;
    const columns = [
      {key: 'number', label: t('payments.number'), first: true, cell: (b) => html`${b.number}<span class="yq-sub">${b.reference}</span>`},
      {key: 'count', label: t('payments.count'), num: true, cell: (b) => so(b.kind, b.count)}, {key: 'total', label: t('orders.amount'), num: true, side: true, cell: (b) => money(b.totalFen)},
      {key: 'at', label: t('payments.at'), time: true, cell: (b) => dateTime(b.paidAt)}, {key: 'payer', label: t('payments.payer'), side: true, cell: (b) => b.payer}];
    return html`<section class="yq-card"><div class="yq-row yq-spread yq-flat"><h2 class="yq-h">${t('payments.past')}</h2>${exportButton('payments', {})}</div><yq-table plain .label=${t('payments.past')} .columns=${columns} .rows=${this.batches}></yq-table></section>`;
  }

  render() {
    if (this.problem && !this.rows) return failed(this.problem, () => this.load(), true);
    const {list, filter, columns, none} = KINDS[this.kind];
    return html`${head(t('desk.payments'), t('payments.intro'), exportButton(list, filter))}${this.trouble()}
      ${this.refused ? html`<div class="yq-below">${problemNote(this.refused)}</div>` : nothing}
      <div class="yq-stack"><div class="yq-card">${this.tabs()}<yq-table name="payments-${this.kind}" ?pick=${is('finance')} .label=${t(`payments.kind.${this.kind}`)} .columns=${columns()} .rows=${this.rows} .picks=${this.picks} .bar=${this.form()} .none=${empty({picture: 'done', title: t(`payments.none${none}`), text: t(`payments.noneText${none}`)})}
          @yq-open=${(e) => go(`/desk/${list}/${e.detail.row.id}`)} @yq-pick=${(e) => { this.picks = e.detail.picks; }}></yq-table>${pager(this)}</div>${this.past()}</div>`;
  }
});
