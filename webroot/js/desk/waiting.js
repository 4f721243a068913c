// The own places in the queue above the list of visits: what is offered first, with its deadline and the answers to it.
import {El, define, html, icon, nothing} from '../base.js';
import {get, newKey, post} from '../api.js';
import {has, listed, nameOf, need, t} from '../i18n.js';
import {on} from '../live.js';
import {confirm} from '../ui/yq-dialog.js';
import {explain, problemNote} from '../ui/yq-empty.js';
import {toast} from '../ui/yq-toast.js';
import {go} from './router.js';
import {catalogue, dayWords, moment, spanWords, typeOf} from './visit-facts.js';
import {daysWords, positionWords} from './waiting-words.js';

await need('visit.');

/** noun → [icon, look, whether it is asked about first]; an answer takes the time away from or gives it to others */
const MOVES = {acceptance: ['check', 'yq-btn-primary', false], 'waiting-on': ['hourglass', '', true], decline: ['x', 'yq-btn-danger', true], leaving: ['x', 'yq-btn-quiet', true]};

define('yq-waiting', class extends El {
  static properties = {places: {state: true}, known: {state: true}, problem: {state: true}, refused: {state: true}, busy: {state: true}};

  connectedCallback() {
    super.connectedCallback();
    this.stop = on('waiting', () => { clearTimeout(this.timer); this.timer = setTimeout(() => this.load(), 500); });
    this.load();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.timer);
    this.stop();
  }

  load() {
    return this.latest(() => Promise.all([get('/api/waitlist', {state: 'waiting,offered', limit: 50}), catalogue()]),
      ([page, known]) => this.set({known, problem: null, places: page.items.sort((a, b) => !!b.offer - !!a.offer)}));
  }

  title(place) {
    const type = typeOf(place.subject, this.known);
    return type ? nameOf(type) : place.title; // a kind that is no longer offered keeps the name it had
  }

  /** Makes a move; when it came too late, says why and shows how things stand now. */
  async act(place, noun) {
    const type = this.title(place);
    this.refused = null;
    if (MOVES[noun][2] && !(await confirm({heading: t(`move.waiting.${noun}`), ok: t(`move.waiting.${noun}`), text: t(`ask.waiting.${noun}`, {type}), danger: MOVES[noun][1] === 'yq-btn-danger'})).ok) return;
    const path = {
      acceptance: `/api/waitlist/${place.id}/acceptance`, decline: `/api/waitlist/${place.id}/decline`,
      'waiting-on': `/api/waitlist/${place.id}/waiting-on`, leaving: `/api/waitlist/${place.id}/leaving`,
    }[noun];
    this.busy = true;
    try {
      const now = await post(path, {}, {key: newKey()});
      if (now.resultId) return go(`/desk/visits/${now.resultId}?requested=1`);
      toast(t(`done.waiting.${noun}`, {type}));
    } catch (problem) {
      this.refused = problem;
    }
    await this.load();
    this.busy = false;
    if (!this.refused) return;
    await this.updateComplete;
    this.querySelector('[role=alert]')?.scrollIntoView({block: 'nearest'});
  }

  objection() {
    const p = this.refused;
    if (!p) return nothing;
    const told = has(`waiting.gone.${p.state}`) ? {title: t(`waiting.gone.${p.state}`), text: t('waiting.renewed')} : explain(p);
    return html`<div class="yq-note yq-note-bad" role="alert">${icon('alert')}<div><strong>${told.title}</strong>${told.text ? html`<div>${told.text}</div>` : nothing}</div></div>`;
  }

  buttons(place) {
    return Object.entries(MOVES).filter(([noun]) => place.steps.includes(noun)).map(([noun, [picture, look]]) => html`<button class="yq-btn ${look}" type="button" ?disabled=${this.busy} @click=${() => this.act(place, noun)}>${icon(picture)}${t(`move.waiting.${noun}`)}</button>`);
  }

  offer({offer, steps}, buttons) {
    const team = offer.detail.assignment?.candidates?.filter((c) => c.chosen).map((c) => c.name) ?? [];
    return html`<div class="yq-note yq-note-wait">${icon('clock')}<div class="yq-grow"><div>${t('waiting.offer')}</div><div class="yq-offered">${spanWords(offer.from, offer.to)}</div>
      ${team.length ? html`<div>${t('waiting.team', {names: listed(team)})}</div>` : nothing}<div><strong>${t('waiting.until', {when: moment(offer.until)})}</strong></div>
      ${steps.includes('acceptance') ? html`<p class="yq-small">${t('waiting.accepting')}</p>` : nothing}<div class="yq-row yq-no-print">${buttons}</div></div></div>`;
  }

  place(place) {
    const buttons = this.buttons(place);
    return html`<li><div class="yq-row yq-spread"><div><strong>${this.title(place)}</strong>${place.position ? html` <span class="yq-chip">${positionWords(place)}</span>` : nothing}
        <div class="yq-muted yq-small">${t('waiting.days', {days: daysWords(place)})}</div><div class="yq-muted yq-small">${t('waiting.since', {day: dayWords(place.createdAt)})}</div></div>
      ${place.offer ? nothing : html`<div class="yq-row yq-no-print">${buttons}</div>`}</div>${place.offer ? this.offer(place, buttons) : nothing}</li>`;
  }

  render() {
    if (this.problem && !this.places) return html`<div class="yq-below">${problemNote(this.problem)}</div>`;
    if (!this.places?.length && !this.refused) return nothing;
    return html`<section class="yq-card yq-pad yq-stack yq-below" aria-labelledby="waiting-title"><h2 class="yq-h" id="waiting-title">${t('waiting.title')}</h2>${this.objection()}
      ${this.places.length ? html`<ul class="yq-places">${this.places.map((place) => this.place(place))}</ul><p class="yq-hint">${t('waiting.how')}</p>` : nothing}</section>`;
  }
});
