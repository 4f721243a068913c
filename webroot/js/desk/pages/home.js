// Home of the desk: what waits for this role, overdue first; the next deadline; budgets; and for each order the next step.
import {El, define, emit, html, icon, nothing} from '../../base.js';
import {get} from '../../api.js';
import {due, money, moneyShort, number, t} from '../../i18n.js';
import {on} from '../../live.js';
import {scopeOf} from '../../ref.js';
import {current, is} from '../../session.js';
import {empty, failed, problemNote, skeleton} from '../../ui/yq-empty.js';
import {status} from '../../ui/yq-status.js';
import '../../ui/yq-budget.js';
import {nextStep} from '../next-step.js';
import {head} from '../parts.js';

/** name of the figure → [words, address]; shown when the role's dashboard has it */
const figures = {
  orders: ['home.orders', '/desk/orders?waiting=true&sort=due'],
  ordersOverdue: ['home.ordersOverdue', '/desk/orders?waiting=true&sort=due'],
  ordersDueToday: ['home.ordersDueToday', '/desk/orders?waiting=true&sort=due'],
  listings: ['home.listings', '/desk/listings?waiting=true'],
  organisations: ['home.organisations', '/desk/organisations?state=pending'],
  visits: ['home.visits', '/desk/visits?waiting=true'],
  listingsReturned: ['home.listingsReturned', '/desk/listings?state=returned'],
  listingsDraft: ['home.listingsDraft', '/desk/listings?state=draft'],
};
/** tab of the orders → the states it counts: where the orders of a party stand */
const stages = {submitted: ['submitted'], running: ['approved', 'in-progress'], delivered: ['delivered']};
const remedies = {'books-disagree': '/desk/budgets'};
const OPEN = 'quoting,draft,submitted,returned,approved,in-progress,delivered,completed,disputed';

