// Working days: the years as published, twelve months at a glance, and what a deadline comes to.
import {El, define, html, icon, nothing} from '../../base.js';
import {get} from '../../api.js';
import {date, listed, need, number, t} from '../../i18n.js';
import {is} from '../../session.js';
import {onBack, read, write} from '../../url.js';
import {empty, failed, problemNote, skeleton} from '../../ui/yq-empty.js';
import {dayInWords} from '../../ui/yq-year.js';
import {dayOf, plusDays, today} from '../../dates.js';
import {tabs} from '../list.js';
import {fact, head} from '../parts.js';

await need('calendar.');

define('yq-calendar', class extends El {
  static properties = {years: {state: true}, filter: {state: true}, problem: {state: true}, day: {state: true}, asked: {state: true}, answer: {state: true}, wrong: {state: true}};

  connectedCallback() {
    super.connectedCallback();
    this.set({filter: read(), asked: {from: today(), days: 5}});
    this.stop = onBack(() => { this.filter = read(); });
    this.load();
    this.count({});
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.stop();
  }

  narrow(change) {
    this.set({filter: {...this.filter, ...change}, day: null});
    write(this.filter);
  }

  async load() {
    this.problem = null;
    try {
      this.years = await get('/api/calendar/years');
    } catch (problem) {
      this.problem = problem;
    }
  }

  /** The calculator asks the server, which counts as the deadlines are counted. */
  async count(change) {
    this.asked = {...this.asked, ...change};
    const turn = (this.turn = Symbol('turn'));
    if (!this.asked.from || !(this.asked.days >= 0)) return;
    this.wrong = null;
    try {
      const answer = await get('/api/calendar/deadline', this.asked);
      if (turn === this.turn) this.answer = answer;
    } catch (problem) {
      if (turn === this.turn) this.set({wrong: problem, answer: null});
    }
  }

  get shown() {
    const items = this.years.items;
    return items.find((y) => String(y.year) === this.filter.year) ?? items.find((y) => String(y.year) === today().slice(0, 4)) ?? items[0];
  }

  missing() {
    if (!this.years.missing.length) return nothing;
    return html`<div class="yq-note yq-note-bad yq-below" role="alert">${icon('alert')}<div class="yq-grow"><strong>${t('calendar.missing', {years: listed(this.years.missing)})}</strong>
      <div>${t(is('city-admin') ? 'calendar.missingText' : 'calendar.missingOther')}</div></div>
      ${is('city-admin') ? html`<a class="yq-btn" href="/desk/calendar/new?year=${this.years.missing[0]}">${t('calendar.enterYear', {year: this.years.missing[0]})}</a>` : nothing}</div>`;
  }

  /** One holiday after another, each with the weekend days that are worked for it. */
  list(year) {
    const spans = [];
    for (const d of year.days.filter((each) => each.kind === 'holiday')) {
      const last = spans.at(-1);
      if (last && last.name === d.name && plusDays(last.to, 1) === d.day) last.to = d.day;
      else spans.push({name: d.name, from: d.day, to: d.day});
    }
    const worked = year.days.filter((d) => d.kind === 'workday');
    const own = (span) => worked.filter((d) => d.name.startsWith(span.name));
    const other = worked.filter((d) => !spans.some((span) => d.name.startsWith(span.name)));
    const say = (day) => dayOf(day, year.year);
    return html`<ul class="yq-days">${spans.map((s) => html`<li><strong>${s.name}</strong> ${t('calendar.off', {days: s.from === s.to ? say(s.from) : t('calendar.span', {from: say(s.from), to: say(s.to)})})}
      ${own(s).length ? html`<span class="yq-muted">${t('calendar.on', {days: listed(own(s).map((d) => say(d.day)))})}</span>` : nothing}</li>`)}
      ${other.map((d) => html`<li><strong>${d.name}</strong> ${t('calendar.on', {days: say(d.day)})}</li>`)}</ul>`;
  }

  calculator() {
    return html`<section class="yq-card yq-pad yq-stack"><h2 class="yq-h">${t('calendar.calculator')}</h2>
      <div class="yq-fields"><div class="yq-field yq-half"><label for="yq-from">${t('calendar.from')}</label><input id="yq-from" type="date" .value=${this.asked.from} @change=${(e) => this.count({from: e.target.value})}></div>
        <div class="yq-field yq-half"><label for="yq-n">${t('calendar.days')}</label><input id="yq-n" type="number" inputmode="numeric" min="0" max="250" step="1" .value=${String(this.asked.days)} @input=${(e) => e.target.value !== '' && this.count({days: Number(e.target.value)})}></div></div>
      <div aria-live="polite">${this.wrong ? problemNote(this.wrong) : this.answer ? html`<p><span class="yq-muted">${t('calendar.lastDay')}</span><br><strong class="yq-figure">${dayInWords(this.answer.day).split(t('year.colon'))[0]}</strong></p>
        ${this.answer.unknownYears.length ? html`<p class="yq-note yq-note-wait">${icon('alert')}<span>${t('calendar.unknown', {years: listed(this.answer.unknownYears)})}</span></p>` : nothing}` : nothing}</div>
      <p class="yq-muted yq-small">${t('calendar.rule')}</p></section>`;
  }

  body(year) {
    const named = year.days.find((d) => d.day === this.day);
    const edit = is('city-admin') ? html`<a class="yq-btn yq-btn-sm" href="/desk/calendar/${year.year}/edit">${icon('edit')}${t('desk.calendarEdit')}</a>` : nothing;
    const off = year.days.filter((d) => d.kind === 'holiday').length;
    return html`<div class="yq-two"><div class="yq-stack"><section class="yq-card">${tabs(this, 'year', t('calendar.years'), this.years.items.map((y) => [String(y.year), t('calendar.year', {year: y.year})]))}
        <div class="yq-pad yq-stack"><p class="yq-legend-days" aria-hidden="true"><span><b class="yq-day-holiday">${t('year.mark.holiday')}</b>${t('year.kind.holiday')}</span><span><b class="yq-day-workday">${t('year.mark.workday')}</b>${t('year.kind.workday')}</span></p>
          <yq-year .year=${year.year} .days=${year.days} .today=${today()} @yq-day=${(e) => { this.day = e.detail.day; }}></yq-year>
          <p class="yq-day-line" aria-hidden="true">${this.day?.startsWith(String(year.year)) ? dayInWords(this.day, named) : t('calendar.pick')}</p></div></section></div>
      <div class="yq-stack"><section class="yq-card yq-pad"><div class="yq-row yq-spread yq-card-head"><h2 class="yq-h">${t('calendar.document')}</h2>${edit}</div>
          <dl class="yq-facts">${fact(t('calendar.source'), year.source)}${fact(t('calendar.published'), date(year.publishedOn))}${fact(t('calendar.version'), t('calendar.versionNo', {n: year.version}))}
            ${fact(t('calendar.counts'), t('calendar.countsOf', {off: number(off), on: number(year.days.length - off)}))}</dl></section>
        <section class="yq-card yq-pad"><h2 class="yq-h">${t('calendar.holidays')}</h2>${this.list(year)}</section>${this.calculator()}</div></div>`;
  }

  render() {
    if (this.problem) return failed(this.problem, () => this.load(), true);
    if (!this.years) return skeleton(3);
    const add = is('city-admin') ? html`<a class="yq-btn yq-btn-primary" href="/desk/calendar/new">${icon('plus')}${t('desk.calendarNew')}</a>` : nothing;
    // the tab of the year shown is marked although the address does not name it
    if (!this.filter.year && this.years.items.length) this.filter.year = String(this.shown.year);
    return html`${head(t('desk.calendar'), t('calendar.intro'), add)}${this.missing()}
      ${this.years.items.length ? this.body(this.shown) : html`<div class="yq-card">${empty({picture: 'list', title: t('calendar.none'), text: t('calendar.noneText')})}</div>${this.calculator()}`}`;
  }
});
