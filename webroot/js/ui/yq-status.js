// One table of states: what colour and icon each has. Words: state.<subject>.<state> in i18n.
import {El, define, html, icon} from '../base.js';
import {need, t} from '../i18n.js';

await need('desk.');

const kinds = {
  neutral: 'file', waiting: 'clock', go: 'circle-check', running: 'refresh', turn: 'list-check', done: 'circle-check', problem: 'alert',
};

const table = {
  order: {
    quoting: 'waiting', draft: 'neutral', submitted: 'waiting', returned: 'problem', approved: 'go', 'in-progress': 'running',
    delivered: 'turn', rework: 'problem', completed: 'done', paid: 'done', rejected: 'problem', cancelled: 'neutral',
    lapsed: 'neutral', disputed: 'problem',
  },
  listing: {draft: 'neutral', submitted: 'waiting', returned: 'problem', published: 'done', withdrawn: 'neutral', superseded: 'neutral'},
  organisation: {unconfirmed: 'neutral', pending: 'waiting', active: 'done', rejected: 'problem', suspended: 'problem'},
  budget: {open: 'done', closed: 'neutral'},
  account: {active: 'done', new: 'waiting', locked: 'problem', disabled: 'neutral'},
  invitation: {open: 'waiting', expired: 'neutral'},
  'sign-in': {ok: 'done', wrong: 'problem', locked: 'problem', disabled: 'problem', 'signed-out': 'neutral'},
  mail: {due: 'waiting', sent: 'done', 'given-up': 'problem'},
  category: {current: 'done', coming: 'waiting', ended: 'neutral'},
  division: {current: 'done', coming: 'waiting', ended: 'neutral'},
  action: {draft: 'neutral', open: 'waiting', done: 'done', dropped: 'neutral'},
  check: {ok: 'done', broken: 'problem', running: 'running'},
  visit: {
    requested: 'waiting', confirmed: 'go', 'in-progress': 'running', reporting: 'turn', reported: 'waiting', completed: 'done',
    cancelled: 'neutral', expired: 'neutral', missed: 'problem', 'expert-missed': 'problem',
  },
  expert: {active: 'done', expiring: 'waiting', none: 'neutral', suspended: 'problem'},
  accreditation: {valid: 'done', expiring: 'waiting', expired: 'neutral'},
  programme: {open: 'done', coming: 'waiting', ended: 'neutral', closed: 'neutral'},
  job: {checking: 'running', checked: 'turn', questioned: 'problem', applying: 'running', applied: 'done', running: 'running', done: 'done', failed: 'problem'},
};

/** State chip: icon, word and colour. */
export function status(subject, state) {
  const kind = table[subject]?.[state] ?? 'neutral';
  return html`<span class="yq-status yq-status-${kind}">${icon(kinds[kind])}${t(`state.${subject}.${state}`)}</span>`;
}

/** States of a subject in the order of their life, for filters. */
export const states = (subject) => Object.keys(table[subject]);

define('yq-status', class extends El {
  static properties = {subject: {}, state: {}};
  render() {
    return this.state ? status(this.subject, this.state) : '';
  }
});
