// Asking for an on-site diagnosis: what hurts, which kind, when, where. Everything has a default, so that a time and a click are enough.
import {El, define, html, icon, nothing} from '../../base.js';
import {get, newKey, post} from '../../api.js';
import {plusDays, startOf, today} from '../../dates.js';
import {has, money, nameOf, need, number, t} from '../../i18n.js';
import {current} from '../../session.js';
import {empty, explain, failed, skeleton} from '../../ui/yq-empty.js';
import '../../ui/yq-upload.js';
import {read} from '../../url.js';
import {catalogue, spanWords, typeOf} from '../visit-facts.js';
import {kinds, questions, troubles} from '../intake.js';
import {head} from '../parts.js';
import {byDay, chosenDays, repeatOf, repeating} from '../repeat.js';
import {go} from '../router.js';
import '../slots.js';
import {alternatives} from '../visit-reschedule.js';
import '../wait-form.js';

await need('booking.');

const DRAFT = 'yq-draft:diagnosis';
const AHEAD = 61; // days; the API looks no further at once
/** pointer of the API → where in the page; what is missing here belongs to the whole */
const PLACES = {from: 'when', areas: 'what', type: 'what', answers: 'what', programmeId: 'programme', address: 'address', contactName: 'contactName', contactPhone: 'contactPhone', need: 'need', files: 'files', follows: 'what', repeat: 'repeat', occurrences: 'repeat'};
const place = (error) => PLACES[error.pointer.split('/')[1]] ?? '';

