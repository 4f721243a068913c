// Budgets as cards: spent, reserved and free, each figure leading to the orders behind it.
import {html, define, icon, nothing} from '../../base.js';
import {get} from '../../api.js';
import {date, money, need, percent, t} from '../../i18n.js';
import {is} from '../../session.js';
import '../../ui/yq-budget.js';
import {empty, failed, skeleton} from '../../ui/yq-empty.js';
import {status} from '../../ui/yq-status.js';
import {exportButton} from '../export.js';
import {ListPage, pager} from '../list.js';
import {head} from '../parts.js';

await need('budget.');

/** Where the figures of a budget lead: to the list of what it pays; null where it pays orders and visits. */
export function links(b) {
  const [list = 'orders', other] = ['orders', 'visits'].filter((name) => b[name].spent + b[name].frozen);
  return other ? null : {spent: `/desk/${list}?budget=${b.id}&money=spent`, frozen: `/desk/${list}?budget=${b.id}&money=frozen`};
}

define('yq-budgets', class extends ListPage {
  topics = ['budget', 'order', 'visit'];
  size = 50;

  fetch({limit, after}) { return get('/api/budgets', {limit, after}); }

  card(b) {
    return html`<li class="yq-card yq-pad yq-stack yq-tight"><div class="yq-row yq-spread yq-purse-head"><h2 class="yq-h yq-grow"><a href="/desk/budgets/${b.id}">${b.name}</a></h2>${status('budget', b.state)}</div>
      <p class="yq-muted yq-small">${b.number} · ${b.fundingSource} · ${t('budgets.share', {share: percent(b.shareBps)})} · <span class="yq-nowrap">${t('budgets.valid', {from: date(b.validFrom), to: date(b.validTo)})}</span></p>
      <yq-budget .budget=${b} .links=${links(b) ?? {spent: `/desk/budgets/${b.id}`, frozen: `/desk/budgets/${b.id}`}}></yq-budget>
      ${b.mine ? html`<p class="yq-small">${b.mine.capLeftFen === null ? t('budgets.mineUsed', {used: money(b.mine.usedFen)}) : t('budgets.mine', {used: money(b.mine.usedFen), left: money(b.mine.capLeftFen)})}</p>` : nothing}</li>`;
  }

  list() {
    if (!this.rows) return skeleton(3);
    if (!this.rows.length) return html`<div class="yq-card">${empty({picture: 'list', title: t('budgets.none'), text: t('budgets.noneText')})}</div>`;
    return html`<ul class="yq-cards">${this.rows.map((b) => this.card(b))}</ul>${pager(this)}`;
  }

  render() {
    if (this.problem && !this.rows) return failed(this.problem, () => this.load(), true);
    return html`${head(t('desk.budgets'), t('budgets.intro'), html`${exportButton('budgets', {})}${is('city-admin') ? html`<a class="yq-btn yq-btn-primary" href="/desk/budgets/new">${icon('plus')}${t('desk.budgetNew')}</a>` : nothing}`)}
      ${this.trouble()}${this.list()}`;
  }
});
