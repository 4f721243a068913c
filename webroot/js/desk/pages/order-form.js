// Ordering a service: which budget pays, what each side pays, what is needed; then send it, or keep it as a draft.
import {El, define, html, icon, nothing} from '../../base.js';
import {get, newKey, patch, post} from '../../api.js';
import {has, money, need, percent, t, today} from '../../i18n.js';
import {read} from '../../url.js';
import {empty, explain, failed, problemNote, skeleton} from '../../ui/yq-empty.js';
import {toast} from '../../ui/yq-toast.js';
import {go} from '../router.js';
import {send} from '../order-moves.js';

await need('service.'); // the words of the quotes

define('yq-order-form', class extends El {
  static properties = {
    id: {}, listing: {state: true}, order: {state: true}, quotes: {state: true}, budget: {state: true}, quantity: {state: true},
    need: {state: true}, wantedBy: {state: true}, action: {state: true}, problem: {state: true}, refused: {state: true}, busy: {state: true},
  };

  constructor() {
    super();
    this.set({quantity: 1, need: '', wantedBy: '', createKey: newKey(), submitKey: newKey()});
  }

  connectedCallback() {
    super.connectedCallback();
    this.load();
  }

  async load() {
    this.problem = null;
    const asked = read();
    try {
      if (this.id) {
        this.order = await get(`/api/orders/${this.id}`);
        this.set({quantity: this.order.quantity, need: this.order.need ?? '', wantedBy: this.order.wantedBy ?? '', budget: this.order.budget.id});
      } else {
        this.set({quantity: Number(asked.quantity) || 1, budget: asked.budget, ...this.remembered()});
      }
      const listing = this.order?.listing.id ?? asked.listing;
      if (!listing) { this.listing = null; return; }
      if (asked.action && !this.id) await this.forAction(asked.action);
      this.listing = await get(`/api/listings/${listing}`);
      await this.price();
    } catch (problem) {
      this.problem = problem;
    }
  }

  /** An order that an action of the plan asks for: what was found is the need, unless something was typed already. */
  async forAction(id) {
    this.action = await get(`/api/actions/${id}`);
    this.need ||= `${this.action.finding}\n${this.action.action}`;
  }

  /** Once: an action that has ended meanwhile keeps nobody from ordering. */
  async link() {
    if (!this.action) return;
    await post(`/api/actions/${this.action.id}/order`, {orderId: this.order.id}, {key: newKey()}).catch((problem) => toast(explain(problem).title));
    this.action = null;
  }

  async price() {
    this.quotes = (await get(`/api/listings/${this.listing.id}/quotes`, {quantity: this.quantity})).items;
    const usable = this.quotes.filter((q) => q.usable);
    if (!usable.some((q) => q.budget.id === this.budget)) this.budget = usable[0]?.budget.id;
  }

  setQuantity(e) {
    const n = Math.round(Number(e.target.value));
    if (!(n >= 1 && n <= 1000)) return;
    this.quantity = n;
    clearTimeout(this.clock);
    this.clock = setTimeout(() => this.price().catch((problem) => { this.refused = problem; }), 300);
  }

  /** Words typed survive a reload; a kept order has its own place. */
  remember(words) {
    if (this.id) return;
    const key = `yq-draft:order-${this.listing.id}`;
    if (words) sessionStorage.setItem(key, JSON.stringify(words));
    else sessionStorage.removeItem(key);
  }

  remembered() { return JSON.parse(sessionStorage.getItem(`yq-draft:order-${read().listing}`) ?? '{}'); }

  type(change) {
    this.set(change);
    this.remember({need: this.need, wantedBy: this.wantedBy});
  }

  fields() {
    return {budgetId: this.budget, quantity: this.quantity, ...(this.need.trim() ? {need: this.need.trim()} : {}), ...(this.wantedBy ? {wantedBy: this.wantedBy} : {})};
  }

  async save(submit) {
    this.set({busy: true, refused: null});
    try {
      this.order = this.order
        ? await patch(`/api/orders/${this.order.id}`, this.fields(), {match: this.order.version})
        : await post('/api/orders', {listingId: this.listing.id, ...this.fields()}, {key: this.createKey});
      await this.link();
      if (submit && this.order.steps.includes('submission')) await send(this.order, 'submission', {}, this.submitKey);
      this.remember(null);
      go(`/desk/orders/${this.order.id}`, !!this.id);
    } catch (problem) {
      this.refused = problem;
      // what was refused is sent anew; what got no answer keeps its key, for it may have arrived
      if (problem.status) this.set({createKey: newKey(), submitKey: newKey()});
      scrollTo(0, 0);
    }
    this.busy = false;
  }

  quote(q) {
    const split = q.totalFen === null ? t('quote.later', {share: percent(q.shareBps)}) : t('quote.split', {government: money(q.governmentFen), enterprise: money(q.enterpriseFen)});
    return html`<label class="yq-quote"><span class="yq-check"><input type="radio" name="budget" value=${q.budget.id} .checked=${this.budget === q.budget.id} ?disabled=${!q.usable} @change=${() => { this.budget = q.budget.id; }}>
      <span class="yq-grow"><strong>${q.budget.name}</strong><br><span class="yq-num-text">${split}</span><span class="yq-hint yq-block">${q.capLeftFen === null ? q.budget.fundingSource : t('quote.capLeft', {money: money(q.capLeftFen)})}</span>
      ${q.reasons.map((code) => html`<span class="yq-error">${icon('info')}${has(`quote.reason.${code}`) ? t(`quote.reason.${code}`) : t('quote.unusable')}</span>`)}</span></span></label>`;
  }

  summary() {
    const q = this.quotes?.find((one) => one.budget.id === this.budget);
    if (!q) return nothing;
    if (q.totalFen === null) return html`<p class="yq-note">${icon('info')}<span>${t('orderForm.quotation')}</span></p>`;
    return html`<dl class="yq-figures" aria-live="polite"><div><dt>${t('order.total')}</dt><dd class="yq-num">${money(q.totalFen)}</dd></div>
      <div><dt>${t('order.governmentPays')}</dt><dd class="yq-num">${money(q.governmentFen)}</dd></div>
      <div><dt>${t('order.enterprisePays')}</dt><dd class="yq-num">${q.enterpriseFen ? money(q.enterpriseFen) : t('order.free')}</dd></div></dl>`;
  }

  render() {
    if (this.problem) return failed(this.problem, () => this.load(), true);
    if (this.listing === null) return empty({picture: 'search', title: t('orderForm.noListing'), text: t('orderForm.noListingText'), page: true, action: html`<a class="yq-btn yq-btn-primary" href="/services">${t('orders.find')}</a>`});
    if (!this.quotes) return skeleton(3);
    const l = this.listing;
    const asking = l.priceModel === 'quotation' && !this.order;
    return html`<div class="yq-page-head"><div><h1 tabindex="-1">${t(this.id ? 'desk.orderEdit' : 'desk.orderNew')}</h1><p><a href="/services/${l.id}">${l.title}</a> · ${l.provider.name}</p></div></div>
      ${this.order?.state === 'returned' ? html`<p class="yq-note yq-note-wait yq-below">${icon('undo')}<span>${t('orderForm.returned', {reason: this.order.history.findLast((e) => e.action === 'return')?.reason ?? ''})}</span></p>` : nothing}
      ${this.action ? html`<p class="yq-note yq-below">${icon('list-check')}<span>${t('orderForm.forAction', {action: this.action.action})}</span></p>` : nothing}
      ${this.refused ? html`<div class="yq-below">${problemNote(this.refused)}</div>` : nothing}
      <div class="yq-two"><form class="yq-card yq-pad yq-stack" @submit=${(e) => { e.preventDefault(); this.save(true); }}>
        <fieldset class="yq-stack"><legend class="yq-label-strong">${t('quote.title')}</legend>
          ${this.quotes.length ? this.quotes.map((q) => this.quote(q)) : html`<p class="yq-note">${icon('info')}<span>${t('quote.none')}</span></p>`}</fieldset>
        <div class="yq-field yq-short"><label for="quantity">${t(l.priceModel === 'per-day' ? 'quote.days' : 'quote.quantity')}</label><input id="quantity" type="number" min="1" max="1000" step="1" required .value=${String(this.quantity)} @input=${(e) => this.setQuantity(e)}></div>
        <div class="yq-field"><label for="need">${t('orderForm.need')} <span class="yq-opt">${t('form.optional')}</span></label><span class="yq-hint" id="need-hint">${t('orderForm.needHint')}</span><textarea aria-describedby="need-hint" id="need" rows="4" maxlength="2000" .value=${this.need} @input=${(e) => this.type({need: e.target.value})}></textarea></div>
        <div class="yq-field yq-short"><label for="wanted">${t('order.wantedBy')} <span class="yq-opt">${t('form.optional')}</span></label><input id="wanted" type="date" min=${today()} .value=${this.wantedBy} @change=${(e) => this.type({wantedBy: e.target.value})}></div>
        <div class="yq-actions"><button class="yq-btn yq-btn-primary" aria-busy=${!!this.busy} ?disabled=${this.busy || !this.budget}>${t(asking ? 'order.askQuote' : 'orderForm.submit')}</button>
          <button class="yq-btn" type="button" ?disabled=${this.busy || !this.budget} @click=${() => this.save(false)}>${t('orderForm.keep')}</button></div></form>
        <section class="yq-card yq-pad yq-stack"><h2 class="yq-h">${t('orderForm.whoPays')}</h2>${this.summary()}
          <ol class="yq-how">${[1, 2, 3].map((n) => html`<li>${t(`orderForm.next${n}`)}</li>`)}</ol></section></div>`;
  }
});