define('yq-diagnosis', class extends El {
  static properties = {known: {state: true}, form: {state: true}, proposal: {state: true}, slots: {state: true}, programme: {state: true}, offers: {state: true}, problem: {state: true}, refused: {state: true}, errors: {state: true}, nearest: {state: true}, busy: {state: true}};

  connectedCallback() {
    super.connectedCallback();
    this.set({errors: [], key: newKey()});
    this.load();
  }

  async load() {
    this.problem = null;
    const follows = read().follows;
    try {
      const own = current().organisation;
      const [known, organisation, before] = await Promise.all([catalogue(), get(`/api/organisations/${own.id}`), follows ? get(`/api/visits/${follows}`) : null]);
      const start = {
        areas: [], answers: {}, type: null, programmeId: null, from: null, repeat: null, need: '', files: [], address: organisation.address ?? '', contactName: organisation.contact.name, contactPhone: organisation.contact.phone,
        ...(before ? {type: before.type.code, areas: before.areas.length < typeOf(before.type.code, known).areas.length ? before.areas : [], address: before.site.address, contactName: before.site.contactName, contactPhone: before.site.contactPhone} : {}),
      };
      this.set({known, before, form: {...start, ...(before ? {} : JSON.parse(sessionStorage.getItem(DRAFT) ?? '{}'))}});
      await this.propose();
    } catch (problem) {
      this.problem = problem;
    }
  }

  get type() { return typeOf(this.form.type ?? this.proposal.type, this.known); }

  /** What the experts shall look at: what was named, as far as this kind covers it; nothing means all of it. */
  get areas() { return this.form.areas.filter((area) => this.type.areas.includes(area)); }

  async propose() {
    const turn = (this.turn = Symbol('turn')); // an answer to what was asked before is not shown
    const {areas, answers} = this.form;
    const proposal = await post('/api/diagnosis/proposal', {areas, answers}, {key: newKey()});
    if (turn !== this.turn) return;
    this.proposal = proposal;
    await this.find();
  }

  async find() {
    const turn = (this.turn = Symbol('turn'));
    this.slots = null;
    const answer = await get('/api/visits/slots', {type: this.type.code, areas: this.areas, programmeId: this.form.programmeId, to: startOf(plusDays(today(), AHEAD))});
    const offers = (await get('/api/programmes', {type: this.type.code})).items;
    if (turn !== this.turn) return;
    const items = answer.items;
    this.set({slots: items, programme: answer.programme, offers, form: {...this.form, from: items.some((slot) => slot.from === this.form.from) ? this.form.from : null}});
  }

  /** What changes the proposal asks for it anew; what changes the times looks for them. */
  change(part) {
    this.form = {...this.form, ...part};
    const kept = part.repeat ? chosenDays(this.form) : []; // what is said against a day stands as long as that is meant
    this.errors = this.errors.filter((e) => kept.includes(e.day) || !Object.keys(part).includes(place(e)));
    if ('from' in part) this.set({nearest: null, errors: this.errors.filter((e) => !['when', 'repeat'].includes(place(e)))});
    if (!this.before) sessionStorage.setItem(DRAFT, JSON.stringify(this.form));
    clearTimeout(this.clock);
    const work = 'areas' in part || 'answers' in part ? () => this.propose() : 'type' in part || 'programmeId' in part ? () => this.find() : null;
    if (work) this.clock = setTimeout(() => work().catch((problem) => { this.refused = problem; }), 250);
  }

  /** What can be seen without asking the server. */
  missing() {
    const f = this.form;
    const lacks = (name, word) => ({pointer: `/${name}`, detail: t(word)});
    return [!f.from && lacks('from', 'slots.choose'), f.from && f.repeat && !chosenDays(f).length && lacks('repeat', 'repeat.nothing'), f.address.trim().length < 2 && lacks('address', 'diagnosis.noAddress'), f.contactName.trim().length < 2 && lacks('contactName', 'diagnosis.noContact'), !f.contactPhone.trim() && lacks('contactPhone', 'diagnosis.noPhone')].filter(Boolean);
  }

  /** All that is asked for but the time. */
  wish() {
    const f = this.form;
    return {
      type: this.type.code, address: f.address.trim(), contactName: f.contactName.trim(), contactPhone: f.contactPhone.trim(), areas: this.areas, answers: f.answers, files: f.files.map((file) => file.id),
      ...(f.need.trim() ? {need: f.need.trim()} : {}), ...(f.programmeId ? {programmeId: f.programmeId} : {}), ...(this.before ? {follows: this.before.id} : {}),
    };
  }

  /** The same for whoever waits for a time; null when something else is missing, which is said. */
  toWait() {
    this.set({refused: null, nearest: null, errors: this.missing().filter((e) => place(e) !== 'when')});
    if (!this.errors.length) return this.wish();
    this.toErrors();
    return null;
  }

  async send() {
    this.set({refused: null, nearest: null, errors: this.missing()});
    if (this.errors.length) return this.toErrors();
    this.busy = true;
    try {
      const {from, repeat} = this.form;
      const visit = repeat ? (await post('/api/visit-series', {...this.wish(), from, repeat: repeatOf(this.form)}, {key: this.key})).items[0] : await post('/api/visits', {...this.wish(), from}, {key: this.key});
      sessionStorage.removeItem(DRAFT);
      go(`/desk/visits/${visit.id}?requested=1`, true);
    } catch (problem) {
      if (problem.status) this.key = newKey(); // what got no answer may have arrived
      await this.refuse(problem);
    }
    this.busy = false;
  }

  async refuse(problem) {
    if (problem.alternatives) {
      this.nearest = problem.alternatives;
      this.form = {...this.form, from: null};
      this.find().catch(() => {});
      await this.updateComplete;
      return this.querySelector('#when').scrollIntoView({block: 'start'});
    }
    if (problem.errors?.length) this.errors = byDay(problem.errors, this.form);
    else this.refused = problem;
    return this.toErrors();
  }

  async toErrors() {
    await this.updateComplete;
    this.querySelector('.yq-summary')?.focus();
  }

  jump(e, id) {
    e.preventDefault();
    const there = this.querySelector(`#${id}`);
    there?.scrollIntoView({block: 'center'});
    (there?.matches('input, textarea') ? there : there?.querySelector('input, button'))?.focus({preventScroll: true});
  }

  wrong(where) {
    return this.errors.filter((e) => place(e) === where).map((e) => html`<span class="yq-error">${icon('alert')}${e.detail}</span>`);
  }

  summary() {
    if (this.refused) { const {title, text} = explain(this.refused); return html`<div class="yq-summary" tabindex="-1" role="alert"><h2>${title}</h2>${text}</div>`; }
    if (!this.errors.length) return nothing;
    return html`<div class="yq-summary" tabindex="-1" role="alert"><h2>${t('diagnosis.errors', {n: this.errors.length})}</h2><ul>${this.errors.map((e) => html`<li>${place(e) ? html`<a href="#${place(e)}" @click=${(click) => this.jump(click, place(e))}>${e.detail}</a>` : e.detail}</li>`)}</ul></div>`;
  }

  field(id, type, autocomplete) {
    const wrong = this.wrong(id);
    return html`<div class="yq-field"><label for=${id}>${t(`diagnosis.${id}`)}<span class="yq-req" aria-hidden="true">*</span></label><input id=${id} type=${type} autocomplete=${autocomplete} maxlength=${id === 'address' ? 200 : 60} required aria-invalid=${wrong.length ? 'true' : nothing} aria-describedby=${wrong.length ? `${id}-error` : nothing}
      .value=${this.form[id]} @input=${(e) => this.change({[id]: e.target.value})}>${wrong.length ? html`<span id="${id}-error">${wrong}</span>` : nothing}</div>`;
  }

  when() {
    return html`${this.nearest ? alternatives(this.nearest, (slot) => this.change({from: slot.from})) : nothing}${this.free()}${this.again()}${this.wait()}`;
  }

  /** Once, or again and again. */
  again() {
    if (!this.chosen || !this.programme) return nothing;
    const known = {minutes: this.type.minutes, free: this.slots, seen: plusDays(today(), AHEAD), programme: this.programme};
    return html`${repeating(this.form, known, (part) => this.change(part), this.errors)}${this.errors.some((e) => place(e) === 'repeat' && !e.day) ? this.wrong('repeat') : nothing}`;
  }

  /** No time suits, or there is none; without a programme none would ever be offered. */
  wait() {
    if (!this.programme) return nothing;
    return html`<yq-wait-form .type=${this.type} .wish=${() => this.toWait()} ?open=${this.slots?.length === 0} @yq-joined=${() => sessionStorage.removeItem(DRAFT)} @yq-refused=${(e) => this.refuse(e.detail)}></yq-wait-form>`;
  }

  free() {
    if (!this.slots) return skeleton(1);
    if (!this.slots.length) return empty({title: t('slots.none'), text: t(this.programme ? 'slots.noneText' : 'slots.noProgramme')});
    return html`<yq-slots .items=${this.slots} .value=${this.form.from} @yq-change=${(e) => { e.stopPropagation(); this.change({from: e.detail.from}); }}></yq-slots>`;
  }

  /** Which programme pays and how many free visits are left; why others can't be used. */
  purse() {
    if (!this.offers) return nothing;
    const usable = this.offers.filter((p) => !p.offer.reasons.length);
    const left = ({offer, visitsPerYear}) => t(offer.reserved ? 'diagnosis.leftReserved' : 'diagnosis.left', {left: number(offer.left), used: number(offer.used - offer.reserved), reserved: number(offer.reserved), most: number(visitsPerYear)});
    const because = (p) => p.offer.reasons.map((code) => (has(`programme.reason.${code}`) ? t(`programme.reason.${code}`) : code)).join(t('diagnosis.semicolon'));
    if (!usable.length) return html`<div class="yq-note yq-note-wait">${icon('info')}<div><strong>${t('diagnosis.noProgramme')}</strong>${this.offers.map((p) => html`<div class="yq-small">${p.name}${t('diagnosis.colon')}${because(p)}</div>`)}</div></div>`;
    const at = this.programme?.id;
    return html`<div id="programme"><h3 class="yq-label-strong">${t('diagnosis.programme')}</h3>${usable.length > 1 ? usable.map((p) => html`<label class="yq-quote"><span class="yq-check"><input type="radio" name="programme" .checked=${p.id === at} @change=${() => this.change({programmeId: p.id})}><span class="yq-grow">${p.name}<span class="yq-hint yq-block">${left(p)}</span></span></span></label>`)
      : html`<div>${usable[0].name}</div><div class="yq-hint">${left(usable[0])}</div>`}${usable.every((p) => !p.offer.left) ? html`<p class="yq-note yq-note-wait">${icon('info')}<span>${t('diagnosis.usedUp')}</span></p>` : nothing}${this.wrong('programme')}</div>`;
  }

  get chosen() { return this.slots?.find((one) => one.from === this.form.from); }

  aside() {
    const [slot, repeat] = [this.chosen, this.form.repeat];
    const type = this.type;
    return html`<aside class="yq-card yq-pad yq-stack yq-booking" aria-label=${t('diagnosis.yours')}><h2 class="yq-h">${t('diagnosis.yours')}</h2>
      <dl class="yq-facts"><dt>${t('visit.visit')}</dt><dd>${nameOf(type)}</dd><dt>${t('visit.time')}</dt><dd aria-live="polite">${slot ? html`<strong>${spanWords(slot.from, slot.to)}</strong>${repeat ? html`<div>${t('repeat.sum', {n: chosenDays(this.form).length})}</div>` : nothing}` : html`<span class="yq-muted">${t('diagnosis.notChosen')}</span>`}</dd><dt>${t('diagnosis.cost')}</dt><dd><strong>${t('diagnosis.free')}</strong>${this.programme?.budget ? html`<span class="yq-hint yq-block">${t('diagnosis.paidBy', {money: money(this.programme.feeFen), budget: this.programme.budget.name})}</span>` : nothing}</dd></dl>
      ${this.purse()}<button class="yq-btn yq-btn-primary yq-btn-lg yq-btn-wide" type="button" aria-busy=${!!this.busy} ?disabled=${this.busy} @click=${() => this.send()}>${t('diagnosis.send')}</button>
      <p class="yq-hint">${this.programme ? t('diagnosis.rules', {cancel: this.programme.cancelHours, reschedule: this.programme.rescheduleHours}) : ''}</p></aside>`;
  }

  render() {
    if (this.problem) return failed(this.problem, () => this.load(), true);
    if (!this.proposal) return html`${head(t('desk.diagnosis'), t('diagnosis.lead'))}${skeleton(3)}`;
    const [f, change] = [this.form, (part) => this.change(part)];
    return html`${head(t('desk.diagnosis'), this.before ? t('diagnosis.following', {number: this.before.number}) : t('diagnosis.lead'))}${this.summary()}
      <div class="yq-two"><div class="yq-stack">
        <section class="yq-card yq-pad yq-stack" id="what"><h2 class="yq-h">${t('diagnosis.what')}</h2>${troubles(f, this.known, change)}${questions(f, this.known, change)}${kinds(f, this.proposal, this.known, change)}${this.wrong('what')}</section>
        <section class="yq-card yq-pad yq-stack" id="when"><h2 class="yq-h">${t('diagnosis.when')}</h2><p class="yq-hint">${t('diagnosis.whenHint')}</p>${this.when()}${this.wrong('when')}</section>
        <section class="yq-card yq-pad yq-stack"><h2 class="yq-h">${t('diagnosis.where')}</h2>${this.field('address', 'text', 'street-address')}
          <div class="yq-fields"><div class="yq-half">${this.field('contactName', 'text', 'name')}</div><div class="yq-half">${this.field('contactPhone', 'tel', 'tel')}</div></div>
          <div class="yq-field"><label for="need">${t('diagnosis.need')} <span class="yq-opt">${t('form.optional')}</span></label><span class="yq-hint" id="need-hint">${t('diagnosis.needHint')}</span><textarea id="need" rows="3" maxlength="2000" aria-describedby="need-hint" .value=${f.need} @input=${(e) => this.change({need: e.target.value})}></textarea>${this.wrong('need')}</div>
          <div class="yq-field" id="files"><span class="yq-label">${t('diagnosis.files')} <span class="yq-opt">${t('form.optional')}</span></span><yq-upload .value=${f.files} .max=${20} .hint=${t('diagnosis.filesHint')} @yq-change=${(e) => { e.stopPropagation(); this.change({files: e.detail}); }}></yq-upload>${this.wrong('files')}</div></section></div>
        ${this.aside()}</div>`;
  }
});
