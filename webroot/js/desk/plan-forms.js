// What is written into a plan: who looks after the enterprise, a contact, and who does an action until when.
import {El, define, emit, html, nothing} from '../base.js';
import {get, newKey, post} from '../api.js';
import {need, t} from '../i18n.js';
import {is} from '../session.js';
import '../ui/yq-dialog.js';
import {empty, failed, skeleton} from '../ui/yq-empty.js';
import '../ui/yq-form.js';
import {toast} from '../ui/yq-toast.js';
import {revise} from './action-item.js';
import {placeOf} from './places.js';

await need('plan.');

const now = () => new Date(Date.now() + 8 * 3600e3).toISOString().slice(0, 16);
const KINDS = ['visit', 'call', 'message', 'meeting'];

/** What an official looks after already. */
export const load = (s) => t('specialist.load', {enterprises: s.enterprises, substituting: s.substituting, actions: s.openActions, contacts: s.contacts});

/** form: {kind: 'specialist'|'contact'|'action', enterprise: {id, name, divisionCode}, specialist?, substitute?, action?}; emits yq-saved {kind, answer}, yq-gone */
define('yq-plan-form', class extends El {
  static properties = {form: {attribute: false}, people: {state: true}, lost: {state: true}, start: {state: true}, fields: {state: true}, problem: {state: true}, busy: {state: true}, dirty: {state: true}};

  willUpdate(changed) {
    if (!changed.has('form') || !this.form || this.form === changed.get('form')) return;
    this.set({people: null, lost: null, fields: null, problem: null, busy: false, dirty: false, key: newKey()});
    this[this.form.kind]();
  }

  contact() {
    this.set({start: {at: now(), kind: 'call'}, fields: [
      {name: 'at', label: t('contact.at'), type: 'datetime-local', required: true, max: now(), half: true},
      {name: 'kind', label: t('contact.kind'), type: 'radio', required: true, options: KINDS.map((value) => ({value, label: t(`contact.kind.${value}`)}))},
      {name: 'note', label: t('contact.note'), type: 'textarea', required: true, minlength: 2, maxlength: 2000, rows: 4, hint: t('contact.noteHint')}]});
  }

  action() {
    const a = this.form.action;
    this.set({start: {owner: a.owner, dueOn: a.dueOn ?? ''}, fields: [
      {name: 'owner', label: t('action.ownerLabel'), type: 'text', required: true, maxlength: 50}, {name: 'dueOn', label: t('action.dueLabel'), type: 'date'}]});
  }

  /** Whoever has least to look after comes first. */
  async specialist() {
    try {
      const division = this.form.enterprise.divisionCode;
      const near = (await get('/api/specialists', is('city-admin') ? {division} : {})).items;
      this.people = near.length ? near : (await get('/api/specialists')).items;
      const options = this.people.map((s) => ({value: s.id, label: s.name}));
      this.set({start: {specialistId: this.form.specialist?.id, substituteId: this.form.substitute?.id ?? ''}, fields: [
        {name: 'specialistId', label: t('specialist.who'), required: true, hint: t('specialist.hint'), draw: (value, change) => this.choice(value, change)},
        {name: 'substituteId', label: t('specialist.substitute'), type: 'select', options: options.map((o, i) => ({...o, label: `${o.label} · ${load(this.people[i])}`})), placeholder: t('specialist.noSubstitute'), check: (value, all) => (value === all.specialistId ? t('specialist.same') : undefined)},
        {name: 'reason', label: t('dialog.reason'), type: 'textarea', rows: 2, maxlength: 1000}]});
    } catch (problem) {
      this.lost = problem;
    }
  }

  choice(value, change) {
    return html`<div class="yq-stack yq-tight yq-pickers">${this.people.map((s) => html`<label class="yq-quote"><span class="yq-check"><input type="radio" name="specialist" value=${s.id} .checked=${value === s.id} @change=${() => change(s.id)}>
      <span class="yq-grow"><strong>${s.name}</strong> <span class="yq-muted yq-small">${placeOf(s) ?? t('specialist.city')}</span><span class="yq-hint yq-block">${load(s)}</span></span></span></label>`)}</div>`;
  }

  send(value) {
    const {kind, enterprise, action} = this.form;
    if (kind === 'action') return revise(action, value);
    if (kind === 'contact') return post(`/api/enterprises/${enterprise.id}/contacts`, {...value, at: `${value.at}:00+08:00`}, {key: this.key});
    return post(`/api/enterprises/${enterprise.id}/specialist`, value, {key: this.key});
  }

  async submit(value) {
    this.set({busy: true, problem: null});
    try {
      const answer = await this.send(value);
      toast(t(`plan.saved.${this.form.kind}`));
      this.dirty = false;
      emit(this, 'yq-saved', {kind: this.form.kind, answer});
    } catch (problem) {
      if (problem.status) this.key = newKey();
      this.problem = problem;
    }
    this.busy = false;
  }

  body() {
    if (this.lost) return failed(this.lost, () => { this.lost = null; this.specialist(); });
    if (this.people?.length === 0) return empty({title: t('specialist.none'), text: t('specialist.noneText')});
    if (!this.fields) return skeleton(2);
    return html`${this.form.action ? html`<p>${this.form.action.action}</p>` : nothing}<yq-form .fields=${this.fields} .value=${this.start} .problem=${this.problem} ?busy=${this.busy} .submitLabel=${t(`plan.submit.${this.form.kind}`)}
      @yq-input=${(e) => { e.stopPropagation(); this.dirty = true; }} @yq-submit=${(e) => { e.stopPropagation(); this.submit(e.detail.value); }}></yq-form>`;
  }

  render() {
    const open = !!this.form;
    return html`<yq-dialog ?open=${open} ?dirty=${this.dirty} .heading=${open ? t(`plan.form.${this.form.kind}`, {name: this.form.enterprise.name}) : ''} .body=${open ? this.body() : nothing} @yq-close=${(e) => { e.stopPropagation(); emit(this, 'yq-gone'); }}></yq-dialog>`;
  }
});
