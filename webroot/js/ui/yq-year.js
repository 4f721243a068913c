// A year as twelve small months: arrows move by day and week, Page keys by month; a day says what it is.
import {El, define, emit, html, nothing} from '../base.js';
import {plusDays, weekday} from '../dates.js';
import {lang, need, t} from '../i18n.js';

await need('calendar.');

const iso = (year, month, day) => new Date(Date.UTC(year, month, day)).toISOString().slice(0, 10);
const write = (day, options) => new Intl.DateTimeFormat(lang(), {timeZone: 'UTC', ...options}).format(new Date(`${day}T00:00:00Z`));

/** What a day is: a holiday, a weekend day that is worked, a weekend, or an ordinary working day. */
export const kindOf = (day, named) => named?.kind ?? (weekday(day) > 4 ? 'weekend' : 'plain');

/** A day in words: date, weekday, what it is. */
export function dayInWords(day, named) {
  const words = write(day, {year: 'numeric', month: 'long', day: 'numeric', weekday: 'long'});
  return `${words}${t('year.colon')}${named ? `${named.name}${t('year.comma')}` : ''}${t(`year.kind.${kindOf(day, named)}`)}`;
}

/** days: [{day, kind, name}]; today: marked; emits yq-day {day} when one is chosen. */
define('yq-year', class extends El {
  static properties = {year: {type: Number}, days: {attribute: false}, today: {}, at: {state: true}};

  willUpdate(changed) {
    if (changed.has('days')) this.named = new Map((this.days ?? []).map((d) => [d.day, d]));
    if (changed.has('year')) this.at = this.today?.startsWith(`${this.year}-`) ? this.today : iso(this.year, 0, 1);
  }

  /** The day n months on; the last of the month where it is shorter. */
  byMonth(n) {
    const [y, m, d] = this.at.split('-').map(Number);
    const last = new Date(Date.UTC(y, m + n, 0)).getUTCDate();
    return iso(y, m - 1 + n, Math.min(d, last));
  }

  key(e) {
    const to = {ArrowLeft: () => plusDays(this.at, -1), ArrowRight: () => plusDays(this.at, 1), ArrowUp: () => plusDays(this.at, -7), ArrowDown: () => plusDays(this.at, 7),
      PageUp: () => this.byMonth(-1), PageDown: () => this.byMonth(1), Home: () => iso(this.year, 0, 1), End: () => iso(this.year, 11, 31)}[e.key]?.();
    if (!to) return;
    e.preventDefault();
    if (!to.startsWith(`${this.year}-`)) return;
    this.at = to;
    this.updateComplete.then(() => this.querySelector('[tabindex="0"]')?.focus());
  }

  pick(day) {
    this.at = day;
    emit(this, 'yq-day', {day});
  }

  cell(day) {
    const named = this.named.get(day);
    const kind = kindOf(day, named);
    return html`<td><button type="button" class="yq-day yq-day-${kind}" tabindex=${day === this.at ? '0' : '-1'} aria-current=${day === this.today ? 'date' : nothing}
      aria-label=${dayInWords(day, named)} @click=${() => this.pick(day)} @focus=${() => { this.at = day; emit(this, 'yq-day', {day}); }}><span>${Number(day.slice(8))}</span>${named ? html`<small>${t(`year.mark.${kind}`)}</small>` : nothing}</button></td>`;
  }

  month(month) {
    const first = iso(this.year, month, 1);
    const count = new Date(Date.UTC(this.year, month + 1, 0)).getUTCDate();
    const cells = [...Array(weekday(first)).fill(null), ...Array.from({length: count}, (_, i) => plusDays(first, i))];
    while (cells.length % 7) cells.push(null);
    const weeks = Array.from({length: cells.length / 7}, (_, i) => cells.slice(i * 7, i * 7 + 7));
    return html`<table class="yq-month"><caption>${write(first, {month: 'long'})}</caption>
      <thead><tr>${Array.from({length: 7}, (_, i) => html`<th scope="col" aria-label=${write(plusDays('2024-01-01', i), {weekday: 'long'})}>${write(plusDays('2024-01-01', i), {weekday: 'narrow'})}</th>`)}</tr></thead>
      <tbody>${weeks.map((week) => html`<tr>${week.map((day) => (day ? this.cell(day) : html`<td></td>`))}</tr>`)}</tbody></table>`;
  }

  render() {
    if (!this.year || !this.named) return nothing;
    return html`<div class="yq-year" @keydown=${(e) => this.key(e)}>${Array.from({length: 12}, (_, month) => this.month(month))}</div>`;
  }
});
