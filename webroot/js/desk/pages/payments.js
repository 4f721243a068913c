// Finance: accepted orders, paid many at once; and the batches paid so far.
import {html, icon, nothing, define} from '../../base.js';
import {get, newKey, post} from '../../api.js';
import {dateTime, money, number, t} from '../../i18n.js';
import {is} from '../../session.js';
import {empty, failed, problemNote} from '../../ui/yq-empty.js';
import '../../ui/yq-table.js';
import {toast} from '../../ui/yq-toast.js';
import {exportButton} from '../export.js';
import {ListPage} from '../list.js';
import {head, pager} from '../parts.js';
import {go} from '../router.js';
import {orderColumns} from './orders.js';

define('yq-payments', class extends ListPage {
  static properties = {...ListPage.properties, picks: {state: true}, batches: {state: true}, reference: {state: true}, refused: {state: true}};
  topics = ['order'];
  size = 50;

  constructor() {
    super();
    this.set({picks: new Set(), reference: '', key: newKey()});
  }

  fetch(query) { return get('/api/orders', {...query, state: 'completed', sort: 'due'}); }

  async around() { this.batches = (await get('/api/payments', {limit: 20})).items; }

  get chosen() { return this.rows.filter((row) => this.picks.has(row.id)); }

  async pay(e) {
    e.preventDefault();
    this.set({busy: true, refused: null});
    try {
      const done = await post('/api/payments', {orderIds: this.chosen.map((row) => row.id), reference: this.reference.trim()}, {key: this.key});
      toast(t('payments.done', {number: done.number, n: done.count, money: money(done.totalFen)}));
      this.set({picks: new Set(), reference: '', key: newKey()});
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
    if (!this.picks.size) return html`<span class="yq-muted">${t('payments.pick')}</span>`;
    const sum = this.chosen.reduce((all, row) => all + row.governmentFen, 0);
    return html`<form class="yq-row yq-grow" @submit=${(e) => this.pay(e)}><strong>${t('payments.picked', {n: number(this.picks.size), money: money(sum)})}</strong>
      <input class="yq-grow" aria-label=${t('form.paymentReference')} placeholder=${t('form.paymentReference')} required minlength="2" maxlength="200" .value=${this.reference} @input=${(e) => { this.reference = e.target.value; }}>
      <button class="yq-btn yq-btn-primary" aria-busy=${!!this.busy} ?disabled=${this.busy}>${icon('check')}${t('payments.pay')}</button></form>`;
  }

  past() {
    if (!this.rows || !this.batches?.length) return nothing;
    const columns = [
      {key: 'number', label: t('payments.number'), first: true, cell: (b) => html`${b.number}<span class="yq-sub">${b.reference}</span>`},
      {key: 'count', label: t('payments.count'), num: true, cell: (b) => t('payments.orders', {n: number(b.count)})}, {key: 'total', label: t('orders.amount'), num: true, side: true, cell: (b) => money(b.totalFen)},
      {key: 'at', label: t('payments.at'), time: true, cell: (b) => dateTime(b.paidAt)}, {key: 'payer', label: t('payments.payer'), side: true, cell: (b) => b.payer}];
    return html`<section class="yq-card"><div class="yq-row yq-spread yq-flat"><h2 class="yq-h">${t('payments.past')}</h2>${exportButton('payments', {})}</div><yq-table plain .label=${t('payments.past')} .columns=${columns} .rows=${this.batches}></yq-table></section>`;
  }

  render() {
    if (this.problem && !this.rows) return failed(this.problem, () => this.load(), true);
    return html`${head(t('desk.payments'), t('payments.intro'), exportButton('orders', {state: 'completed', sort: 'due'}))}${this.trouble()}
      ${this.refused ? html`<div class="yq-below">${problemNote(this.refused)}</div>` : nothing}
      <div class="yq-stack"><div class="yq-card"><yq-table name="payments" ?pick=${is('finance')} .label=${t('desk.payments')} .columns=${orderColumns().filter((c) => c.key !== 'state')} .rows=${this.rows} .picks=${this.picks} .bar=${this.form()} .none=${empty({picture: 'done', title: t('payments.none'), text: t('payments.noneText')})}
          @yq-open=${(e) => go(`/desk/orders/${e.detail.row.id}`)} @yq-pick=${(e) => { this.picks = e.detail.picks; }}></yq-table>${pager(this)}</div>${this.past()}</div>`;
  }
});
