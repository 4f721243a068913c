// Somebody else for a visit: everybody who is accredited, in the order of the assignment, with the reasons for each.
import {El, define, emit, html, icon, nothing} from '../base.js';
import {get, newKey, post} from '../api.js';
import {need, t} from '../i18n.js';
import {is} from '../session.js';
import '../ui/yq-dialog.js';
import {empty, explain, failed, skeleton} from '../ui/yq-empty.js';
import {toast} from '../ui/yq-toast.js';
import {areaNames, spanWords} from './visit-facts.js';
import {fitWord, idleWords, loadWords, wayWords} from './visit-why.js';

await need('visit.');

/** emits yq-moved {visit: null when the reader handed it over and sees it no more}, yq-gone */
define('yq-reassign', class extends El {
  static properties = {visit: {attribute: false}, known: {attribute: false}, items: {state: true}, expert: {state: true}, replaces: {state: true}, reason: {state: true}, bypass: {state: true}, problem: {state: true}, refused: {state: true}, busy: {state: true}};

  willUpdate(changed) {
    if (!changed.has('visit') || !this.visit || this.visit.id === changed.get('visit')?.id) return;
    this.set({items: null, expert: null, replaces: this.visit.team[0].id, reason: '', bypass: false, problem: null, refused: null, key: newKey()});
    this.load();
  }

  get handsOver() { return is('expert'); }

  async load() {
    try {
      const {items} = await get(`/api/visits/${this.visit.id}/candidates`);
      const others = items.filter((c) => !this.visit.team.some((one) => one.id === c.expertId));
      // whoever can come first; the rest only for those who may set rules aside
      this.items = this.handsOver ? others.filter((c) => c.fit === 'fits') : [...others].sort((a, b) => (a.fit !== 'fits') - (b.fit !== 'fits'));
    } catch (problem) {
      this.problem = problem;
    }
  }

  /** What stands in the way is shown where the reader looks. */
  updated(changed) {
    if (changed.has('refused') && this.refused) this.updateComplete.then(() => this.querySelector('.yq-dialog-body [role=alert]')?.scrollIntoView({block: 'nearest'}));
  }

  async send() {
    const missing = !this.expert ? 'visit.expertMissing' : this.reason.trim().length < 2 ? 'visit.reasonMissing' : null;
    if (missing) { this.refused = {local: t(missing)}; return; }
    this.set({busy: true, refused: null});
    try {
      const visit = await post(`/api/visits/${this.visit.id}/reassignment`, {expertId: this.expert, reason: this.reason.trim(), ...(this.handsOver ? {} : {replaces: this.replaces}), ...(this.bypass ? {bypass: true} : {})}, {key: this.key});
      toast(t(this.handsOver ? 'done.visit.hand-over' : 'done.visit.reassignment', {number: this.visit.number}));
      emit(this, 'yq-moved', {visit});
    } catch (problem) {
      if (problem.status) this.key = newKey();
      this.refused = problem;
    }
    this.busy = false;
  }

  /** Whoever has another visit then can't be chosen, whatever rules are set aside. */
  candidate(c) {
    if (c.fit === 'busy') return html`<div class="yq-quote yq-busy">${this.words(c)}</div>`;
    return html`<label class="yq-quote"><span class="yq-check"><input type="radio" name="candidate" value=${c.expertId} .checked=${this.expert === c.expertId} @change=${() => { this.set({expert: c.expertId, refused: null, bypass: false}); }}>${this.words(c)}</span></label>`;
  }

  words(c) {
    const reasons = c.reasons.filter((code) => code !== 'conflict');
    return html`<span class="yq-grow"><strong>${c.name}</strong> ${fitWord(c)}${c.conflict ? html` <span class="yq-bad">${t('why.conflict')}</span>` : nothing}
        <span class="yq-hint yq-block">${areaNames(c.areas, this.known)} (${c.areas.length}/${this.visit.areas.length})</span>
        <span class="yq-hint yq-block">${[[t('why.column.load'), loadWords(c)], [t('why.column.idle'), idleWords(c)], [t('why.column.way'), wayWords(c)]].map(([label, text]) => `${label} ${text}`).join(' · ')}</span>
        ${reasons.length ? html`<span class="yq-chips">${reasons.map((code) => html`<span class="yq-chip">${t(`why.short.${code}`)}</span>`)}</span>` : nothing}</span>`;
  }

  objections() {
    const p = this.refused;
    if (!p) return nothing;
    const {title, text} = p.local ? {title: p.local} : p.code === 'slot-taken' ? {title: t('visit.busyNow')} : explain(p);
    return html`<div class="yq-note yq-note-bad" role="alert">${icon('alert')}<div>${p.errors?.length ? html`<strong>${t('visit.refused')}</strong><ul>${p.errors.map((e) => html`<li>${e.detail}</li>`)}</ul>` : html`<strong>${title}</strong>${text ? html`<div>${text}</div>` : nothing}`}
      ${!this.handsOver && p.errors?.length ? html`<label class="yq-check"><input type="checkbox" .checked=${this.bypass} @change=${(e) => { this.bypass = e.target.checked; }}><span>${t('visit.bypass')}</span></label>` : nothing}</div></div>`;
  }

  body() {
    if (this.problem) return failed(this.problem, () => { this.problem = null; this.load(); });
    if (!this.items) return skeleton(2);
    if (!this.items.length) return empty({title: t('visit.noOther'), text: t('visit.noOtherText')});
    const v = this.visit;
    return html`<div class="yq-stack"><p>${spanWords(v.from, v.to)} · ${v.site.divisionName} ${v.site.address}</p>
      ${v.team.length > 1 && !this.handsOver ? html`<div class="yq-field"><label for="replaces">${t('visit.replaces')}</label><select id="replaces" @change=${(e) => { this.replaces = e.target.value; }}>${v.team.map((one) => html`<option value=${one.id} ?selected=${one.id === this.replaces}>${one.name}${one.lead ? t('visit.leads') : ''}</option>`)}</select></div>` : nothing}
      <fieldset class="yq-stack yq-tight"><legend class="yq-label-strong">${t('visit.candidates', {n: this.items.length})}</legend><p class="yq-hint">${t('why.order')}</p>${this.items.map((c) => this.candidate(c))}</fieldset>
      <div class="yq-field"><label for="reassign-reason">${t('visit.reasonSeen')}<span class="yq-req" aria-hidden="true">*</span></label><textarea id="reassign-reason" rows="2" maxlength="1000" .value=${this.reason} @input=${(e) => { this.reason = e.target.value; }}></textarea></div>
      ${this.objections()}</div>`;
  }

  render() {
    const open = !!this.visit;
    const word = this.handsOver ? 'move.visit.hand-over' : 'move.visit.reassignment';
    return html`<yq-dialog ?open=${open} .heading=${open ? t(word) : ''} .body=${open ? this.body() : nothing}
      .foot=${open && this.items?.length ? html`<button class="yq-btn" type="button" @click=${() => emit(this, 'yq-gone')}>${t('dialog.cancel')}</button><button class="yq-btn yq-btn-primary" type="button" aria-busy=${!!this.busy} ?disabled=${this.busy} @click=${() => this.send()}>${icon('users')}${t(word)}</button>` : nothing}
      @yq-close=${(e) => { e.stopPropagation(); emit(this, 'yq-gone'); }}></yq-dialog>`;
  }
});
