// Free times of many weeks: months on top, the days of one as a calendar, beside it the times of a day.
import {El, define, emit, html, nothing, uid} from '../base.js';
import {plusDays, weekday} from '../dates.js';
import {lang, need, number, t} from '../i18n.js';
import {clock, dayWords} from './visit-facts.js';

await need('visit.');

const write = (day, options) => new Intl.DateTimeFormat(lang(), {timeZone: 'UTC', ...options}).format(new Date(`${day}T00:00:00Z`));
const arrows = {ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1};

/** items: [{from, to, experts}], all in the city's time; value: the chosen start; emits yq-change {from, to} */
define('yq-slots', class extends El {
  static properties = {items: {attribute: false}, value: {}, day: {state: true}};

  constructor() {
    super();
    this.group = uid('slots');
  }

  willUpdate(changed) {
    if (changed.has('items')) this.days = Map.groupBy ? Map.groupBy(this.items, (slot) => slot.from.slice(0, 10)) : this.grouped();
    if (!changed.has('items') && !changed.has('value')) return;
    const chosen = this.items.find((slot) => slot.from === this.value)?.from.slice(0, 10);
    if (chosen || !this.days.has(this.day)) this.day = chosen ?? this.items[0]?.from.slice(0, 10);
  }

  grouped() {
    const days = new Map();
    for (const slot of this.items) days.set(slot.from.slice(0, 10), [...(days.get(slot.from.slice(0, 10)) ?? []), slot]);
    return days;
  }

  months() {
    const all = [...new Set([...this.days.keys()].map((day) => day.slice(0, 7)))];
    if (all.length < 2) return nothing;
    return html`<div class="yq-chips" role="group" aria-label=${t('slots.months')}>${all.map((month) => html`<button class="yq-btn yq-btn-sm" type="button" aria-pressed=${this.day.startsWith(month)}
      @click=${() => { this.day = [...this.days.keys()].find((day) => day.startsWith(month)); }}>${write(`${month}-01`, {month: 'long'})}</button>`)}</div>`;
  }

  key(e) {
    if (!arrows[e.key] || e.target.tagName !== 'BUTTON') return;
    e.preventDefault();
    const all = [...this.days.keys()];
    const to = all[all.indexOf(this.day) + arrows[e.key]];
    if (!to) return;
    this.day = to;
    this.updateComplete.then(() => this.querySelector('.yq-cal [aria-pressed="true"]')?.focus());
  }

  cell(day) {
    const n = this.days.get(day)?.length;
    if (!n) return html`<td><span>${Number(day.slice(8))}</span></td>`;
    const here = day === this.day;
    return html`<td><button type="button" tabindex=${here ? '0' : '-1'} aria-pressed=${here} @click=${() => { this.day = day; }}><span aria-hidden="true">${Number(day.slice(8))}</span><small aria-hidden="true">${number(n)}</small>
      <span class="yq-hide">${t('slots.day', {day: write(day, {month: 'long', day: 'numeric', weekday: 'long'}), n})}</span></button></td>`;
  }

  calendar() {
    const first = `${this.day.slice(0, 7)}-01`;
    const count = new Date(Date.UTC(Number(first.slice(0, 4)), Number(first.slice(5, 7)), 0)).getUTCDate();
    const cells = [...Array(weekday(first)).fill(null), ...Array.from({length: count}, (_, i) => plusDays(first, i))];
    while (cells.length % 7) cells.push(null);
    const weeks = Array.from({length: cells.length / 7}, (_, i) => cells.slice(i * 7, i * 7 + 7)).filter((week) => week.some((day) => day >= this.items[0].from.slice(0, 10)));
    return html`<table class="yq-cal" @keydown=${(e) => this.key(e)}><caption>${write(first, {year: 'numeric', month: 'long'})}</caption>
      <thead><tr>${Array.from({length: 7}, (_, i) => html`<th scope="col" aria-label=${write(plusDays('2024-01-01', i), {weekday: 'long'})}>${write(plusDays('2024-01-01', i), {weekday: 'narrow'})}</th>`)}</tr></thead>
      <tbody>${weeks.map((week) => html`<tr>${week.map((day) => (day ? this.cell(day) : html`<td></td>`))}</tr>`)}</tbody></table>`;
  }

  time(slot) {
    return html`<label class="yq-choice yq-time"><input type="radio" name=${this.group} value=${slot.from} .checked=${slot.from === this.value} @change=${() => emit(this, 'yq-change', {from: slot.from, to: slot.to})}>
      <span>${clock(slot.from)}<small>${t('slots.experts', {n: slot.experts})}</small></span></label>`;
  }

  /** In the morning and in the afternoon. */
  times() {
    const all = this.days.get(this.day);
    const part = (word, some) => (some.length ? html`<div><span class="yq-muted yq-small">${t(word)}</span><div class="yq-choices">${some.map((slot) => this.time(slot))}</div></div>` : nothing);
    return html`<fieldset class="yq-times"><legend class="yq-label-strong">${dayWords(all[0].from)}</legend>${part('slots.morning', all.filter((slot) => slot.from.slice(11, 13) < '12'))}${part('slots.afternoon', all.filter((slot) => slot.from.slice(11, 13) >= '12'))}</fieldset>`;
  }

  render() {
    if (!this.items?.length) return nothing;
    return html`${this.months()}<div class="yq-slots">${this.calendar()}${this.times()}</div>`;
  }
});
