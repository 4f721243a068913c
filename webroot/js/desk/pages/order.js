// One order: what it is, who pays what, what happened, what comes next, and the moves open to the reader.
import {El, define, html, icon, nothing} from '../../base.js';
import {get} from '../../api.js';
import {date, dateTime, money, t} from '../../i18n.js';
import {on} from '../../live.js';
import {failed, problemNote, skeleton} from '../../ui/yq-empty.js';
import {status} from '../../ui/yq-status.js';
import '../../ui/yq-budget.js';
import '../../ui/yq-timeline.js';
import '../../ui/yq-upload.js';
import {nextStep} from '../next-step.js';
import {checks, effect} from '../order-facts.js';
import {orderForms} from '../order-forms.js';
import {move, moveButtons, send} from '../order-moves.js';
import {placeOf} from '../places.js';
import {name} from '../router.js';

define('yq-order', class extends El {
  static properties = {id: {}, order: {state: true}, problem: {state: true}, refused: {state: true}, busy: {state: true}};

  connectedCallback() {
    super.connectedCallback();
    this.stop = on('order', (event) => { if (!event.id || event.id === this.id) this.load(); });
    this.load();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.stop();
  }

  load() { return this.show(get(`/api/orders/${this.id}`)); }

  /** An order, or the promise of one. */
  show(come) {
    return this.latest(() => come, (order) => {
      this.set({order, problem: null});
      name(`${order.number} ${order.listing.title}`);
    });
  }

  /** Runs a move; when it came too late, shows why and how things stand now. */
  async act(work) {
    this.busy = true;
    this.refused = null;
    let now;
    try {
      now = await work();
      if (now) await this.show(now);
    } catch (problem) {
      this.refused = problem;
      if (problem.status === 409 || problem.status === 412) await this.load();
    }
    this.busy = false;
    return now;
  }

  facts(o) {
    const row = (label, value) => (value || value === 0 ? html`<dt>${label}</dt><dd>${value}</dd>` : nothing);
    return html`<dl class="yq-facts">
      ${row(t('order.enterprise'), html`${o.enterprise.name} <span class="yq-muted">${placeOf(o.enterprise)}</span>`)}
      ${row(t('order.provider'), html`<a href="/providers/${o.provider.id}">${o.provider.name}</a>`)}
      ${row(t('order.listing'), html`<a href="/services/${o.listing.id}">${o.listing.title}</a> <span class="yq-muted">${t('order.version', {n: o.listing.version})}</span>`)}
      ${row(t('order.budget'), o.budget.name)}
      ${row(t('order.quantity'), o.unitPriceFen === null ? String(o.quantity) : t('order.times', {n: o.quantity, price: money(o.unitPriceFen)}))}
      ${row(t('order.wantedBy'), o.wantedBy ? date(o.wantedBy) : '')}
      ${row(t('order.need'), o.need ? html`<span class="yq-prewrap">${o.need}</span>` : '')}</dl>`;
  }

  split(o) {
    if (o.totalFen === null) return html`<p class="yq-note yq-note-wait">${icon('clock')}<span>${t('order.awaitingQuote')}</span></p>`;
    return html`<dl class="yq-figures"><div><dt>${t('order.total')}</dt><dd class="yq-num">${money(o.totalFen)}</dd></div>
      <div><dt>${t('order.governmentPays')}</dt><dd class="yq-num">${money(o.governmentFen)}</dd></div>
      <div><dt>${t('order.enterprisePays')}</dt><dd class="yq-num">${o.enterpriseFen ? money(o.enterpriseFen) : t('order.free')}</dd></div></dl>`;
  }

  delivered(o) {
    if (!o.delivery) return nothing;
    return html`<section class="yq-card yq-pad"><h2 class="yq-h">${t('order.delivery')}</h2><p class="yq-prewrap">${o.delivery.note}</p>
      ${o.delivery.attachments.length ? html`<yq-upload readonly .value=${o.delivery.attachments}></yq-upload>` : nothing}</section>`;
  }

  rated(o) {
    if (!o.rating) return nothing;
    return html`<section class="yq-card yq-pad"><h2 class="yq-h">${t('order.rating')}</h2><p>${t('order.score', {n: o.rating.score})} <span class="yq-muted">${dateTime(o.rating.at)}</span></p><p class="yq-prewrap">${o.rating.comment}</p></section>`;
  }

  render() {
    if (this.problem && !this.order) return failed(this.problem, () => this.load(), true);
    const o = this.order;
    if (!o) return skeleton(3);
    const act = (noun) => this.act(() => move(o, noun));
    return html`<div class="yq-print-only yq-sheet"><strong>${t('order.sheet')}</strong><small>${t('shell.full')}<br>${t('order.printedAt', {at: dateTime(new Date().toISOString())})}</small></div>
      <div class="yq-page-head"><div><h1 tabindex="-1">${o.listing.title}</h1><p class="yq-row">${status('order', o.state)}<span class="yq-no-print">${nextStep(o)}</span></p><p><span class="yq-num">${o.number}</span> · ${t('order.createdAt', {date: dateTime(o.createdAt)})}</p></div>
        <div class="yq-row yq-no-print">${o.steps.includes('submission') ? html`<a class="yq-btn" href="/desk/orders/${o.id}/edit">${icon('edit')}${t('order.edit')}</a>` : nothing}
          <button class="yq-btn" type="button" data-do="print">${icon('printer')}${t('order.print')}</button></div></div>
      ${this.refused ? html`<div class="yq-below">${problemNote(this.refused)}</div>` : nothing}
      <div class="yq-two yq-paper-two">
        <div class="yq-stack">
          <section class="yq-card yq-pad yq-stack">${this.split(o)}${this.facts(o)}</section>
          ${o.effect ? html`<section class="yq-card yq-pad yq-stack"><h2 class="yq-h">${t('order.effect')}</h2>${effect(o)}${checks(o.checks)}</section>` : nothing}
          ${this.delivered(o)}${this.rated(o)}
          ${orderForms(o, (noun, body, key) => this.act(() => send(o, noun, body, key)), this.busy)}
          ${o.steps.length ? html`<div class="yq-sticky-foot yq-no-print">${moveButtons(o, act, this.busy)}</div>` : nothing}
        </div>
        <section class="yq-card yq-pad"><h2 class="yq-h">${t('order.history')}</h2><yq-timeline subject="order" .history=${o.history} .next=${o.next}></yq-timeline></section>
        <table class="yq-print-only yq-signs"><tbody><tr>${['enterprise', 'district', 'finance'].map((who) => html`<td>${t(`order.sign.${who}`)}</td>`)}</tr></tbody></table>
      </div>`;
  }
});
