// Another time for a visit: what it would mean, real free times, a reason; the administration may set rules aside, visibly.
import {El, define, emit, html, icon, nothing} from '../base.js';
import {get, newKey, post} from '../api.js';
import {plusDays, startOf, today} from '../dates.js';
import {need, t} from '../i18n.js';
import {is} from '../session.js';
import '../ui/yq-dialog.js';
import {empty, explain, failed, skeleton} from '../ui/yq-empty.js';
import {toast} from '../ui/yq-toast.js';
import {moment, spanWords} from './visit-facts.js';
import './slots.js';
import {consequence} from './visit-moves.js';
import {later, newTimes, reach} from './visit-series.js';

await need('visit.');

/** The nearest free times that a refusal names, as buttons. */
export const alternatives = (list, take) => html`<div class="yq-note yq-note-bad" role="alert">${icon('alert')}<div><strong>${t('slots.taken')}</strong>
  ${list.length ? html`<div>${t('slots.nearest')}</div><div class="yq-chips yq-alternatives">${list.map((slot) => html`<button class="yq-btn" type="button" @click=${() => take(slot)}>${moment(slot.from)}</button>`)}</div>` : html`<div>${t('slots.noneNear')}</div>`}</div></div>`;

/** emits yq-moved {visit}, yq-gone */
define('yq-reschedule', class extends El {
  static properties = {visit: {attribute: false}, slots: {state: true}, from: {state: true}, reason: {state: true}, other: {state: true}, bypass: {state: true}, following: {state: true}, problem: {state: true}, refused: {state: true}, busy: {state: true}};

  willUpdate(changed) {
    if (!changed.has('visit') || !this.visit || this.visit.id === changed.get('visit')?.id) return;
    this.set({slots: null, from: null, reason: '', other: '', bypass: false, following: false, problem: null, refused: null, key: newKey()});
    this.load();
  }

  get staff() { return is('district-admin', 'city-admin'); }

  async load() {
    try {
      const answer = await get(`/api/visits/${this.visit.id}/slots`, {to: startOf(plusDays(today(), 61))});
      this.slots = answer.items.filter((slot) => Date.parse(slot.from) !== Date.parse(this.visit.from));
    } catch (problem) {
      this.problem = problem;
    }
  }

  choose(slot) { this.set({from: slot.from, other: '', refused: null}); }

  /** What stands in the way is shown where the reader looks. */
  updated(changed) {
    if (changed.has('refused') && this.refused) this.updateComplete.then(() => this.querySelector('.yq-dialog-body [role=alert]')?.scrollIntoView({block: 'nearest'}));
  }

  /** What was chosen or typed. */
  get to() { return this.other ? `${this.other}:00+08:00` : this.from; }

  async send() {
    const from = this.to;
    const missing = !from ? 'slots.choose' : this.reason.trim().length < 2 ? 'visit.reasonMissing' : null;
    if (missing) { this.refused = {local: t(missing)}; return; }
    this.set({busy: true, refused: null});
    try {
      const visit = await post(`/api/visits/${this.visit.id}/reschedule`, {from, reason: this.reason.trim(), ...(this.bypass ? {bypass: true} : {}), ...(this.following ? {following: true} : {})}, {key: this.key});
      toast(t(`done.visit.reschedule${this.following ? '.following' : ''}`, {number: visit.number, when: moment(visit.from), n: later(this.visit).length}));
      emit(this, 'yq-moved', {visit});
    } catch (problem) {
      if (problem.status) this.key = newKey();
      this.refused = problem;
      if (problem.code === 'slot-taken') { this.from = null; this.load(); }
    }
    this.busy = false;
  }

  objections() {
    const p = this.refused;
    if (!p) return nothing;
    if (p.alternatives) return alternatives(p.alternatives, (slot) => this.choose(slot));
    const {title, text} = p.local ? {title: p.local} : explain(p);
    return html`<div class="yq-note yq-note-bad" role="alert">${icon('alert')}<div>${p.errors?.length ? html`<strong>${t('visit.refused')}</strong><ul>${p.errors.filter((e) => !e.pointer.startsWith('/occurrences/')).map((e) => html`<li>${e.detail}</li>`)}</ul>` : html`<strong>${title}</strong>${text ? html`<div>${text}</div>` : nothing}`}
      ${this.staff && p.errors?.length ? html`<label class="yq-check"><input type="checkbox" .checked=${this.bypass} @change=${(e) => { this.bypass = e.target.checked; }}><span>${t('visit.bypass')}</span></label>` : nothing}</div></div>`;
  }

  body() {
    if (this.problem) return failed(this.problem, () => { this.problem = null; this.load(); });
    return html`<div class="yq-stack"><p class="yq-note ${this.visit.details?.consequence?.reschedule.late ? 'yq-note-wait' : ''}">${icon('info')}<span>${t('visit.now', {when: spanWords(this.visit.from, this.visit.to)})} ${consequence(this.visit, 'reschedule')}</span></p>
      ${!this.slots ? skeleton(1) : this.slots.length ? html`<yq-slots .items=${this.slots} .value=${this.from} @yq-change=${(e) => { e.stopPropagation(); this.choose(e.detail); }}></yq-slots>` : empty({title: t('slots.none'), text: t('slots.noneMove')})}
      ${this.staff ? html`<details class="yq-preview" ?open=${!!this.other}><summary>${t('visit.otherTime')}</summary><div class="yq-field yq-short"><label for="other-time">${t('visit.otherTimeLabel')}</label><input id="other-time" type="datetime-local" step="300" min=${`${today()}T00:00`} .value=${this.other} @change=${(e) => { this.set({other: e.target.value, from: e.target.value ? null : this.from}); }}></div></details>` : nothing}
      ${reach(this.visit, this.following, (following) => this.set({following, refused: null}))}${this.following && this.to ? newTimes(this.visit, this.to, this.refused?.errors ?? []) : nothing}
      <div class="yq-field"><label for="move-reason">${t('visit.reason')}<span class="yq-req" aria-hidden="true">*</span></label><textarea id="move-reason" rows="2" maxlength="1000" .value=${this.reason} @input=${(e) => { this.reason = e.target.value; }}></textarea></div>
      ${this.objections()}</div>`;
  }

  render() {
    const open = !!this.visit;
    return html`<yq-dialog ?open=${open} size="wide" .heading=${open ? t('move.visit.reschedule') : ''} .body=${open ? this.body() : nothing}
      .foot=${open && !this.problem ? html`<button class="yq-btn" type="button" @click=${() => emit(this, 'yq-gone')}>${t('visit.keep')}</button><button class="yq-btn yq-btn-primary" type="button" aria-busy=${!!this.busy} ?disabled=${this.busy} @click=${() => this.send()}>${icon('check')}${this.to ? t('visit.moveTo', {when: moment(this.to)}) : t('move.visit.reschedule')}</button>` : nothing}
      @yq-close=${(e) => { e.stopPropagation(); emit(this, 'yq-gone'); }}></yq-dialog>`;
  }
});
