// The history in words: which kinds of things and moves it knows, where a thing is, what a state is called.
import {html, nothing} from '../base.js';
import {has, need, t} from '../i18n.js';
import {status} from '../ui/yq-status.js';

await Promise.all(['history.', 'records.', 'timeline.'].map(need));

/** kind → [address of the thing, moves]; a thing without an address has no page */
const KINDS = {
  order: [(e) => `/desk/orders/${e.subjectId}`, ['creation', 'quotation-request', 'quotation', 'revision', 'submission', 'approval', 'return', 'rejection', 'reminder', 'escalation', 'acceptance-of-work', 'lapse', 'delivery', 'rework', 'completion', 'payment', 'rating', 'dispute', 'ruling', 'cancellation']],
  listing: [(e) => `/desk/listings/${e.subjectId}`, ['creation', 'import', 'revision', 'submission', 'approval', 'rejection', 'change-withdrawal', 'withdrawal']],
  organisation: [(e) => `/desk/organisations/${e.subjectId}`, ['registration', 'import', 'confirmation', 'approval', 'rejection', 'suspension', 'reinstatement', 'revision']],
  budget: [(e) => `/desk/budgets/${e.subjectId}`, ['creation', 'revision', 'closing', 'reopening', 'discrepancy']],
  account: [null, ['creation', 'joining', 'role-change', 'division-change', 'renaming', 'disabling', 'enabling', 'unlocking', 'password-change', 'password-reset', 'sessions-ended']],
  category: [(e) => `/desk/dictionary/${e.subjectNumber}`, ['creation', 'edit', 'renaming', 'ending', 'reopening']],
  calendar: [(e) => `/desk/calendar?year=${e.subjectNumber}`, ['publication', 'amendment', 'missing-year']],
  mail: [() => '/desk/mails', ['retry']],
  job: [null, ['check', 'application', 'export']],
  visit: [(e) => `/desk/visits/${e.subjectId}`, ['request', 'confirmation', 'reassignment', 'reschedule', 'cancellation', 'expiry', 'check-in', 'absence', 'finish', 'report', 'report-submission', 'report-return', 'report-confirmation', 'automatic-confirmation', 'excuse', 'reminder', 'check-in-reminder', 'report-reminder', 'follow-up']],
  action: [null, ['completion', 'dropping', 'reopening', 'order', 'revision']],
  plan: [(e) => `/desk/plans/${e.subjectId}`, ['specialist']],
  audit: [() => '/desk/history/verification', ['anchor', 'break']],
  resource: [null, ['hours', 'blackout', 'blackout-lifted']],
  waiting: [null, ['joining', 'offer', 'acceptance', 'decline', 'waiting-on', 'lapse', 'leaving', 'ending']],
  reminder: [null, ['digest']],
};

export const kinds = Object.keys(KINDS);
export const actions = (kind) => KINDS[kind]?.[1] ?? [];

/** Words of a name that a newer version may have added: the name itself rather than nothing. */
const word = (key, otherwise) => (has(key) ? t(key) : otherwise);

export const kindWord = (kind) => word(`history.kind.${kind}`, kind);
export const actionWord = (kind, action) => word(`action.${kind}.${action}`, action);

/** A state as its chip; what is no state of that thing, as a role, in words. */
export function stateWord(kind, state) {
  if (has(`state.${kind}.${state}`)) return status(kind, state);
  return html`<span class="yq-chip">${word(`role.${state}`, state)}</span>`;
}

/** The thing that something happened to: kind, number and title, with a link where it has a page. */
export function subject(e) {
  const label = [kindWord(e.subjectKind), e.subjectNumber].filter(Boolean).join(' ');
  const to = KINDS[e.subjectKind]?.[0];
  const title = e.detail?.title ?? e.detail?.after?.name ?? e.detail?.name;
  return html`${to ? html`<a href=${to(e)}>${label}</a>` : label}${title ? html` <span class="yq-muted">${title}</span>` : nothing}`;
}

/** What a detail that carries both sides changed: [[field, before, after]]. */
export function changes({before, after} = {}) {
  if (!before || !after) return [];
  const show = (value) => (value === null || value === undefined || value === '' ? '—' : typeof value === 'object' ? JSON.stringify(value) : String(value));
  return Object.keys(after).filter((name) => name !== 'version' && JSON.stringify(before[name]) !== JSON.stringify(after[name])).map((name) => [name, show(before[name]), show(after[name])]);
}
