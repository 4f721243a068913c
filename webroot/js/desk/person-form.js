// Who is to act: a colleague is invited by mail, the city opens accounts for the administration and changes them.
import {El, define, emit, html, nothing} from '../base.js';
import {newKey, patch, post} from '../api.js';
import {need, t} from '../i18n.js';
import {current} from '../session.js';
import '../ui/yq-dialog.js';
import '../ui/yq-form.js';
import {toast} from '../ui/yq-toast.js';
import {divisionGroups} from './division-groups.js';

await need('people.');

const ROLES = ['district-admin', 'city-admin', 'finance', 'auditor', 'expert'];

/** kind: invite | first (of an organisation that nobody acts for) | open | edit (with the account); emits yq-changed when it was done, yq-gone when it closes */
define('yq-person-form', class extends El {
  static properties = {kind: {}, account: {attribute: false}, areas: {attribute: false}, organisation: {attribute: false}, start: {state: true}, problem: {state: true}, busy: {state: true}, dirty: {state: true}};

  willUpdate(changed) {
    if (!changed.has('kind') || !this.kind) return;
    this.key = newKey();
    const {name, role, divisionCode} = this.account ?? {};
    const {contact} = this.organisation ?? {};
    const start = {edit: {name, role, divisionCode: divisionCode ?? ''}, first: {name: contact?.name, email: contact?.email}};
    this.set({start: start[this.kind] ?? {}, problem: null, busy: false, dirty: false});
    this.fields = this[`${this.kind}Fields`]();
  }

  inviteFields() {
    return [
      {name: 'name', label: t('people.name'), type: 'text', required: true, maxlength: 60, autocomplete: 'off'},
      {name: 'email', label: t('people.email'), type: 'email', required: true, maxlength: 254, autocomplete: 'off', hint: t('people.inviteHint')}];
  }

  firstFields() { return this.inviteFields(); }

  placeFields() {
    return [
      {name: 'role', label: t('people.role'), type: 'select', required: true, options: ROLES.map((role) => ({value: role, label: t(`role.${role}`)}))},
      {name: 'divisionCode', label: t('people.division'), type: 'select', required: true, show: (all) => all.role === 'district-admin', options: divisionGroups(this.areas ?? [])}];
  }

  openFields() {
    return [...this.inviteFields().map((f) => (f.name === 'email' ? {...f, hint: t('people.openHint')} : f)),
      {name: 'username', label: t('people.username'), type: 'text', required: true, maxlength: 40, pattern: '[a-z0-9][a-z0-9._\\-]{2,39}', patternText: t('people.usernameHint'), hint: t('people.usernameHint'), autocomplete: 'off'},
      ...this.placeFields()];
  }

  editFields() {
    const fixed = this.account.organisation || this.account.id === current()?.id;
    return [{name: 'name', label: t('people.name'), type: 'text', required: true, maxlength: 60}, ...(fixed ? [] : this.placeFields())];
  }

  /** Only what differs: a change that nobody made would be refused for accounts of organisations. */
  changes({name, role, divisionCode}) {
    const a = this.account;
    const change = {};
    if (name !== a.name) change.name = name;
    if (a.organisation || role === undefined) return change;
    if (role !== a.role) change.role = role;
    if (role === 'district-admin' && divisionCode !== a.divisionCode) change.divisionCode = divisionCode;
    return change;
  }

  send(value) {
    if (this.kind === 'invite') return post('/api/invitations', value, {key: this.key});
    if (this.kind === 'first') return post(`/api/organisations/${this.organisation.id}/invitations`, value, {key: this.key});
    if (this.kind === 'open') return post('/api/accounts', value, {key: this.key});
    return patch(`/api/accounts/${this.account.id}`, this.changes(value), {match: this.account.version});
  }

  async submit(value) {
    this.set({busy: true, problem: null});
    try {
      await this.send(value);
      toast(t(`people.${this.kind}Done`, {name: value.name, email: value.email}));
      this.dirty = false;
      emit(this, 'yq-changed');
      emit(this, 'yq-gone');
    } catch (problem) {
      const known = ['invite', 'first'].includes(this.kind) && problem.code === 'duplicate';
      this.problem = known ? {...problem, errors: [{pointer: '/email', detail: t('people.already')}]} : problem;
      if (problem.status === 412) emit(this, 'yq-changed');
    }
    this.busy = false;
  }

  render() {
    const open = !!this.kind;
    return html`<yq-dialog ?open=${open} size="narrow" ?dirty=${this.dirty} .heading=${open ? t(`people.${this.kind}Title`) : ''} @yq-close=${(e) => { e.stopPropagation(); emit(this, 'yq-gone'); }}
      .body=${open ? html`<yq-form .fields=${this.fields} .value=${this.start} .problem=${this.problem} ?busy=${this.busy} .submitLabel=${t(`people.${this.kind}Submit`)}
        @yq-input=${(e) => { e.stopPropagation(); this.dirty = true; }} @yq-submit=${(e) => this.submit(e.detail.value)}></yq-form>` : nothing}></yq-dialog>`;
  }
});
