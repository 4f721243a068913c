// The moves of an order: for each noun in `steps`, what is asked before it and what is sent.
import {html, icon} from '../base.js';
import {newKey, post} from '../api.js';
import {money, need, t} from '../i18n.js';
import {confirm} from '../ui/yq-dialog.js';
import {toast} from '../ui/yq-toast.js';

await need('order.');

const templates = (name, n) => Array.from({length: n}, (_, i) => t(`reason.${name}.${i + 1}`));

/** noun → [icon, look, question]; a question gives confirm()'s options. Moves with a form of their own are in order.js. */
const moves = {
  submission: ['send', 'primary', (o) => ({text: t('ask.submission', {government: money(o.governmentFen), enterprise: money(o.enterpriseFen)})})],
  approval: ['check', 'primary', (o) => ({text: t('ask.approval', {money: money(o.governmentFen)}), reason: 'optional'})],
  return: ['undo', '', () => ({text: t('ask.return'), reason: 'required', reasons: templates('return', 3)})],
  rejection: ['ban', 'danger', () => ({text: t('ask.rejection'), reason: 'required', reasons: templates('rejection', 3), danger: true})],
  escalation: ['arrow-right', '', () => ({text: t('ask.escalation'), reason: 'required', reasons: templates('escalation', 2)})],
  'acceptance-of-work': ['check', 'primary', () => ({text: t('ask.acceptance-of-work')})],
  completion: ['circle-check', 'primary', (o) => ({text: t('ask.completion', {money: money(o.governmentFen)}), reason: 'optional', label: t('ask.completionWords')})],
  rework: ['undo', '', () => ({text: t('ask.rework'), reason: 'required', reasons: templates('rework', 3)})],
  dispute: ['alert', '', () => ({text: t('ask.dispute'), reason: 'required'})],
  cancellation: ['x', 'danger', (o) => ({text: t(o.approvedAt ? 'ask.cancellationFrozen' : 'ask.cancellation', {money: money(o.governmentFen ?? 0)}), reason: 'required', reasons: templates('cancellation', 2), danger: true})],
};

/** Asks, sends, says so. Gives the order as it is now, or null when the reader changed their mind. Problems are thrown. */
export async function move(order, noun) {
  const question = moves[noun][2](order);
  const answer = await confirm({heading: t(`move.order.${noun}`), ok: t(`move.order.${noun}`), ...question});
  if (!answer.ok) return null;
  return send(order, noun, answer.reason ? {reason: answer.reason} : {});
}

export async function send(order, noun, body, key = newKey()) {
  const path = {
    submission: `/api/orders/${order.id}/submission`, approval: `/api/orders/${order.id}/approval`, return: `/api/orders/${order.id}/return`,
    rejection: `/api/orders/${order.id}/rejection`, escalation: `/api/orders/${order.id}/escalation`,
    'acceptance-of-work': `/api/orders/${order.id}/acceptance-of-work`, completion: `/api/orders/${order.id}/completion`,
    rework: `/api/orders/${order.id}/rework`, dispute: `/api/orders/${order.id}/dispute`, cancellation: `/api/orders/${order.id}/cancellation`,
    quotation: `/api/orders/${order.id}/quotation`, delivery: `/api/orders/${order.id}/delivery`, ruling: `/api/orders/${order.id}/ruling`,
    rating: `/api/orders/${order.id}/rating`, payment: `/api/orders/${order.id}/payment`,
  }[noun];
  const now = await post(path, body, {key});
  toast(t(`done.order.${noun}`, {number: order.number}));
  return now;
}

/** Buttons for the simple moves open to the reader; the main one comes first. */
export function moveButtons(order, act, busy) {
  const main = (noun) => (moves[noun][1] === 'primary' ? 0 : 1);
  return order.steps.filter((noun) => moves[noun]).sort((a, b) => main(a) - main(b)).map((noun) => {
    const [picture, look] = moves[noun];
    return html`<button class="yq-btn ${look === 'primary' ? 'yq-btn-primary' : look === 'danger' ? 'yq-btn-danger' : ''}" type="button" ?disabled=${busy} @click=${() => act(noun)}>${icon(picture)}${t(`move.order.${noun}`)}</button>`;
  });
}

