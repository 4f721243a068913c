// Finance: accepted orders, paid many at once; and the batches paid so far.
import {html, icon, nothing, define} from '../../base.js';
import {get, newKey, post} from '../../api.js';
import {dateTime, money, number, t} from '../../i18n.js';
import {is} from '../../session.js';
import {empty, failed, problemNote, skeleton} from '../../ui/yq-empty.js';
import '../../ui/yq-pager.js';
import '../../ui/yq-table.js';
import {toast} from '../../ui/yq-toast.js';
import {exportButton} from '../export.js';
import {ListPage} from '../list.js';
import {go} from '../router.js';
import {orderColumns} from './orders.js';

define('yq-payments', class extends ListPage {
  static properties = {...ListPage.properties, picks: {state: true}, batches: {state: true}, reference: {state: true}, refused: {state: true}};
  topics = ['order'];
  size = 100;

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
      if (problem.status === 409) this.load();
    }
    this.busy = false;
  }

  form() {
    if (!this.picks.size) return nothing;
    const sum = this.chosen.reduce((all, row) => all + row.governmentFen, 0);
    return html`<form class="yq-toolbar" @submit=${(e) => this.pay(e)}><strong>${t('payments.picked', {n: number(this.picks.size), money: money(sum)})}</strong>
      <input aria-label=${t('form.paymentReference')} placeholder=${t('form.paymentReference')} required minlength="2" maxlength="200" .value=${this.reference} @input=${(e) => { this.reference = e.target.value; }}>
      <button class="yq-btn yq-btn-primary" ?disabled=${this.busy}>${icon('check')}${t('payments.pay')}</button></form>`;
  }

  past() {
    if (!this.batches?.length) return nothing;
    const columns = [
      {key: 'number', label: t('payments.number'), first: true, cell: (b) => html`${b.number}<span class="yq-sub">${b.reference}</span>`},
      {key: 'count', label: t('payments.count'), num: true, cell: (b) => number(b.count)}, {key: 'total', label: t('orders.amount'), num: true, side: true, cell: (b) => money(b.totalFen)},
      {key: 'at', label: t('payments.at'), cell: (b) => dateTime(b.paidAt)}, {key: 'payer', label: t('payments.payer'), cell: (b) => b.payer}];
    return html`<section class="yq-card yq-section"><div class="yq-row yq-spread yq-pad"><h2 class="yq-h">${t('payments.past')}</h2>${exportButton('payments', {})}</div><yq-table .label=${t('payments.past')} .columns=${columns} .rows=${this.batches}></yq-table></section>`;
  }

  render() {
    if (this.problem) return failed(this.problem, () => this.load(), true);
    if (!this.rows) return skeleton(3);
    return html`<div class="yq-page-head"><div><h1 tabindex="-1">${t('desk.payments')}</h1><p>${t('payments.intro')}</p></div>${exportButton('orders', {state: 'completed', sort: 'due'})}</div>
      ${this.refused ? problemNote(this.refused) : nothing}
      <div class="yq-card">${is('finance') ? this.form() : nothing}
        ${this.rows.length ? html`<yq-table name="payments" ?pick=${is('finance')} .label=${t('desk.payments')} .columns=${orderColumns()} .rows=${this.rows} .picks=${this.picks} .sort=${'due'}
            @yq-open=${(e) => go(`/desk/orders/${e.detail.row.id}`)} @yq-pick=${(e) => { this.picks = e.detail.picks; }}></yq-table>
          <yq-pager .shown=${this.rows.length} ?more=${!!this.next} ?busy=${this.busy} @yq-more=${() => this.more()}></yq-pager>`
        : empty({picture: 'done', title: t('payments.none'), text: t('payments.noneText')})}</div>${this.past()}`;
  }
});
