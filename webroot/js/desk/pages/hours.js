// When somebody can be sent: the hours of the week, single days that are different, and absences with what they hit.
import {El, define, html, icon, nothing} from '../../base.js';
import {get, newKey, patch, post, remove} from '../../api.js';
import {dateTime, need, t} from '../../i18n.js';
import {plusDays, startOf, today} from '../../dates.js';
import {is} from '../../session.js';
import {confirm} from '../../ui/yq-dialog.js';
import {failed, problemNote, skeleton} from '../../ui/yq-empty.js';
import {toast} from '../../ui/yq-toast.js';
import {exceptionRows, weekRows, written, wrongIn} from '../hours-form.js';
import {head} from '../parts.js';
import {name, rules} from '../router.js';
import {clock} from '../visit-words.js';

await Promise.all([need('hours.'), need('today.'), rules('diagnosis')]);

define('yq-hours', class extends El {
  static properties = {id: {}, it: {state: true}, week: {state: true}, days: {state: true}, problem: {state: true}, refused: {state: true}, errors: {state: true}, busy: {state: true}, away: {state: true}, hit: {state: true}, wrong: {state: true}};

  connectedCallback() {
    super.connectedCallback();
    this.set({errors: [], away: {from: `${today()}T09:00`, to: `${today()}T18:00`, reason: ''}});
    this.load();
  }

  async load() {
    this.problem = null;
    try {
      // an expert's own calendar is found through the expert
      this.resource ??= this.id ?? (await get('/api/experts')).items[0]?.resourceId;
      if (!this.resource) { this.problem = {status: 404, code: 'not-found'}; return; }
      this.show(await get(`/api/resources/${this.resource}`));
    } catch (problem) {
      this.problem = problem;
    }
  }

  show(it) {
    this.set({it, week: it.openings.map((o) => ({...o})), days: it.exceptions.map((d) => ({...d, opens: d.opens ?? '', closes: d.closes ?? ''})), errors: []});
    if (this.id) name(it.name);
  }

  get changed() {
    const now = written(this.week, this.days);
    return JSON.stringify(now) !== JSON.stringify(written(this.it.openings, this.it.exceptions.map((d) => ({...d, opens: d.opens ?? '', closes: d.closes ?? ''}))));
  }

  async save() {
    this.errors = wrongIn(this.week, this.days);
    if (this.errors.length) return this.updateComplete.then(() => this.querySelector('.yq-summary')?.focus());
    this.set({busy: true, refused: null});
    try {
      this.show(await patch(`/api/resources/${this.resource}`, written(this.week, this.days), {match: this.it.version}));
      toast(t('hours.saved'));
    } catch (problem) {
      this.refused = problem;
    }
    this.busy = false;
  }

  /** An absence ends no visit: those that it hits are named, for somebody has to move them or hand them over. */
  async leave() {
    const {from, to, reason} = this.away;
    this.wrong = !reason.trim() ? t('hours.needsReason') : from >= to ? t('hours.endsBefore') : null;
    if (this.wrong) return;
    this.set({busy: true, refused: null, hit: null});
    try {
      const made = await post(`/api/resources/${this.resource}/blackouts`, {from: `${from}:00+08:00`, to: `${to}:00+08:00`, reason: reason.trim()}, {key: newKey()});
      await this.load();
      this.hit = made.affected.length ? await this.visitsOf(made.affected, from, to) : [];
      this.away = {...this.away, reason: ''};
      toast(t('hours.awaySaved'));
      this.updateComplete.then(() => this.querySelector('#hit')?.focus());
    } catch (problem) {
      this.wrong = problem.errors?.[0]?.detail ?? null;
      if (!this.wrong) this.refused = problem;
    }
    this.busy = false;
  }

  /** The bookings' visits, as far as the reader sees them. */
  async visitsOf(affected, from, to) {
    const {items} = await get('/api/visits', {state: 'requested,confirmed', from: startOf(from.slice(0, 10)), to: startOf(plusDays(to.slice(0, 10), 1)), sort: 'start', limit: 100});
    return affected.map((a) => ({...a, visit: items.find((v) => Date.parse(v.from) === Date.parse(a.during.from) && v.team.some((e) => e.name === this.it.name))}));
  }

  async lift(blackout) {
    const {ok} = await confirm({heading: t('hours.lift'), text: t('hours.liftText', {span: this.span(blackout)}), ok: t('hours.lift')});
    if (!ok) return;
    this.set({busy: true, refused: null});
    try {
      await remove(`/api/resources/${this.resource}/blackouts/${blackout.id}`);
      toast(t('hours.lifted'));
      this.hit = null;
      await this.load();
    } catch (problem) {
      this.refused = problem;
    }
    this.busy = false;
  }

  span(b) {
    const oneDay = dateTime(b.from).slice(0, -5) === dateTime(b.to).slice(0, -5);
    return `${dateTime(b.from)} – ${oneDay ? clock(b.to) : dateTime(b.to)}`;
  }

  summary() {
    if (!this.errors.length) return nothing;
    const jump = (e, id) => { e.preventDefault(); const field = this.querySelector(`#${id}`); field?.scrollIntoView({block: 'center'}); field?.focus({preventScroll: true}); };
    return html`<div class="yq-summary" tabindex="-1" role="alert"><h2>${t('hours.errors', {n: this.errors.length})}</h2><ul>${this.errors.map((e) => html`<li><a href="#${e.id}" @click=${(click) => jump(click, e.id)}>${e.text}</a></li>`)}</ul></div>`;
  }

  hits() {
    if (!this.hit) return nothing;
    if (!this.hit.length) return html`<p class="yq-note yq-note-done" id="hit" tabindex="-1">${icon('circle-check')}<span>${t('hours.noHits')}</span></p>`;
    return html`<div class="yq-note yq-note-bad" id="hit" tabindex="-1" role="alert">${icon('alert')}<div class="yq-grow"><strong>${t('hours.hits', {n: this.hit.length})}</strong><div>${t('hours.hitsText')}</div>
      <ul class="yq-plain">${this.hit.map((h) => html`<li>${dateTime(h.during.from)} ${h.visit ? html`<a href=${is('expert') ? `/desk/field/${h.visit.id}` : `/desk/visits/${h.visit.id}`}>${h.visit.enterprise.name}</a>` : t('hours.other')}</li>`)}</ul></div></div>`;
  }

  absences() {
    const {blackouts, editable} = this.it;
    const set = (field) => (e) => { this.wrong = null; this.away = {...this.away, [field]: e.target.value}; };
    return html`<section class="yq-card yq-pad yq-stack"><h2 class="yq-h">${t('hours.away')}</h2>${this.hits()}
      ${blackouts.length ? html`<ul class="yq-plain yq-away">${blackouts.map((b) => html`<li><span class="yq-grow">${this.span(b)}${b.reason ? html`<span class="yq-sub yq-muted yq-small yq-block">${b.reason}</span>` : nothing}</span>${editable ? html`<button class="yq-btn yq-btn-sm" type="button" ?disabled=${this.busy} @click=${() => this.lift(b)}>${t('hours.lift')}</button>` : nothing}</li>`)}</ul>` : html`<p class="yq-muted">${t('hours.noAway')}</p>`}
      ${editable ? html`<div class="yq-fields"><div class="yq-field"><label for="away-from">${t('hours.from')}</label><input id="away-from" type="datetime-local" .value=${this.away.from} @change=${set('from')}></div>
        <div class="yq-field"><label for="away-to">${t('hours.to')}</label><input id="away-to" type="datetime-local" .value=${this.away.to} @change=${set('to')}></div>
        <div class="yq-field"><label for="away-why">${t('hours.reason')}</label><input id="away-why" maxlength="500" .value=${this.away.reason} @input=${set('reason')}></div></div>
        <div role="alert">${this.wrong ? html`<span class="yq-error">${icon('alert')}${this.wrong}</span>` : nothing}</div>
        <div><button class="yq-btn" type="button" aria-busy=${!!this.busy} ?disabled=${this.busy} @click=${() => this.leave()}>${icon('plus')}${t('hours.addAway')}</button></div>` : nothing}</section>`;
  }

  render() {
    if (this.problem && !this.it) return failed(this.problem, () => this.load(), true);
    if (!this.it) return skeleton(3);
    const {editable, calendar} = this.it;
    return html`${head(this.id ? t('hours.of', {name: this.it.name}) : t('desk.hours'), t(`hours.calendar.${calendar}`), this.id && !is('expert') ? html`<a class="yq-btn" href="/desk/experts/calendar">${icon('calendar')}${t('hours.everybody')}</a>` : nothing)}
      ${this.refused ? html`<div class="yq-below">${problemNote(this.refused)}</div>` : nothing}${this.summary()}
      <div class="yq-two"><div class="yq-stack"><section class="yq-card yq-pad yq-stack"><h2 class="yq-h">${t('hours.week')}</h2>${weekRows(this, editable)}</section>
          <section class="yq-card yq-pad yq-stack"><h2 class="yq-h">${t('hours.exceptions')}</h2><p class="yq-muted">${t('hours.exceptionsText')}</p>${exceptionRows(this, editable)}</section>
          ${editable && this.changed ? html`<div class="yq-sticky-foot"><span class="yq-grow yq-muted">${t('hours.changed')}</span><button class="yq-btn" type="button" ?disabled=${this.busy} @click=${() => this.show(this.it)}>${t('hours.undo')}</button><button class="yq-btn yq-btn-primary" type="button" aria-busy=${!!this.busy} ?disabled=${this.busy} @click=${() => this.save()}>${t('hours.save')}</button></div>` : nothing}</div>
        ${this.absences()}</div>`;
  }
});
