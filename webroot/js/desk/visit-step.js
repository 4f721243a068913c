// Whose turn a visit is, and by when.
import {html, icon, nothing} from '../base.js';
import {due, need, t} from '../i18n.js';
import {current, is} from '../session.js';
import {moment} from './visit-facts.js';

await need('visit.');

/** Whether the reader should act: as the list of what waits counts it. */
export const mine = (v) => ({enterprise: ['reported'], expert: ['requested', 'in-progress', 'reporting'], 'district-admin': ['requested'], 'city-admin': ['requested']})[current().role]?.includes(v.state) ?? v.steps.includes('payment');

/** What comes next, as the timeline shows it: in words of the state, for one role acts in several. */
export const upcoming = (v) => v.next && {who: v.state, by: v.state === 'confirmed' ? null : v.next.by, then: v.next.then};

export function visitStep(v) {
  if (!v.next) return nothing;
  const whose = t(`next.visit.${v.state}`);
  if (v.overdue) return html`<span class="yq-bad">${icon('alert')} ${mine(v) ? '' : `${whose} · `}${t('orders.overdue', {when: due(v.dueAt)})}</span>`;
  if (mine(v) && is('enterprise', 'expert', 'finance')) return html`<strong>${v.dueAt ? t('home.yourTurnBy', {when: due(v.dueAt)}) : t('home.yourTurn')}</strong>`;
  if (v.state === 'confirmed') return html`<span class="yq-muted">${t('next.visit.at', {when: moment(v.from)})}</span>`;
  return html`<span class="yq-muted">${v.dueAt ? `${whose} · ${t('orders.dueBy', {when: due(v.dueAt)})}` : whose}</span>`;
}