define('yq-desk-home', class extends El {
  static properties = {board: {state: true}, orders: {state: true}, budgets: {state: true}, offers: {state: true}, problem: {state: true}};

  connectedCallback() {
    super.connectedCallback();
    this.stops = ['order', 'listing', 'organisation', 'budget', 'visit'].map((topic) => on(topic, () => { clearTimeout(this.timer); this.timer = setTimeout(() => this.load(), 600); }));
    this.load();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.stops.forEach((stop) => stop());
  }

  get dormant() {
    const own = current().organisation;
    return own && own.state !== 'active';
  }

  load() {
    if (this.dormant) { this.board = {waiting: {}, warnings: []}; return; }
    this.problem = null;
    const mine = is('enterprise', 'provider', 'auditor') ? {state: OPEN} : {waiting: true};
    this.latest(() => Promise.all([
      get('/api/dashboard'), get('/api/orders', {...mine, sort: 'due', limit: 6}),
      is('provider') ? {items: []} : get('/api/budgets', {state: 'open', limit: 3})]), async ([board, orders, budgets]) => {
      this.set({board, orders: orders.items, budgets: budgets.items});
      emit(this, 'yq-board', board);
      if (is('enterprise') && !orders.items.length) this.offers = (await get('/api/listings', {sort: 'rating', limit: 3})).items;
    });
  }

  /** An organisation that is not admitted (any more) sees where it stands. */
  registration() {
    const own = current().organisation;
    return html`<div class="yq-note yq-note-wait">${icon('clock')}<div><strong>${t(`home.organisation.${own.state}`)}</strong><div>${t(`home.organisation.${own.state}.text`)}</div>
      <p><a href="/desk/organisations/${own.id}">${t('home.toRegistration')}</a></p></div></div>`;
  }

  tile(href, n, unit, word, late) {
    return html`<a class="yq-card yq-kpi ${late ? 'yq-kpi-late' : ''}" href=${href}><div class="yq-figure">${number(n)}<small>${t(unit)}</small></div><span>${t(word)}</span></a>`;
  }

  kpis() {
    if (is('auditor')) return nothing;
    const w = this.board.waiting;
    const party = is('enterprise', 'provider');
    const orders = is('district-admin', 'city-admin') ? '/desk/approvals' : is('finance') ? '/desk/payments' : null;
    const to = (name) => (name.startsWith('orders') && orders ? orders : name === 'visits' && is('finance') ? '/desk/payments?kind=visit' : figures[name][1]);
    const shown = Object.keys(figures).filter((name) => w[name] !== undefined && (w[name] || name === 'orders' || !party));
    const counts = this.board.orders?.byState ?? {};
    return html`<div class="yq-kpis">${shown.map((name) => this.tile(to(name), w[name], name.startsWith('orders') ? 'home.unitOrders' : 'home.unit', figures[name][0], name === 'ordersOverdue' && w[name]))}
      ${party ? Object.entries(stages).map(([tab, states]) => this.tile(`/desk/orders?state=${tab}`, states.reduce((sum, state) => sum + (counts[state] ?? 0), 0), 'home.unitOrders', `home.stage.${tab}`)) : nothing}</div>`;
  }

  order(o) {
    const party = is('enterprise') ? o.provider.name : is('provider') ? o.enterprise.name : `${o.enterprise.name} → ${o.provider.name}`;
    return html`<li class="yq-todo-row"><div class="yq-grow"><a href="/desk/orders/${o.id}">${o.listing.title}</a><div class="yq-muted yq-small">${party}</div>
        <div class="yq-muted yq-small"><span class="yq-num">${o.number}</span>${o.governmentFen ? html` · <span class="yq-num">${t('orders.government', {money: money(o.governmentFen)})}</span>` : nothing}</div></div>
      <div class="yq-todo-state">${status('order', o.state)}<div class="yq-small">${nextStep(o)}</div></div></li>`;
  }

  todo() {
    if (this.orders.length) return html`<ul class="yq-inbox">${this.orders.map((o) => this.order(o))}</ul>`;
    if (is('enterprise')) {
      return html`${empty({picture: 'list', title: t('orders.none'), text: t('orders.noneEnterprise'), action: html`<a class="yq-btn yq-btn-primary" href="/services">${icon('search')}${t('orders.find')}</a>`})}
        ${this.offers?.length ? html`<ul class="yq-inbox">${this.offers.map((l) => html`<li><div class="yq-grow"><a href="/services/${l.id}">${l.title}</a><div class="yq-muted yq-small">${l.provider.name}</div></div><span class="yq-num">${l.priceFen === null ? t('orders.noPrice') : money(l.priceFen)}</span></li>`)}</ul>` : nothing}`;
    }
    if (is('provider')) return empty({picture: 'list', title: t('home.providerNone'), text: t('home.providerNoneText'), action: html`<a class="yq-btn yq-btn-primary" href="/desk/listings/new">${icon('plus')}${t('desk.listingNew')}</a>`});
    return empty({picture: 'done', title: t('home.allDone'), text: this.board.nextDueAt ? t('approvals.nextDue', {when: due(this.board.nextDueAt)}) : t('home.allDoneText'), action: html`<a class="yq-btn" href="/desk/orders">${t('orders.showAll')}</a>`});
  }

  purse() {
    if (!this.budgets?.length) return nothing;
    return html`<section class="yq-card yq-pad yq-stack"><div class="yq-row yq-spread"><h2 class="yq-h">${t('home.budgets')}</h2><a href="/desk/budgets">${t('home.all')}</a></div>
      ${this.budgets.map((b) => { const free = moneyShort(b.availableFen); return html`<div class="yq-purse-row"><div class="yq-row yq-spread"><a class="yq-grow" href="/desk/budgets/${b.id}">${b.name}</a><strong class="yq-num">${t('home.free', {money: `${free.figure} ${free.unit}`})}</strong></div><yq-budget compact .budget=${b}></yq-budget>
        ${b.mine && b.mine.capLeftFen !== null ? html`<div class="yq-small yq-muted">${t('home.capLeft', {money: money(b.mine.capLeftFen)})}</div>` : nothing}</div>`; })}</section>`;
  }

  render() {
    if (this.problem && !this.board) return failed(this.problem, () => this.load(), true);
    if (!this.board) return html`${head(t('home.hello', {name: current().name}), '\u00a0')}${skeleton(4)}`;
    const a = current();
    const title = head(t('home.hello', {name: a.name}), `${[...new Set([scopeOf(a), t(`role.${a.role}`)])].join(' · ')}${this.board.nextDueAt ? ` · ${t('approvals.nextDue', {when: due(this.board.nextDueAt)})}` : ''}`,
      is('enterprise') && !this.dormant ? html`<a class="yq-btn" href="/desk/diagnosis">${icon('stethoscope')}${t('desk.diagnosis')}</a><a class="yq-btn yq-btn-primary" href="/services">${icon('search')}${t('orders.find')}</a>` : nothing);
    if (this.dormant) return html`${title}${this.registration()}`;
    return html`${title}${this.problem ? html`<div class="yq-below">${problemNote(this.problem)}</div>` : nothing}
      ${this.board.warnings.length ? html`<div class="yq-stack yq-below">${this.board.warnings.map((w) => html`<div class="yq-note yq-note-bad">${icon('alert')}<div class="yq-grow">${w.detail}</div>${remedies[w.code] ? html`<a href=${remedies[w.code]}>${t('home.look')}</a>` : nothing}</div>`)}</div>` : nothing}
      ${this.kpis()}
      <div class=${this.budgets?.length ? 'yq-two' : ''}><section class="yq-card"><div class="yq-row yq-spread yq-flat"><h2 class="yq-h">${t(is('enterprise', 'provider', 'auditor') ? 'home.openOrders' : 'home.todo')}</h2><a href="/desk/orders">${t('home.all')}</a></div>${this.todo()}</section>${this.purse()}</div>`;
  }
});
