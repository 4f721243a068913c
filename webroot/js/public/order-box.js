// Price, what government pays with each budget of the enterprise, and the way to order.
import {El, define, html, icon, nothing} from '../base.js';
import {get} from '../api.js';
import {has, money, need, percent, t} from '../i18n.js';
import {link} from '../url.js';
import {problemNote} from '../ui/yq-empty.js';
import {price, seal} from './listing-card.js';

await need('service.');

define('yq-order-box', class extends El {
  static properties = {item: {attribute: false}, account: {attribute: false}, given: {attribute: false}, quotes: {state: true}, chosen: {state: true}, quantity: {state: true}, problem: {state: true}};

  constructor() {
    super();
    this.quantity = 1;
  }

  willUpdate(changed) {
    if (changed.has('given') && this.given) this.take(this.given);
  }

  updated(changed) {
    if (changed.has('account') && this.account?.role === 'enterprise' && !this.quotes) this.load();
  }

  take(quotes) {
    this.quotes = quotes;
    this.chosen = quotes.find((q) => q.budget.id === this.chosen && q.usable)?.budget.id ?? quotes.find((q) => q.usable)?.budget.id;
  }

  async load() {
    this.problem = null;
    try {
      this.take((await get(`/api/listings/${this.item.id}/quotes`, {quantity: this.quantity})).items);
    } catch (problem) {
      this.problem = problem;
    }
  }

  setQuantity(e) {
    const n = Math.round(Number(e.target.value));
    if (n < 1 || n > 1000 || Number.isNaN(n)) return;
    this.quantity = n;
    clearTimeout(this.clock);
    this.clock = setTimeout(() => this.load(), 300);
  }

  quote(q) {
    const split = q.totalFen === null ? t('quote.later', {share: percent(q.shareBps)})
      : t('quote.split', {government: money(q.governmentFen), enterprise: money(q.enterpriseFen)});
    return html`<label class="yq-quote"><span class="yq-check"><input type="radio" name="budget" value=${q.budget.id} .checked=${this.chosen === q.budget.id} ?disabled=${!q.usable} @change=${() => { this.chosen = q.budget.id; }}>
      <span class="yq-grow"><strong>${q.budget.name}</strong><br><span class="yq-num-text">${split}</span>
        <span class="yq-hint yq-block">${q.capLeftFen === null ? q.budget.fundingSource : t('quote.capLeft', {money: money(q.capLeftFen)})}</span>
        ${q.reasons.map((code) => html`<span class="yq-error">${icon('info')}${has(`quote.reason.${code}`) ? t(`quote.reason.${code}`) : t('quote.unusable')}</span>`)}</span></span></label>`;
  }

  forEnterprise() {
    const daily = this.item.priceModel === 'per-day';
    const order = link('/desk/orders/new', {listing: this.item.id, budget: this.chosen, quantity: this.quantity > 1 ? this.quantity : ''});
    return html`${daily || this.quantity > 1 ? html`<div class="yq-field"><label for="quantity">${t(daily ? 'quote.days' : 'quote.quantity')}</label>
        <input id="quantity" type="number" min="1" max="1000" step="1" .value=${String(this.quantity)} @input=${(e) => this.setQuantity(e)}></div>` : nothing}
      ${this.problem ? problemNote(this.problem) : nothing}
      ${this.quotes?.length ? html`<fieldset class="yq-stack yq-tight"><legend class="yq-label-strong">${t('quote.title')}</legend>${this.quotes.map((q) => this.quote(q))}</fieldset>` : nothing}
      ${this.quotes && !this.quotes.length ? html`<div class="yq-note">${icon('info')}<span>${t('quote.none')}</span></div>` : nothing}
      <a class="yq-btn yq-btn-primary yq-btn-lg yq-btn-wide" href=${order} aria-disabled=${this.chosen ? nothing : 'true'} @click=${(e) => !this.chosen && e.preventDefault()}>${t(this.item.priceModel === 'quotation' ? 'order.askQuote' : 'order.start')}</a>`;
  }

  forVisitor() {
    const next = encodeURIComponent(location.pathname);
    return html`<p class="yq-hint">${t('order.signInText')}</p>
      <a class="yq-btn yq-btn-primary yq-btn-lg yq-btn-wide" href=${`/login?next=${next}`}>${t('order.signIn')}</a>
      <a class="yq-btn yq-btn-wide" href="/register?kind=enterprise">${t('order.register')}</a>`;
  }

  forOthers() {
    if (this.item.steps?.length) return html`<a class="yq-btn yq-btn-wide" href=${`/desk/listings/${this.item.id}`}>${icon('edit')}${t('order.manage')}</a>`;
    return html`<p class="yq-hint">${t('order.onlyEnterprise')}</p>`;
  }

  render() {
    if (!this.item) return nothing;
    return html`<div class="yq-stack yq-tight"><h2 class="yq-hide">${t('order.title')}</h2><div>${seal(this.item.supportBps)}</div>${price(this.item)}
      ${this.account ? (this.account.role === 'enterprise' ? this.forEnterprise() : this.forOthers()) : this.forVisitor()}</div>`;
  }
});
