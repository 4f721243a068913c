// A month of up to fifty experts: how much of each day is free, at a glance; a day leads to the expert's day.
import {El, define, html, icon, nothing} from '../../base.js';
import {get} from '../../api.js';
import {lang, listed, nameOf, need, number, t} from '../../i18n.js';
import {plusDays, startOf, today, weekday} from '../../dates.js';
import {divisions} from '../../ref.js';
import {current} from '../../session.js';
import {empty, failed, skeleton} from '../../ui/yq-empty.js';
import {onBack, read, write} from '../../url.js';
import {types} from '../diagnosis-words.js';
import {choose} from '../list.js';
import {head} from '../parts.js';
import {name, rules} from '../router.js';

await Promise.all([need('hours.'), rules('diagnosis')]);

const MOST = 50;
const dayOf = (iso) => new Date(Date.parse(iso) + 8 * 3600e3).toISOString().slice(0, 10);
const hours = (span) => (Date.parse(span.to) - Date.parse(span.from)) / 3600e3;
const write_ = (day, options) => new Intl.DateTimeFormat(lang(), {timeZone: 'UTC', ...options}).format(new Date(`${day}T00:00:00Z`));

define('yq-expert-calendar', class extends El {
  static properties = {filter: {state: true}, rows: {state: true}, areas: {state: true}, places: {state: true}, problem: {state: true}, cut: {state: true}};

  connectedCallback() {
    super.connectedCallback();
    this.filter = read();
    this.stop = onBack(() => { this.filter = read(); this.load(); });
    this.load();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.stop();
  }

  get month() { return this.filter.month ?? today().slice(0, 7); }

  get days() {
    const [y, m] = this.month.split('-').map(Number);
    return Array.from({length: new Date(Date.UTC(y, m, 0)).getUTCDate()}, (_, i) => `${this.month}-${String(i + 1).padStart(2, '0')}`);
  }

  narrow(change) {
    this.filter = {...this.filter, ...change};
    write(this.filter);
    this.rows = null;
    this.load();
  }

  turn(n) {
    const [y, m] = this.month.split('-').map(Number);
    this.narrow({month: new Date(Date.UTC(y, m - 1 + n, 1)).toISOString().slice(0, 7)});
  }

  load() {
    this.problem = null;
    return this.latest(async () => {
      const [known, places, experts] = await Promise.all([types(), divisions(), get('/api/experts', {area: this.filter.area, division: this.filter.division, limit: MOST})]);
      const [from, to] = [startOf(this.days[0]), startOf(plusDays(this.days.at(-1), 1))];
      const shown = experts.items.filter((e) => !e.suspended);
      const [free, booked] = shown.length ? await Promise.all([get('/api/slots', {resources: shown.map((e) => e.resourceId), from, to}), this.bookings(from, to)]) : [{items: []}, []];
      return {areas: known.areas, places, cut: !!experts.next, rows: shown.map((e) => this.row(e, free.items.find((c) => c.resourceId === e.resourceId), booked))};
    }, (month) => {
      this.set(month);
      name(t('hours.everybody'));
    });
  }

  /** Visits of the month as far as the reader sees them; a district sees its own. */
  async bookings(from, to) {
    const items = [];
    for (let after; ;) {
      const page = await get('/api/visits', {state: 'requested,confirmed,in-progress,reporting,reported,completed', from, to, sort: 'start', limit: 100, after});
      items.push(...page.items);
      if (!page.next) return items;
      after = page.next;
    }
  }

  /** Free hours and visits by day. */
  row(expert, calendar, visits) {
    const days = new Map(this.days.map((day) => [day, {free: 0, visits: 0}]));
    for (const {span} of calendar?.free ?? []) { const at = days.get(dayOf(span.from)); if (at) at.free += hours(span); }
    for (const v of visits) if (v.team.some((e) => e.id === expert.id)) { const at = days.get(dayOf(v.from)); if (at) at.visits += 1; }
    return {expert, days};
  }

  /** Where the days are wider than the window, today comes first. */
  updated(changed) {
    if (!changed.has('rows') || !this.rows) return;
    const now = this.querySelector('th[aria-current]');
    if (now) now.closest('.yq-scroll').scrollLeft = now.offsetLeft - this.querySelector('tbody th').offsetWidth - 8;
  }

  cell(expert, day, {free, visits}) {
    const past = day < today();
    const kind = visits ? 'booked' : free >= 6 ? 'free' : free > 0 ? 'some' : 'none';
    const words = listed([visits ? t('hours.nVisits', {n: visits}) : '', past ? '' : free ? t('hours.nFree', {n: number(Math.round(free * 10) / 10)}) : visits ? '' : t('hours.closed')].filter(Boolean));
    return html`<td><a class="yq-slot yq-slot-${kind} ${past ? 'yq-slot-past' : ''}" href="/desk/today?expert=${expert.id}&day=${day}" aria-label=${`${expert.name} ${write_(day, {month: 'long', day: 'numeric'})} ${words}`} title=${words}>${visits || nothing}</a></td>`;
  }

  grid() {
    const days = this.days;
    return html`<div class="yq-scroll" tabindex="0" role="group" aria-label=${t('hours.everybody')}><table class="yq-sheet-month"><thead><tr><th scope="col">${t('hours.expert')}</th>${days.map((day) => html`<th scope="col" class=${weekday(day) > 4 ? 'yq-rest' : ''} aria-current=${day === today() ? 'date' : nothing}><abbr title=${write_(day, {month: 'long', day: 'numeric', weekday: 'long'})}>${Number(day.slice(8))}</abbr><small>${write_(day, {weekday: 'narrow'})}</small></th>`)}</tr></thead>
      <tbody>${this.rows.map(({expert, days: own}) => html`<tr><th scope="row"><a href="/desk/hours/${expert.resourceId}">${expert.name}</a><small>${expert.base.name}</small></th>${days.map((day) => this.cell(expert, day, own.get(day)))}</tr>`)}</tbody></table></div>
      <p class="yq-legend-slots"><span><i class="yq-slot yq-slot-free"></i>${t('hours.legend.free')}</span><span><i class="yq-slot yq-slot-some"></i>${t('hours.legend.some')}</span><span><i class="yq-slot yq-slot-booked">1</i>${t('hours.legend.booked')}</span><span><i class="yq-slot yq-slot-none"></i>${t('hours.legend.none')}</span></p>`;
  }

  bar() {
    return html`<div class="yq-toolbar yq-month-bar"><div class="yq-row"><button class="yq-btn yq-btn-icon yq-back" type="button" aria-label=${t('hours.monthBefore')} @click=${() => this.turn(-1)}>${icon('arrow-right')}</button><strong class="yq-month-name" aria-live="polite">${write_(`${this.month}-01`, {year: 'numeric', month: 'long'})}</strong>
        <button class="yq-btn yq-btn-icon" type="button" aria-label=${t('hours.monthAfter')} @click=${() => this.turn(1)}>${icon('arrow-right')}</button></div>
      ${choose(this, 'area', t('hours.allAreas'), (this.areas ?? []).map((a) => [a.code, nameOf(a)]))}${choose(this, 'division', t('hours.allPlaces'), (this.places ?? []).map((d) => [d.code, nameOf(d)]))}</div>`;
  }

  render() {
    if (this.problem && !this.rows) return failed(this.problem, () => this.load(), true);
    return html`${head(t('hours.everybody'), t(current().divisionCode ? 'hours.monthDistrict' : 'hours.monthIntro'), html`<a class="yq-btn" href="/desk/experts">${icon('users')}${t('desk.experts')}</a>`)}
      <section class="yq-card">${this.bar()}${!this.rows ? html`<div class="yq-pad">${skeleton(2)}</div>` : this.rows.length ? this.grid() : empty({picture: 'search', title: t('hours.noExperts'), text: t('list.widen'), action: html`<button class="yq-btn" type="button" @click=${() => this.narrow({area: '', division: ''})}>${t('list.all')}</button>`})}
        ${this.cut ? html`<p class="yq-pad yq-muted">${t('hours.cut', {n: MOST})}</p>` : nothing}</section>`;
  }
});
