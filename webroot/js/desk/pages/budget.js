// One budget: the three-part bar, its rules, and every movement of its money.
import {El, define, html, icon, nothing} from '../../base.js';
import {get, newKey, post} from '../../api.js';
import {date, dateTime, money, percent, t} from '../../i18n.js';
import {on} from '../../live.js';
import {is} from '../../session.js';
import '../../ui/yq-budget.js';
import {confirm} from '../../ui/yq-dialog.js';
import {failed, problemNote, skeleton} from '../../ui/yq-empty.js';
import '../../ui/yq-pager.js';
import {status} from '../../ui/yq-status.js';
import '../../ui/yq-table.js';
import {go, name} from '../router.js';
import {links} from './budgets.js';

/** What a movement of money is for. */
const place = (m) => `/desk/${m.subjectKind}s/${m.subjectId}`;

define('yq-budget-page', class extends El {
  static properties = {id: {}, it: {state: true}, moves: {state: true}, next: {state: true}, problem: {state: true}, refused: {state: true}};

  connectedCallback() {
    super.connectedCallback();
    this.stop = on('budget', () => this.load());
    this.load();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.stop();
  }

  load() {
    return this.latest(() => Promise.all([get(`/api/budgets/${this.id}`), is('enterprise') ? null : get(`/api/budgets/${this.id}/ledger`, {limit: 20})]), ([it, page]) => {
      this.set({it, moves: page?.items, next: page?.next});
      name(it.name);
    });
  }

  async more() {
    const page = await get(`/api/budgets/${this.id}/ledger`, {limit: 20, after: this.next});
    this.set({moves: [...this.moves, ...page.items], next: page.next});
  }

  async act(noun) {
    const answer = await confirm({heading: t(`move.budget.${noun}`), text: t(`ask.budget.${noun}`), ok: t(`move.budget.${noun}`), reason: 'optional', danger: noun === 'closing'});
    if (!answer.ok) return;
    this.refused = null;
    try {
      this.it = await post(noun === 'closing' ? `/api/budgets/${this.id}/closing` : `/api/budgets/${this.id}/reopening`, answer.reason ? {reason: answer.reason} : {}, {key: newKey()});
    } catch (problem) {
      this.refused = problem;
    }
  }

  ledger() {
    if (!this.moves) return nothing;
    const columns = [
      {key: 'who', label: t('role.enterprise'), first: true, cell: (m) => html`<a href=${place(m)}>${m.enterprise}</a><span class="yq-sub">${m.subjectNumber}</span>`},
      {key: 'kind', label: t('budget.movement'), cell: (m) => html`<span class="yq-chip">${t(`budget.kind.${m.kind}`)}</span>`},
      {key: 'amount', label: t('orders.amount'), num: true, side: true, cell: (m) => money(m.amountFen)},
      {key: 'at', label: t('payments.at'), time: true, cell: (m) => dateTime(m.at)}, {key: 'actor', label: t('budget.actor'), side: true, cell: (m) => m.actor ?? t('timeline.system')}];
    return html`<section class="yq-card"><h2 class="yq-h yq-pad">${t('budget.ledger')}</h2>
      <yq-table .label=${t('budget.ledger')} .columns=${columns} .rows=${this.moves} .none=${html`<p class="yq-pad yq-muted">${t('budget.noMovement')}</p>`} @yq-open=${(e) => go(place(e.detail.row))}></yq-table><yq-pager .shown=${this.moves.length} ?more=${!!this.next} @yq-more=${() => this.more()}></yq-pager></section>`;
  }

  render() {
    if (this.problem && !this.it) return failed(this.problem, () => this.load(), true);
    const b = this.it;
    if (!b) return skeleton(2);
    return html`<div class="yq-page-head"><div><h1 tabindex="-1">${b.name}</h1><p>${status('budget', b.state)} <span class="yq-num">${b.number}</span></p></div>
        <div class="yq-row">${is('city-admin') ? html`<a class="yq-btn" href="/desk/budgets/${b.id}/edit">${icon('edit')}${t('desk.budgetEdit')}</a>` : nothing}
          ${b.steps.map((noun) => html`<button class="yq-btn" type="button" @click=${() => this.act(noun)}>${t(`move.budget.${noun}`)}</button>`)}</div></div>
      ${this.refused ? html`<div class="yq-below">${problemNote(this.refused)}</div>` : nothing}
      <div class="yq-stack"><section class="yq-card yq-pad yq-stack"><yq-budget .budget=${b} .links=${links(b)}></yq-budget>
        <dl class="yq-facts"><dt>${t('budgets.source')}</dt><dd>${b.fundingSource}</dd><dt>${t('budgets.shareLabel')}</dt><dd>${percent(b.shareBps)}</dd>
          <dt>${t('budgets.cap')}</dt><dd>${b.capFen === null ? t('budgets.noCap') : money(b.capFen)}</dd><dt>${t('budgets.validLabel')}</dt><dd>${t('budgets.valid', {from: date(b.validFrom), to: date(b.validTo)})}</dd>
          ${['orders', 'visits'].map((list) => html`<dt>${t(`budgets.${list}`)}</dt><dd><a href="/desk/${list}?budget=${b.id}">${t(`budgets.${list}Behind`, b[list])}</a></dd>`)}</dl></section>${this.ledger()}</div>`;
  }
});
