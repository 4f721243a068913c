// An expert's day on the road: where to be when, by when to leave, whom to call; and what else waits for the expert.
import {El, define, html, icon, nothing} from '../../base.js';
import {date, dateTime, due, lang, need, t} from '../../i18n.js';
import {on} from '../../live.js';
import {is} from '../../session.js';
import {empty, failed, skeleton} from '../../ui/yq-empty.js';
import {status} from '../../ui/yq-status.js';
import {onBack, read, write} from '../../url.js';
import {plusDays, today} from '../../dates.js';
import {kept} from '../kept.js';
import {head} from '../parts.js';
import {placeOf} from '../places.js';
import {rules, styles} from '../router.js';
import {clock, drive, route} from '../visit-words.js';

await Promise.all([need('today.'), rules('field')]);

const idle = (work) => (window.requestIdleCallback ? requestIdleCallback(work, {timeout: 3000}) : work());
const weekday = (day) => new Intl.DateTimeFormat(lang(), {timeZone: 'UTC', weekday: 'long'}).format(new Date(`${day}T00:00:00Z`));

define('yq-today', class extends El {
  static properties = {filter: {state: true}, way: {state: true}, map: {state: true}, tasks: {state: true}, coming: {state: true}, old: {state: true}, problem: {state: true}};

  connectedCallback() {
    super.connectedCallback();
    this.filter = read();
    this.sent = () => this.load();
    this.stops = [onBack(() => { this.filter = read(); this.load(); }), on('visit', () => { clearTimeout(this.timer); this.timer = setTimeout(this.sent, 500); })];
    ['yq-outbox', 'online'].forEach((event) => addEventListener(event, this.sent));
    this.load();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.stops.forEach((stop) => stop());
    [this.ahead, this.timer].forEach(clearTimeout);
    ['yq-outbox', 'online'].forEach((event) => removeEventListener(event, this.sent));
  }

  get day() { return this.filter.day || today(); }

  show(day) {
    this.filter = {...this.filter, day: day === today() ? '' : day};
    write(this.filter);
    this.set({way: null, map: null});
    this.load();
  }

  load() {
    const own = is('expert');
    this.problem = null;
    return this.latest(() => Promise.all([kept('/api/visits/way', {day: this.day, expert: this.filter.expert}), own ? kept('/api/visits', {waiting: true, sort: 'start', limit: 5}) : null,
      own ? kept('/api/visits', {state: 'confirmed', from: `${plusDays(today(), 1)}T00:00:00+08:00`, sort: 'start', limit: 2}) : null]), ([{body, at}, tasks, coming]) => {
      this.set({way: body, old: at, tasks: tasks?.body.items, coming: coming?.body.items});
      clearTimeout(this.ahead);
      this.ahead = setTimeout(() => idle(() => this.prepare(body)), navigator.onLine ? 1500 : 0);
    });
  }

  /** When all is shown: the sketch, and what the day needs where there may be no network. */
  async prepare(way) {
    const {stops} = way;
    const map = stops.length ? await import('../way-map.js').catch(() => null) : null;
    if (way !== this.way) return;
    this.map = map?.wayMap;
    if (!is('expert')) return;
    const near = stops.filter((s) => ['confirmed', 'in-progress', 'reporting'].includes(s.state));
    await Promise.all([import('../outbox-note.js'), ...(near.length ? [import('./field.js'), styles(), kept('/api/diagnosis/types')] : []), ...near.flatMap((s) => [kept(`/api/visits/${s.visitId}`), kept(`/api/visits/${s.visitId}/report`)])]).catch(() => {});
    if (navigator.onLine) (await import('../day-shell.js')).keepShell();
  }

  days() {
    return html`<div class="yq-day-switch"><button class="yq-btn yq-btn-icon yq-back" type="button" aria-label=${t('field.dayBefore')} @click=${() => this.show(plusDays(this.day, -1))}>${icon('arrow-right')}</button>
      <input type="date" aria-label=${t('field.day')} .value=${this.day} @change=${(e) => e.target.value && this.show(e.target.value)}>
      <button class="yq-btn yq-btn-icon" type="button" aria-label=${t('field.dayAfter')} @click=${() => this.show(plusDays(this.day, 1))}>${icon('arrow-right')}</button>
      ${this.day === today() ? nothing : html`<button class="yq-btn" type="button" @click=${() => this.show(today())}>${t('field.today')}</button>`}</div>`;
  }

  leg(minutes, leaveAt) {
    return html`<li class="yq-leg">${minutes === null ? t('field.wayUnknown') : t('field.drive', {time: drive(minutes)})}${leaveAt ? html` · <strong>${t('field.leaveBy', {time: clock(leaveAt)})}</strong>` : nothing}</li>`;
  }

  stop_(s, n) {
    return html`<li class="yq-stop"><span class="yq-stop-n" aria-hidden="true">${n}</span><div class="yq-grow">
      <div class="yq-row yq-spread"><strong class="yq-stop-time">${clock(s.from)}–${clock(s.to)}</strong>${status('visit', s.state)}</div>
      <h2 class="yq-h"><a href=${is('expert') ? `/desk/field/${s.visitId}` : `/desk/visits/${s.visitId}`}>${s.enterprise}</a></h2>
      <p class="yq-muted">${(lang() === 'en' && s.typeNameEn) || s.typeName} · ${s.address}</p>
      ${s.need ? html`<p class="yq-need">${s.need}</p>` : nothing}
      <div class="yq-row yq-no-print"><a class="yq-btn yq-btn-sm" href="tel:${s.contactPhone.replaceAll(' ', '')}">${icon('phone')}${t('field.call', {name: s.contactName})}</a>
        <a class="yq-btn yq-btn-sm" href=${route(s.address)}>${icon('pin')}${t('field.navigate')}</a></div></div></li>`;
  }

  route() {
    const {start, end, stops, backMinutes} = this.way;
    return html`<ol class="yq-route"><li class="yq-place">${icon('home')}<span>${t('field.from', {name: start.name})}</span></li>
      ${stops.map((s, i) => html`${this.leg(s.minutes, s.leaveAt)}${this.stop_(s, i + 1)}`)}
      ${this.leg(backMinutes, null)}<li class="yq-place">${icon('home')}<span>${t('field.until', {name: end.name})}</span></li></ol>`;
  }

  none() {
    const next = this.coming?.[0];
    return empty({picture: 'list', title: t('field.noStops'), text: next ? t('field.nextStop', {when: dateTime(next.from), name: next.enterprise.name}) : t('field.noStopsText'),
      action: next ? html`<button class="yq-btn" type="button" @click=${() => this.show(new Date(Date.parse(next.from) + 8 * 3600e3).toISOString().slice(0, 10))}>${t('field.toDay')}</button>` : nothing});
  }

  rows(title, visits) {
    if (!visits.length) return nothing;
    return html`<section class="yq-card"><div class="yq-row yq-flat"><h2 class="yq-h">${title}</h2></div><ul class="yq-inbox">${visits.map((v) => html`<li class="yq-todo-row"><div class="yq-grow"><a href="/desk/field/${v.id}">${v.enterprise.name}</a>
        <div class="yq-muted yq-small">${(lang() === 'en' && v.type.nameEn) || v.type.name} · ${dateTime(v.from)}</div></div>
      <div class="yq-todo-state">${status('visit', v.state)}<div class="yq-small ${v.overdue ? 'yq-bad' : 'yq-muted'}">${v.dueAt ? t(v.overdue ? 'orders.overdue' : 'orders.dueBy', {when: due(v.dueAt)}) : placeOf(v.site)}</div></div></li>`)}</ul></section>`;
  }

  /** What waits for the expert and is not on this day's way, and the next days'. */
  others() {
    const shown = new Set(this.way.stops.map((s) => s.visitId));
    return html`${this.rows(t('field.tasks'), (this.tasks ?? []).filter((v) => !shown.has(v.id)))}${this.rows(t('field.coming'), (this.coming ?? []).filter((v) => !shown.has(v.id)))}`;
  }

  render() {
    if (this.problem && !this.way) return html`${head(t('desk.today'), nothing, this.days())}${failed(this.problem, () => this.load())}`;
    const w = this.way;
    const title = w && this.filter.expert ? t('field.dayOf', {name: w.name}) : t('desk.today');
    const text = w ? `${date(this.day)} ${weekday(this.day)} · ${t('field.stops', {n: w.stops.length})}` : '\u00a0';
    return html`${head(title, text, this.days())}${is('expert') ? html`<yq-outbox-note></yq-outbox-note>` : nothing}
      ${this.old ? html`<p class="yq-note yq-note-wait yq-below">${icon('clock')}<span>${t('field.asOf', {when: dateTime(this.old)})}</span></p>` : nothing}
      ${w ? html`<div class="yq-way"><div class="yq-stack">${w.stops.length ? html`<section class="yq-card yq-pad">${this.route()}</section>` : html`<section class="yq-card">${this.none()}</section>`}${this.others()}</div>
        ${this.map ? html`<aside class="yq-card yq-pad">${this.map(w)}</aside>` : nothing}</div>` : skeleton(2)}`;
  }
});
