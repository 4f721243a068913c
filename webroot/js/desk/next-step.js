// Whose turn an order is, and by when.
import {html, icon, nothing} from '../base.js';
import {due, t} from '../i18n.js';
import {current} from '../session.js';

/** What the reader wants to know first: overdue, my turn by when, or whose turn it is. */
export function nextStep(o) {
  if (!o.next) return nothing;
  const mine = o.next.who === current().role;
  const by = o.dueAt ? due(o.dueAt) : '';
  const whose = t(`next.order.${o.next.who}`);
  if (o.overdue) return html`<span class="yq-bad">${icon('alert')} ${mine ? '' : `${whose} · `}${t('orders.overdue', {when: by})}</span>`;
  if (mine) return html`<strong>${by ? t('home.yourTurnBy', {when: by}) : t('home.yourTurn')}</strong>`;
  return html`<span class="yq-muted">${by ? `${whose} · ${t('orders.dueBy', {when: by})}` : whose}</span>`;
}

/** By when, for tables: red when that is over. */
export function dueCell(row) {
  if (!row.dueAt) return '';
  return row.overdue ? html`<span class="yq-bad">${t('orders.late')}</span><span class="yq-sub">${t('orders.dueBy', {when: due(row.dueAt)})}</span>` : due(row.dueAt);
}
