// An action of a plan: what was found, what is to be done by whom until when, services that help, and its moves.
import {html, icon, nothing} from '../base.js';
import {newKey, patch, post} from '../api.js';
import {date, due, money, need, t} from '../i18n.js';
import {is} from '../session.js';
import {link} from '../url.js';
import {confirm} from '../ui/yq-dialog.js';
import {status} from '../ui/yq-status.js';
import {toast} from '../ui/yq-toast.js';
import {areaName} from './visit-facts.js';
import {severity} from './visit-report.js';

await need('plan.');

/** noun → [icon, look, question] */
const moves = {
  completion: ['check', '', () => ({text: t('ask.action.completion'), reason: 'optional', label: t('action.result')})],
  dropping: ['ban', 'yq-btn-quiet', () => ({text: t('ask.action.dropping'), reason: 'required'})],
  reopening: ['undo', 'yq-btn-quiet', () => ({text: t('ask.action.reopening'), reason: 'required'})],
};

/** Asks, sends, says so; null when the reader changed their mind. */
export async function move(action, noun) {
  const answer = await confirm({heading: t(`move.action.${noun}`), ok: t(`move.action.${noun}`), ...moves[noun][2]()});
  if (!answer.ok) return null;
  const path = {completion: `/api/actions/${action.id}/completion`, dropping: `/api/actions/${action.id}/dropping`, reopening: `/api/actions/${action.id}/reopening`}[noun];
  const now = await post(path, answer.reason ? {reason: answer.reason} : {}, {key: newKey()});
  toast(t(`done.action.${noun}`));
  return now;
}

/** Who does it, and until when. */
export const revise = (action, {owner, dueOn}) => patch(`/api/actions/${action.id}`, {owner, dueOn: dueOn || null}, {match: action.version});

const service = (r, action) => html`<li><div class="yq-grow"><a href="/services/${r.listingId}">${r.title}</a><div class="yq-muted yq-small">${r.provider} · <span class="yq-num">${r.priceFen === null ? t('orders.noPrice') : money(r.priceFen)}</span>${r.ratingCount ? html` · ${t('action.rated', {score: r.rating, n: r.ratingCount})}` : nothing}</div>
  <div class="yq-chips">${r.reasons.map((code) => html`<span class="yq-chip">${t(`recommended.${code}`)}</span>`)}${r.conflict ? html`<span class="yq-chip yq-bad">${icon('alert')}${t('recommended.conflict')}</span>` : nothing}</div></div>
  ${is('enterprise') && !action.order ? html`<a class="yq-btn yq-btn-sm yq-no-print" href=${link('/desk/orders/new', {listing: r.listingId, action: action.id})}>${icon('plus')}${t('action.order')}<span class="yq-hide">${r.title}</span></a>` : nothing}</li>`;

function until(a) {
  if (!a.dueOn) return nothing;
  if (a.overdue) return html`<strong class="yq-bad">${icon('alert')} ${t('action.late', {date: due(a.dueOn)})}</strong>`;
  return html`<span>${t(a.state === 'open' ? 'action.until' : 'action.was', {date: due(a.dueOn)})}</span>`;
}

/** act(action, noun) makes a move, edit(action) opens the form of owner and date. */
export function actionItem(a, known, {act, edit, busy}) {
  const open = a.state === 'open';
  const steps = a.steps.filter((noun) => moves[noun]);
  return html`<li class="yq-action"><div class="yq-row"><span class="yq-chip">${areaName(a.area, known)}</span>${open ? severity(a.severity) : status('action', a.state)}<a class="yq-muted yq-small" href="/desk/visits/${a.visitId}">${a.visitNumber}</a></div>
    <h3>${a.action}</h3><p class="yq-muted">${a.finding}</p>
    <p class="yq-row yq-small"><span>${t('action.owner', {owner: a.owner || '—'})}</span>${until(a)}${a.doneAt ? html`<span>${t('action.doneAt', {date: date(a.doneAt)})}</span>` : nothing}</p>
    ${a.note ? html`<p class="yq-reason">${a.note}</p>` : nothing}
    ${a.order ? html`<p class="yq-row">${icon('file')}<a href="/desk/orders/${a.order.id}">${t('action.ordered', {number: a.order.number})}</a>${status('order', a.order.state)}</p>` : nothing}
    ${open && a.recommended.length && !a.order ? html`<details class="yq-preview"><summary>${t('action.services', {n: a.recommended.length})}</summary><ul class="yq-inbox yq-services">${a.recommended.map((r) => service(r, a))}</ul></details>` : nothing}
    ${steps.length ? html`<div class="yq-row yq-no-print">${steps.map((noun) => html`<button class="yq-btn yq-btn-sm ${moves[noun][1]}" type="button" ?disabled=${busy} @click=${() => act(a, noun)}>${icon(moves[noun][0])}${t(`move.action.${noun}`)}<span class="yq-hide">${a.action}</span></button>`)}
      ${open ? html`<button class="yq-btn yq-btn-sm yq-btn-quiet" type="button" ?disabled=${busy} @click=${() => edit(a)}>${icon('edit')}${t('action.edit')}<span class="yq-hide">${a.action}</span></button>` : nothing}</div>` : nothing}</li>`;
}
