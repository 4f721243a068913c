// The moves of a visit: for each noun in `steps`, what is asked before it and what is sent. What it means is said first.
import {html, icon, nothing} from '../base.js';
import {newKey, post} from '../api.js';
import {money, need, t} from '../i18n.js';
import {is} from '../session.js';
import {confirm} from '../ui/yq-dialog.js';
import {toast} from '../ui/yq-toast.js';
import {moment} from './visit-facts.js';
import {later, reach} from './visit-series.js';

await need('visit.');

const templates = (name, n) => Array.from({length: n}, (_, i) => t(`reason.visit.${name}.${i + 1}`));

/** What giving notice now would mean for the enterprise: kind is cancellation or reschedule. */
export function consequence(visit, kind) {
  const c = visit.details?.consequence;
  if (!c) return t(`ask.visit.${kind}.host`);
  if (c[kind].late) return t(`consequence.${kind}.late`, {until: moment(c[kind].freeUntil), strikes: c.strikes, limit: c.limit});
  if (c[kind].freeUntil === visit.from) return t('consequence.always');
  return t(`consequence.${kind}.free`, {until: moment(c[kind].freeUntil)});
}

/** noun → [icon, look, question, which may put more into the body]; those with a dialog of their own have no question. */
const moves = {
  confirmation: ['check', 'primary', (v) => ({text: t('ask.visit.confirmation', {when: moment(v.from), address: v.site.address})})],
  'report-confirmation': ['circle-check', 'primary', () => ({text: t('ask.visit.report-confirmation'), reason: 'optional', label: t('visit.words')})],
  payment: ['wallet', 'primary', (v) => ({text: t('ask.visit.payment', {budget: v.money.budget.name, money: money(v.money.feeFen), expert: v.team[0].name}), reason: 'required', label: t('visit.paymentReference')})],
  'report-return': ['undo', '', () => ({text: t('ask.visit.report-return'), reason: 'required', reasons: templates('report-return', 3)})],
  reschedule: ['calendar', ''],
  reassignment: ['users', ''],
  excuse: ['shield-check', '', () => ({text: t('ask.visit.excuse'), reason: 'required', reasons: templates('excuse', 2)})],
  absence: ['alert', 'danger', () => ({text: t(is('enterprise') ? 'ask.visit.absence.enterprise' : 'ask.visit.absence.expert'), reason: 'required', danger: true})],
  cancellation: ['x', 'danger', (v, more) => ({text: html`${consequence(v, 'cancellation')}${reach(v, false, (following) => { more.following = following; })}`, reason: 'required', reasons: templates('cancellation', 3), cancel: t('visit.keep'), danger: true})],
};

/** A hand-over is no reassignment, and who came not depends on who says it. */
const word = (noun) => (noun === 'reassignment' && is('expert') ? 'hand-over' : noun === 'absence' ? `absence.${is('enterprise') ? 'enterprise' : 'expert'}` : noun);

/** Asks, sends, says so. Gives the visit as it is now, or null when the reader changed their mind. Problems are thrown. */
export async function move(visit, noun) {
  const more = {};
  const answer = await confirm({heading: t(`move.visit.${word(noun)}`), ok: t(`move.visit.${word(noun)}`), ...moves[noun][2](visit, more)});
  if (!answer.ok) return null;
  const path = {
    confirmation: `/api/visits/${visit.id}/confirmation`, cancellation: `/api/visits/${visit.id}/cancellation`, absence: `/api/visits/${visit.id}/absence`,
    excuse: `/api/visits/${visit.id}/excuse`, 'report-return': `/api/visits/${visit.id}/report-return`, 'report-confirmation': `/api/visits/${visit.id}/report-confirmation`, payment: `/api/visits/${visit.id}/payment`,
  }[noun];
  const now = await post(path, answer.reason ? {[noun === 'payment' ? 'reference' : 'reason']: answer.reason, ...more} : {}, {key: newKey()});
  toast(t(`done.visit.${noun}${more.following ? '.following' : ''}`, {number: visit.number, n: later(visit).length}));
  return now;
}

/** Buttons of the moves open to the reader, the main one first; a dialog of its own is the page's. */
export function moveButtons(visit, act, busy) {
  const main = (noun) => (moves[noun][1] === 'primary' ? 0 : 1);
  const open = visit.steps.filter((noun) => moves[noun]).sort((a, b) => main(a) - main(b));
  return open.map((noun) => html`<button class="yq-btn ${moves[noun][1] === 'primary' ? 'yq-btn-primary' : moves[noun][1] === 'danger' ? 'yq-btn-danger' : ''}" type="button" ?disabled=${busy} @click=${() => act(noun)}>${icon(moves[noun][0])}${t(`move.visit.${word(noun)}`)}</button>`);
}

/** For the enterprise, before it clicks: until when a change leaves no record. */
export function notices(visit) {
  const c = visit.details?.consequence;
  if (!c) return nothing;
  const late = c.cancellation.late || c.reschedule.late;
  return html`<div class="yq-note ${late ? 'yq-note-wait' : ''} yq-no-print">${icon(late ? 'alert' : 'info')}<div>${c.cancellation.freeUntil === visit.from && !late ? t('consequence.always')
    : html`<div>${consequence(visit, 'reschedule')}</div><div>${consequence(visit, 'cancellation')}</div>`}${c.strikes && !late ? html`<div class="yq-small">${t('consequence.strikes', {strikes: c.strikes, limit: c.limit})}</div>` : nothing}</div></div>`;
}
