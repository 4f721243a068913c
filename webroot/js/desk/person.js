// One account in a dialog: who it is, where it is signed in, and what may be done with it.
import {El, define, emit, html, icon, nothing} from '../base.js';
import {get, newKey, patch, post, remove} from '../api.js';
import {dateTime, need, t} from '../i18n.js';
import {districtOf} from '../ref.js';
import {current, is} from '../session.js';
import {confirm} from '../ui/yq-dialog.js';
import {failed, problemNote, skeleton} from '../ui/yq-empty.js';
import {status} from '../ui/yq-status.js';
import {toast} from '../ui/yq-toast.js';
import {devices} from './devices.js';
import {fact} from './parts.js';

await Promise.all(['own.', 'people.'].map(need));

/** The one word for how an account stands. */
export const standing = (account) => (account.disabled ? 'disabled' : account.lockedUntil ? 'locked' : account.lastSignInAt ? 'active' : 'new');

/** step → [icon, look, how] */
const MOVES = {
  unlocking: ['key', 'yq-btn-primary', (a) => post(`/api/accounts/${a.id}/unlocking`, undefined, {key: newKey()})],
  enabling: ['undo', 'yq-btn-primary', (a) => patch(`/api/accounts/${a.id}`, {disabled: false}, {match: a.version})],
  'signing-out': ['logout', '', (a) => remove(`/api/accounts/${a.id}/sessions`)],
  disabling: ['ban', 'yq-btn-danger', (a) => patch(`/api/accounts/${a.id}`, {disabled: true}, {match: a.version})],
};

define('yq-person', class extends El {
  static properties = {account: {attribute: false}, sessions: {state: true}, problem: {state: true}, refused: {state: true}, busy: {state: true}};

  willUpdate(changed) {
    if (!changed.has('account') || this.account?.id === changed.get('account')?.id) return;
    this.set({sessions: null, problem: null, refused: null});
    if (this.account) this.load();
  }

  /** Only the administration sees where somebody is signed in. */
  get watches() { return is('district-admin', 'city-admin', 'auditor'); }

  async load() {
    if (!this.watches) return;
    try {
      this.sessions = (await get(`/api/accounts/${this.account.id}/sessions`)).items;
    } catch (problem) {
      this.problem = problem;
    }
  }

  async act(step) {
    const [, look, how] = MOVES[step];
    const {name} = this.account;
    const answer = await confirm({heading: t(`move.account.${step}`), text: t(`ask.account.${step}`, {name}), ok: t(`move.account.${step}`), danger: look === 'yq-btn-danger'});
    if (!answer.ok) return;
    this.set({busy: true, refused: null});
    try {
      await how(this.account);
      toast(t(`done.account.${step}`, {name}));
      emit(this, 'yq-changed');
      if (step === 'signing-out' || step === 'disabling') await this.load();
    } catch (problem) {
      this.refused = problem;
      if (problem.status === 412) emit(this, 'yq-changed');
    }
    this.busy = false;
  }

  body() {
    const a = this.account;
    return html`<div class="yq-stack">${this.refused ? problemNote(this.refused) : nothing}
      ${a.lockedUntil && !a.disabled ? html`<p class="yq-note yq-note-wait">${icon('lock')}<span>${t('people.lockedUntil', {when: dateTime(a.lockedUntil)})}</span></p>` : nothing}
      <dl class="yq-facts">${fact(t('people.state'), status('account', standing(a)))}${fact(t('people.username'), html`<span class="yq-num">${a.username}</span>`)}${fact(t('people.role'), t(`role.${a.role}`))}
        ${fact(t('people.organisation'), a.organisation && (is('district-admin', 'city-admin', 'auditor') ? html`<a href="/desk/organisations/${a.organisation.id}">${a.organisation.name}</a>` : a.organisation.name))}
        ${fact(t('people.division'), a.divisionCode ? districtOf(a) : '')}${fact(t('people.email'), a.email)}${fact(t('people.created'), dateTime(a.createdAt))}
        ${fact(t('people.lastSignIn'), a.lastSignInAt ? dateTime(a.lastSignInAt) : t('people.never'))}</dl>
      ${this.watches ? html`<section><h3 class="yq-h">${t('profile.sessions')}</h3>
        ${this.problem ? failed(this.problem, () => { this.problem = null; this.load(); }) : !this.sessions ? skeleton(1) : this.sessions.length ? devices(this.sessions) : html`<p class="yq-muted">${t('people.noDevice')}</p>`}</section>` : nothing}</div>`;
  }

  foot() {
    const steps = this.account.steps.filter((step) => MOVES[step] && (step !== 'signing-out' || this.sessions?.length));
    const edit = this.account.steps.includes('revision');
    if (!steps.length && !edit) return nothing;
    return html`${steps.map((step) => html`<button class="yq-btn ${MOVES[step][1]}" type="button" ?disabled=${this.busy} @click=${() => this.act(step)}>${icon(MOVES[step][0])}${t(`move.account.${step}`)}</button>`)}
      ${edit ? html`<button class="yq-btn" type="button" ?disabled=${this.busy} @click=${() => emit(this, 'yq-edit')}>${icon('edit')}${t('people.edit')}</button>` : nothing}`;
  }

  render() {
    const a = this.account;
    return html`<yq-dialog ?open=${!!a} .heading=${a ? `${a.name}${a.id === current()?.id ? t('people.you') : ''}` : ''} .body=${a ? this.body() : nothing} .foot=${a ? this.foot() : nothing} @yq-close=${(e) => { e.stopPropagation(); emit(this, 'yq-gone'); }}></yq-dialog>`;
  }
});
