// The queue of decisions: budgets on top, the list, and beside it the order with its effect; A approves, R returns.
import {El, define, html, icon, nothing} from '../../base.js';
import {get} from '../../api.js';
import {dateTime, due, money, number, t} from '../../i18n.js';
import {on} from '../../live.js';
import {empty, failed, problemNote, skeleton} from '../../ui/yq-empty.js';
import {status} from '../../ui/yq-status.js';
import '../../ui/yq-budget.js';
import '../../ui/yq-pager.js';
import '../../ui/yq-table.js';
import '../../ui/yq-timeline.js';
import {Decisions} from '../decisions.js';
import {exportButton} from '../export.js';
import {checks, effect} from '../order-facts.js';
import {head} from '../parts.js';
import {move, moveButtons} from '../order-moves.js';
import {orderColumns} from './orders.js';

define('yq-approvals', class extends El {
  static properties = {
    rows: {state: true}, next: {state: true}, counts: {state: true}, budgets: {state: true}, open: {state: true}, order: {state: true},
    picks: {state: true}, problem: {state: true}, refused: {state: true}, busy: {state: true},
  };

  constructor() {
    super();
    this.picks = new Set();
    this.decisions = new Decisions((id) => this.drop(id), (problem) => { this.refused = problem; this.load(); });
  }

  connectedCallback() {
    super.connectedCallback();
    this.stop = on('order', () => { clearTimeout(this.timer); this.timer = setTimeout(() => this.load(), 800); });
    this.keys = (e) => this.key(e);
    addEventListener('keydown', this.keys);
    this.load();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.stop();
    removeEventListener('keydown', this.keys);
    this.decisions.flush();
  }

  load() {
    return this.latest(() => Promise.all([
      get('/api/orders', {waiting: true, sort: 'due', limit: 50}), get('/api/orders/counts'), get('/api/budgets', {state: 'open', limit: 3})]), ([page, counts, budgets]) => {
      this.set({rows: page.items.filter((row) => !this.decisions.has(row.id)), next: page.next, counts, budgets: budgets.items, problem: null});
      if (!this.rows.some((row) => row.id === this.open)) this.show(this.wide ? this.rows[0]?.id : null);
    });
  }

  get wide() { return matchMedia('(min-width: 1200px)').matches; }

  async more() {
    const page = await get('/api/orders', {waiting: true, sort: 'due', limit: 50, after: this.next});
    this.set({rows: [...this.rows, ...page.items], next: page.next});
  }

  async show(id) {
    this.set({open: id, order: null, refused: null});
    if (!id) return;
    const order = await get(`/api/orders/${id}`).catch((problem) => { this.refused = problem; return null; });
    if (this.open === id) this.order = order;
    if (!this.wide) this.updateComplete.then(() => this.querySelector('.yq-drawer')?.scrollIntoView({block: 'start'}));
  }

  /** Out of the list at once; the decision itself can be taken back for ten seconds. */
  drop(id) {
    const at = this.rows.findIndex((row) => row.id === id);
    this.rows = this.rows.filter((row) => row.id !== id);
    this.picks = new Set([...this.picks].filter((pick) => pick !== id));
    if (this.open === id) this.show(this.wide ? (this.rows[at] ?? this.rows[at - 1])?.id : null);
  }

  async approve(orders) {
    const back = await this.decisions.approve(orders);
    if (back) this.load();
  }

  async act(noun) {
    if (noun === 'approval') return this.approve([this.order]);
    this.set({busy: true, refused: null});
    try {
      if (await move(this.order, noun)) this.load();
    } catch (problem) {
      this.refused = problem;
      this.load();
    }
    this.busy = false;
  }

  key(e) {
    if (e.ctrlKey || e.metaKey || e.altKey || e.target.closest?.('input, textarea, select, dialog') || !this.order) return;
    const noun = {a: 'approval', r: 'return'}[e.key.toLowerCase()];
    if (noun && this.order.steps.includes(noun)) { e.preventDefault(); this.act(noun); }
  }

  async approvePicked() {
    this.busy = true;
    const orders = await Promise.all([...this.picks].map((id) => get(`/api/orders/${id}`)));
    this.busy = false;
    const safe = orders.filter((o) => o.steps.includes('approval') && o.checks?.every((c) => c.ok));
    this.refused = safe.length < orders.length ? {code: 'some-unsafe', title: t('approvals.someUnsafe', {n: orders.length - safe.length})} : null;
    if (safe.length) this.approve(safe);
  }

  drawer() {
    const o = this.order;
    if (!this.open) return nothing;
    if (!o) return html`<aside class="yq-card yq-drawer">${this.refused ? problemNote(this.refused) : skeleton(1)}</aside>`;
    return html`<aside class="yq-card yq-drawer" aria-label=${o.listing.title}><div class="yq-drawer-body">
        <div>${status('order', o.state)}<h2 class="yq-h"><a href="/desk/orders/${o.id}">${o.listing.title}</a></h2><div class="yq-muted yq-small">${o.number} · ${t('approvals.submitted', {when: dateTime(o.submittedAt)})}</div></div>
        ${this.refused ? problemNote(this.refused) : nothing}
        <dl class="yq-facts"><dt>${t('order.enterprise')}</dt><dd>${o.enterprise.name}</dd><dt>${t('order.provider')}</dt><dd>${o.provider.name}</dd>
          <dt>${t('order.budget')}</dt><dd>${o.budget.name}</dd><dt>${t('order.total')}</dt><dd class="yq-num">${money(o.totalFen)}</dd>
          <dt>${t('order.governmentPays')}</dt><dd class="yq-num"><strong>${money(o.governmentFen)}</strong></dd>
          ${o.need ? html`<dt>${t('order.need')}</dt><dd class="yq-prewrap">${o.need}</dd>` : nothing}</dl>
        ${o.effect ? html`<section class="yq-stack"><h3 class="yq-label-strong">${t('order.effect')}</h3>${effect(o)}${checks(o.checks)}</section>` : nothing}
        <details><summary>${t('order.history')}</summary><yq-timeline subject="order" .history=${o.history} .next=${o.next}></yq-timeline></details></div>
      <div class="yq-drawer-foot">${moveButtons(o, (noun) => this.act(noun), this.busy)}</div></aside>`;
  }

  bar() {
    if (!this.rows?.length) return nothing;
    if (!this.picks.size) return html`<span class="yq-muted yq-small yq-wide-only">${t('approvals.keys')}</span>`;
    return html`<span>${t('approvals.picked', {n: number(this.picks.size)})}</span><button class="yq-btn yq-btn-primary yq-btn-sm" type="button" ?disabled=${this.busy} @click=${() => this.approvePicked()}>${icon('check')}${t('approvals.approvePicked')}</button>`;
  }

  none() {
    return empty({picture: 'done', title: t('approvals.done'), text: this.counts?.nextDueAt ? t('approvals.nextDue', {when: due(this.counts.nextDueAt)}) : t('approvals.doneText'),
      action: html`<a class="yq-btn" href="/desk/orders">${t('orders.showAll')}</a>`});
  }

  purses() {
    return html`<div class="yq-purses">${this.budgets ? this.budgets.map((b) => html`<a class="yq-card yq-kpi yq-purse" href="/desk/budgets/${b.id}"><strong>${b.name}</strong><yq-budget .budget=${b}></yq-budget></a>`)
      : [1, 2, 3].map(() => html`<div class="yq-card yq-kpi yq-purse-ghost"><div class="yq-skeleton"></div></div>`)}</div>`;
  }

  render() {
    if (this.problem && !this.rows) return failed(this.problem, () => this.load(), true);
    const c = this.counts;
    return html`${head(t('desk.approvals'), c ? t('approvals.summary', {waiting: number(c.waiting), overdue: number(c.overdue), today: number(c.dueToday)}) : '\u00a0', exportButton('orders', {waiting: true}))}
      ${this.problem ? html`<div class="yq-below">${problemNote(this.problem)}</div>` : nothing}${this.refused && !this.open ? html`<div class="yq-below">${problemNote(this.refused)}</div>` : nothing}
      ${this.purses()}
      <div class="yq-work"><div class="yq-card"><yq-table name="approvals" pick .label=${t('desk.approvals')} .columns=${orderColumns().filter((column) => !['created', 'state'].includes(column.key))} .rows=${this.rows} .selected=${this.open} .picks=${this.picks} .bar=${this.bar()} .none=${this.rows?.length === 0 ? this.none() : nothing}
        @yq-open=${(e) => this.show(e.detail.row.id)} @yq-pick=${(e) => { this.picks = e.detail.picks; }}></yq-table>${this.rows ? html`<yq-pager .shown=${this.rows.length} ?more=${!!this.next} @yq-more=${() => this.more()}></yq-pager>` : nothing}</div>${this.rows ? this.drawer() : html`<aside class="yq-card yq-drawer"><div class="yq-rows"><div class="yq-skeleton"></div><div class="yq-skeleton"></div></div></aside>`}</div>`;
  }
});
