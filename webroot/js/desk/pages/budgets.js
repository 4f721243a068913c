// Budgets as cards: spent, reserved and free, each figure leading to the orders behind it.
import {html, define, icon, nothing} from '../../base.js';
import {get} from '../../api.js';
import {date, money, need, percent, t} from '../../i18n.js';
import {is} from '../../session.js';
import '../../ui/yq-budget.js';
import {empty, failed, skeleton} from '../../ui/yq-empty.js';
import '../../ui/yq-pager.js';
import {status} from '../../ui/yq-status.js';
import {exportButton} from '../export.js';
import {ListPage} from '../list.js';

await need('budget.');

/** Where the figures of a budget lead. */
export const links = (b) => ({spent: `/desk/orders?budget=${b.id}&money=spent`, frozen: `/desk/orders?budget=${b.id}&money=frozen`});

define('yq-budgets', class extends ListPage {
  topics = ['budget', 'order'];
  size = 50;

  fetch({limit, after}) { return get('/api/budgets', {limit, after}); }

  card(b) {
    return html`<li class="yq-card yq-pad yq-stack"><div class="yq-row yq-spread"><h2 class="yq-h"><a href="/desk/budgets/${b.id}">${b.name}</a></h2>${status('budget', b.state)}</div>
      <p class="yq-muted yq-small">${b.number} · ${b.fundingSource} · ${t('budgets.share', {share: percent(b.shareBps)})} · ${t('budgets.valid', {from: date(b.validFrom), to: date(b.validTo)})}</p>
      <yq-budget .budget=${b} .links=${links(b)}></yq-budget>
      ${b.mine ? html`<p class="yq-small">${b.mine.capLeftFen === null ? t('budgets.mineUsed', {used: money(b.mine.usedFen)}) : t('budgets.mine', {used: money(b.mine.usedFen), left: money(b.mine.capLeftFen)})}</p>` : nothing}</li>`;
  }

  render() {
    if (this.problem) return failed(this.problem, () => this.load(), true);
    if (!this.rows) return skeleton(3);
    return html`<div class="yq-page-head"><div><h1 tabindex="-1">${t('desk.budgets')}</h1><p>${t('budgets.intro')}</p></div>
        <div class="yq-row">${is('city-admin') ? html`<a class="yq-btn yq-btn-primary" href="/desk/budgets/new">${icon('plus')}${t('desk.budgetNew')}</a>` : nothing}${exportButton('budgets', {})}</div></div>
      ${this.rows.length ? html`<ul class="yq-cards">${this.rows.map((b) => this.card(b))}</ul><yq-pager .shown=${this.rows.length} ?more=${!!this.next} ?busy=${this.busy} @yq-more=${() => this.more()}></yq-pager>`
      : empty({picture: 'list', title: t('budgets.none'), text: t('budgets.noneText')})}`;
  }
});
