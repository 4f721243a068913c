// Minutes from one district to the others: what is estimated and on what grounds, and what was entered instead.
import {El, define, html, icon, nothing} from '../../base.js';
import {get, newKey, post} from '../../api.js';
import {nameOf, need, number, t, when} from '../../i18n.js';
import {divisions} from '../../ref.js';
import {current, is} from '../../session.js';
import {failed, problemNote, skeleton} from '../../ui/yq-empty.js';
import {toast} from '../../ui/yq-toast.js';
import {onBack, read, write} from '../../url.js';
import {head} from '../parts.js';
import {rules} from '../router.js';
import {readTimes} from '../travel-text.js';

await Promise.all([need('diagnosis.'), rules('diagnosis')]);

const AT_ONCE = 500;

define('yq-travel-times', class extends El {
  static properties = {places: {state: true}, from: {state: true}, it: {state: true}, changed: {state: true}, both: {state: true}, problem: {state: true}, refused: {state: true}, busy: {state: true}, text: {state: true}, found: {state: true}};

  connectedCallback() {
    super.connectedCallback();
    this.set({changed: new Map(), both: true, text: ''});
    this.stop = onBack(() => { this.from = read().from; this.load(); });
    this.load();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.stop();
  }

  async load() {
    this.problem = null;
    try {
      this.places ??= await divisions();
      this.from = read().from ?? this.from ?? current().divisionCode ?? this.places[0].code;
      this.it = await get('/api/travel-times', {from: this.from});
    } catch (problem) {
      this.problem = problem;
    }
  }

  choose(from) {
    this.set({from, it: null, changed: new Map()});
    write({from});
    this.load();
  }

  edit(to, field, value) {
    const was = this.it.items.find((row) => row.to === to);
    const now = {minutes: was.minutes, note: was.note, ...this.changed.get(to), [field]: value};
    const changed = new Map(this.changed);
    if (now.minutes === was.minutes && now.note === was.note) changed.delete(to);
    else changed.set(to, now);
    this.changed = changed;
  }

  async enter(items, key = newKey()) {
    this.set({busy: true, refused: null});
    try {
      for (let i = 0; i < items.length; i += AT_ONCE) await post('/api/travel-times', {items: items.slice(i, i + AT_ONCE)}, {key: i ? newKey() : key});
      toast(t('travel.saved', {n: items.length}));
      this.set({changed: new Map(), found: null, text: ''});
    } catch (problem) {
      this.refused = problem;
    }
    this.busy = false;
    await this.load();
  }

  save() {
    const rows = [...this.changed].filter(([, row]) => Number.isInteger(row.minutes));
    const there = rows.map(([to, row]) => ({from: this.from, to, minutes: row.minutes, note: row.note || null}));
    const back = rows.filter(([to]) => to !== this.from).map(([to, row]) => ({from: to, to: this.from, minutes: row.minutes, note: row.note || null}));
    return this.enter(this.both ? [...there, ...back] : there);
  }

  row(row) {
    const now = this.changed.get(row.to) ?? row;
    const city = is('city-admin');
    return html`<tr class=${this.changed.has(row.to) ? 'yq-changed' : ''}><th scope="row">${row.toName}</th>
      <td>${city ? html`<span class="yq-affix"><input type="number" inputmode="numeric" min="0" max="1440" step="1" aria-label=${t('travel.minutesTo', {name: row.toName})} .value=${String(now.minutes ?? '')} @input=${(e) => this.edit(row.to, 'minutes', e.target.value === '' ? null : Number(e.target.value))}><span>${t('travel.unit')}</span></span>` : t('travel.minutes', {n: number(row.minutes)})}</td>
      <td><span class="yq-chip ${row.source === 'entered' ? 'yq-chip-go' : ''}">${t(`travel.source.${row.source}`)}</span>${row.source === 'entered' ? html`<span class="yq-sub">${when(row.updatedAt)}</span>` : nothing}</td>
      <td>${city ? html`<input maxlength="200" aria-label=${t('travel.noteTo', {name: row.toName})} .value=${now.note} @input=${(e) => this.edit(row.to, 'note', e.target.value)}>` : row.note}</td></tr>`;
  }

  table() {
    if (!this.it) return skeleton(2);
    const n = this.changed.size;
    return html`<section class="yq-card"><div class="yq-toolbar yq-travel-bar"><label class="yq-inline"><span>${t('travel.from')}</span><select @change=${(e) => this.choose(e.target.value)}>${this.places.map((d) => html`<option value=${d.code} ?selected=${d.code === this.from}>${nameOf(d)}</option>`)}</select></label></div>
      <div class="yq-scroll" tabindex="0" role="group" aria-label=${t('desk.travelTimes')}><table class="yq-travel"><thead><tr>${['to', 'time', 'ground', 'note'].map((key) => html`<th scope="col">${t(`travel.${key}`)}</th>`)}</tr></thead><tbody>${this.it.items.map((row) => this.row(row))}</tbody></table></div>
      ${n ? html`<div class="yq-sticky-foot"><label class="yq-check yq-grow"><input type="checkbox" .checked=${this.both} @change=${(e) => { this.both = e.target.checked; }}><span>${t('travel.both')}</span></label>
        <button class="yq-btn" type="button" ?disabled=${this.busy} @click=${() => { this.changed = new Map(); }}>${t('travel.undo')}</button><button class="yq-btn yq-btn-primary" type="button" aria-busy=${!!this.busy} ?disabled=${this.busy} @click=${() => this.save()}>${t('travel.save', {n})}</button></div>` : nothing}</section>`;
  }

  async file(e) {
    const [file] = e.target.files;
    e.target.value = '';
    if (file) this.take(await file.text());
  }

  take(text) { this.set({text, found: text.trim() ? readTimes(text, this.places) : null}); }

  many() {
    const f = this.found;
    return html`<section class="yq-card yq-pad yq-stack"><h2 class="yq-h">${t('travel.many')}</h2><p class="yq-muted">${t('travel.manyText')}</p>
      <label class="yq-hide" for="yq-times">${t('travel.paste')}</label><textarea id="yq-times" rows="5" placeholder=${t('travel.example')} .value=${this.text} @input=${(e) => this.take(e.target.value)}></textarea>
      <div class="yq-row"><label class="yq-btn">${icon('upload')}${t('travel.csv')}<input class="yq-hide" type="file" accept=".csv,.txt,text/csv" @change=${(e) => this.file(e)}></label><a class="yq-btn" href="/desk/imports?kind=travel-times">${icon('file')}${t('travel.xlsx')}</a></div>
      <div role="status">${f ? html`<p>${t('travel.found', {n: number(f.items.length), wrong: number(f.wrong.length)})}</p>` : nothing}</div>
      ${f?.wrong.length ? html`<ul class="yq-plain yq-bad yq-small">${f.wrong.slice(0, 10).map((w) => html`<li>${t('travel.wrong', {line: w.line, text: w.text, why: t(`travel.why.${w.why}`)})}</li>`)}</ul>` : nothing}
      ${f?.items.length ? html`<button class="yq-btn yq-btn-primary" type="button" aria-busy=${!!this.busy} ?disabled=${this.busy} @click=${() => this.enter(f.items)}>${t('travel.enter', {n: number(f.items.length)})}</button>` : nothing}</section>`;
  }

  render() {
    if (this.problem && !this.places) return failed(this.problem, () => this.load(), true);
    const a = this.it?.assumption;
    return html`${head(t('desk.travelTimes'), t('travel.intro'))}${this.refused ? html`<div class="yq-below">${problemNote(this.refused)}</div>` : nothing}${this.problem ? html`<div class="yq-below">${problemNote(this.problem)}</div>` : nothing}
      <div class="yq-two">${this.table()}<div class="yq-stack">${a ? html`<section class="yq-card yq-pad"><h2 class="yq-h">${t('travel.assumption')}</h2><p>${t('travel.assumed', {factor: number(a.roadFactor), speed: a.kmPerHour, fixed: a.fixedMinutes, within: a.withinDivisionMinutes})}</p><p class="yq-muted yq-small">${t('travel.effect')}</p></section>` : nothing}${is('city-admin') ? this.many() : nothing}</div></div>`;
  }
});
