// The city enters a year's schedule: the notice pasted, or day by day; every slip that the server finds stands at its day.
import {El, define, html, icon, nothing} from '../../base.js';
import {get, newKey, post} from '../../api.js';
import {number, need, t} from '../../i18n.js';
import {failed, skeleton} from '../../ui/yq-empty.js';
import '../../ui/yq-form.js';
import {toast} from '../../ui/yq-toast.js';
import '../../ui/yq-year.js';
import {read} from '../../url.js';
import {today} from '../../dates.js';
import {head} from '../parts.js';
import {go} from '../router.js';
import {readSchedule} from '../schedule-text.js';

await need('calendar.');

define('yq-calendar-form', class extends El {
  static properties = {year: {}, years: {state: true}, start: {state: true}, now: {state: true}, problem: {state: true}, refused: {state: true}, busy: {state: true}, text: {state: true}, heard: {state: true}, slips: {state: true}};

  connectedCallback() {
    super.connectedCallback();
    this.set({key: newKey(), text: '', slips: new Map()});
    this.load();
  }

  async load() {
    this.problem = null;
    try {
      const {items, missing} = await get('/api/calendar/years');
      this.years = items;
      const was = items.find((y) => String(y.year) === this.year);
      if (this.year && !was) { this.problem = {status: 404, code: 'not-found'}; return; }
      const next = Number(read().year) || missing[0] || (items.length ? items[0].year + 1 : Number(today().slice(0, 4)));
      this.start = was ? {year: was.year, source: was.source, publishedOn: was.publishedOn, days: was.days} : {year: next, days: []};
      this.now = this.start;
    } catch (problem) {
      this.problem = problem;
    }
  }

  get fields() {
    const known = this.years.find((y) => y.year === this.now.year);
    return [
      {name: 'year', label: t('calendar.yearField'), type: 'number', required: true, min: 2008, max: 2100, half: true, disabled: !!this.year, hint: known ? t('calendar.known', {n: known.version + 1}) : undefined},
      {name: 'publishedOn', label: t('calendar.published'), type: 'date', required: true, max: today(), half: true},
      {name: 'source', label: t('calendar.source'), required: true, minlength: 4, maxlength: 200, hint: t('calendar.sourceHint')},
      {name: 'days', label: t('calendar.schedule'), required: true, draw: (days, change, all, c) => html`${this.paste(c.id, change)}${this.rows(days ?? [], change)}`}];
  }

  paste(id, change) {
    const take = () => {
      const found = readSchedule(this.text, Number(this.now.year));
      if (found.length) this.lines(change, found);
      this.heard = found.length ? t('calendar.taken', {n: number(found.length)}) : t('calendar.takenNone');
    };
    return html`<label class="yq-hint" for="${id}-text">${t('calendar.pasteHint')}</label>
      <textarea id="${id}-text" rows="4" placeholder=${t('calendar.pasteExample')} .value=${this.text} @input=${(e) => { this.text = e.target.value; }}></textarea>
      <div class="yq-row"><button class="yq-btn" type="button" @click=${take}>${icon('list-check')}${t('calendar.take')}</button><span role="status" class="yq-small">${this.heard ?? ''}</span></div>`;
  }

  /** Other lines: what the server said about places no longer fits. */
  lines(change, days) {
    this.slips = new Map();
    change(days);
  }

  rows(days, change) {
    const edit = (index, to) => {
      this.slips = new Map([...this.slips].filter(([place]) => place !== index));
      change(days.map((d, i) => (i === index ? {...d, ...to} : d)));
    };
    const add = () => {
      const last = days.at(-1);
      this.lines(change, [...days, {day: '', kind: 'holiday', name: last?.kind === 'holiday' ? last.name : ''}]);
      setTimeout(() => this.querySelector('.yq-edit-days li:last-child input')?.focus());
    };
    return html`${days.length ? html`<ol class="yq-edit-days">${days.map((d, i) => html`<li><span class="yq-muted yq-num">${i + 1}</span>
        <input type="date" aria-label=${t('calendar.dayOf', {n: i + 1})} aria-invalid=${this.slips.has(i) ? 'true' : nothing} .value=${d.day} @change=${(e) => edit(i, {day: e.target.value})}>
        <select aria-label=${t('calendar.kindOf', {n: i + 1})} @change=${(e) => edit(i, {kind: e.target.value})}>${['holiday', 'workday'].map((kind) => html`<option value=${kind} ?selected=${d.kind === kind}>${t(`year.kind.${kind}`)}</option>`)}</select>
        <input aria-label=${t('calendar.nameOf', {n: i + 1})} maxlength="40" .value=${d.name} @change=${(e) => edit(i, {name: e.target.value})}>
        <button class="yq-btn yq-btn-quiet yq-btn-icon" type="button" aria-label=${t('calendar.remove', {n: i + 1})} @click=${() => this.lines(change, days.filter((_, j) => j !== i))}>${icon('trash')}</button>
        ${(this.slips.get(i) ?? []).map((text) => html`<span class="yq-error">${icon('alert')}${text}</span>`)}</li>`)}</ol>` : html`<p class="yq-muted">${t('calendar.noDays')}</p>`}
      <div><button class="yq-btn" type="button" @click=${add}>${icon('plus')}${t('calendar.add')}</button></div>
      ${days.length ? html`<details class="yq-preview"><summary>${t('calendar.preview')}</summary><yq-year .year=${Number(this.now.year)} .days=${days} .today=${today()}></yq-year></details>` : nothing}`;
  }

  /** The server names a day by its place and counts from 0; people count from 1, and see it beside the day. */
  told(problem) {
    this.slips = new Map();
    const errors = problem.errors.map((e) => {
      const found = /^\/days\/(\d+)/.exec(e.pointer)?.[1];
      if (found === undefined) return e;
      const place = Number(found);
      this.slips.set(place, [...(this.slips.get(place) ?? []), e.detail]);
      return {...e, pointer: '/days', detail: t('calendar.row', {n: place + 1, text: e.detail})};
    });
    return {...problem, errors};
  }

  async save({year, source, publishedOn, days}) {
    this.set({busy: true, refused: null});
    try {
      const saved = await post('/api/calendar/years', {year: Number(year ?? this.year), source, publishedOn, days}, {key: this.key});
      toast(t('calendar.saved', {year: saved.year, n: saved.version}));
      return go(`/desk/calendar?year=${saved.year}`);
    } catch (problem) {
      this.set({refused: this.told(problem), key: newKey()});
    }
    this.busy = false;
  }

  render() {
    if (this.problem) return failed(this.problem, () => this.load(), true);
    if (!this.start) return skeleton(3);
    return html`${head(t(this.year ? 'desk.calendarEdit' : 'desk.calendarNew'), t('calendar.formIntro'))}
      <div class="yq-card yq-pad"><yq-form .fields=${this.fields} .value=${this.start} .problem=${this.refused} ?busy=${this.busy} .submitLabel=${t('calendar.save')}
        @yq-input=${(e) => { this.now = e.detail.value; }} @yq-submit=${(e) => this.save(e.detail.value)}></yq-form></div>`;
  }
});
