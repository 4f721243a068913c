// What a year's visits come to: whom they reach, how long enterprises wait, who was absent, and what followed.
import {El, define, html, nothing} from '../../base.js';
import {get} from '../../api.js';
import {listed, nameOf, need, number, percent, t} from '../../i18n.js';
import {today} from '../../dates.js';
import {divisions} from '../../ref.js';
import {is} from '../../session.js';
import {empty, failed, skeleton} from '../../ui/yq-empty.js';
import {onBack, read, write} from '../../url.js';
import {bars, columns, dataTable} from '../charts.js';
import {choose} from '../list.js';
import {head} from '../parts.js';
import {placeOf} from '../places.js';
import {rules} from '../router.js';

await Promise.all([need('diagnosis.'), rules('diagnosis')]);

const sum = (rows, of) => rows.reduce((all, row) => all + of(row), 0);
const share = (part, whole) => (whole ? percent(10 * Math.round((1000 * part) / whole)) : '—');
const days = (n) => (n === null ? '—' : t('coverage.days', {n: number(n)}));

define('yq-coverage', class extends El {
  static properties = {it: {state: true}, places: {state: true}, filter: {state: true}, problem: {state: true}};

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

  narrow(change) {
    this.filter = {...this.filter, ...change};
    write(this.filter);
    this.load();
  }

  async load() {
    this.problem = null;
    try {
      const [it, places] = await Promise.all([get('/api/diagnosis/coverage', this.filter), is('district-admin') ? [] : divisions()]);
      this.set({it, places});
    } catch (problem) {
      this.problem = problem;
    }
  }

  bar() {
    const year = Number(today().slice(0, 4));
    return html`<select aria-label=${t('coverage.year')} @change=${(e) => this.narrow({year: e.target.value})}>${[0, 1, 2, 3].map((n) => html`<option value=${year - n} ?selected=${this.it?.year === year - n}>${t('coverage.yearOf', {year: year - n})}</option>`)}</select>
      ${this.places?.length ? choose(this, 'division', t('coverage.wholeCity'), this.places.map((d) => [d.code, nameOf(d)])) : nothing}`;
  }

  kpi(n, word) { return html`<div class="yq-card yq-kpi"><div class="yq-figure">${n}</div><span>${word}</span></div>`; }

  kpis(rows, waiting) {
    const {effect} = this.it;
    return html`<div class="yq-kpis">${this.kpi(share(sum(rows, (d) => d.visited), sum(rows, (d) => d.enterprises)), t('coverage.share'))}${this.kpi(number(sum(rows, (d) => d.done)), t('coverage.done'))}${this.kpi(number(sum(rows, (d) => d.ahead)), t('coverage.ahead'))}
      ${this.kpi(days(waiting), t('coverage.waiting'))}${this.kpi(number(sum(rows, (d) => d.missed + d.expertMissed)), t('coverage.absent'))}${this.kpi(share(effect.done, effect.actions), t('coverage.actionsDone'))}</div>`;
  }

  reach(rows) {
    const reached = rows.filter((d) => d.visited).sort((a, b) => b.visited / (b.enterprises || 1) - a.visited / (a.enterprises || 1));
    const left = rows.filter((d) => !d.visited);
    const title = t('coverage.reachTitle', {n: reached.length, all: rows.length});
    return html`<section class="yq-card yq-pad yq-stack"><h2 class="yq-h">${title}</h2>
      ${bars(title, reached.map((d) => ({name: d.name, value: d.visited, of: d.enterprises, text: t('coverage.ofAll', {n: number(d.visited), all: number(d.enterprises), share: share(d.visited, d.enterprises)})})), [t('coverage.division'), t('coverage.visited')])}
      ${left.length ? html`<p class="yq-muted yq-small">${t('coverage.left', {n: left.length, names: listed(left.map((d) => d.name))})}</p>` : nothing}
      ${dataTable(title, ['division', 'enterprises', 'experts', 'visited', 'done', 'ahead', 'waitingDays', 'cancelled', 'late', 'missed', 'expertMissed', 'expired'].map((key) => t(`coverage.${key}`)),
    rows.map((d) => [d.name, ...[d.enterprises, d.experts, d.visited, d.done, d.ahead].map(number), d.waitingDays === null ? '—' : number(d.waitingDays), ...[d.cancelled, d.cancelledLate, d.missed, d.expertMissed, d.expired].map(number)]))}</section>`;
  }

  waits(rows, waiting) {
    const waited = rows.filter((d) => d.waitingDays !== null).sort((a, b) => b.waitingDays - a.waitingDays);
    if (!waited.length) return nothing;
    const title = t('coverage.waitTitle', {n: number(waiting), longest: waited[0].name});
    return html`<section class="yq-card yq-pad yq-stack"><h2 class="yq-h">${title}</h2>${bars(title, waited.map((d) => ({name: d.name, value: d.waitingDays, text: days(d.waitingDays), look: d.waitingDays > 1.5 * waiting ? 'yq-much' : ''})), [t('coverage.division'), t('coverage.waitingDays')])}</section>`;
  }

  losses(rows) {
    const parts = ['cancelled', 'missed', 'expertMissed', 'expired'].map((key) => ({name: t(`coverage.${key}`), value: sum(rows, (d) => d[key]), look: key === 'expertMissed' ? 'yq-much' : ''}));
    const late = sum(rows, (d) => d.cancelledLate);
    const title = t('coverage.lossTitle', {n: number(sum(parts, (p) => p.value))});
    return html`<section class="yq-card yq-pad yq-stack"><h2 class="yq-h">${title}</h2>${bars(title, parts, [t('coverage.end'), t('coverage.count')])}<p class="yq-muted yq-small">${t('coverage.lateOf', {n: number(late)})}</p></section>`;
  }

  effect() {
    const e = this.it.effect;
    const open = e.actions - e.done - e.dropped;
    const title = e.actions ? t('coverage.effectTitle', {n: number(e.actions), share: share(e.done, e.actions)}) : t('coverage.noEffect');
    const rows = [['actions', e.actions, 'yq-pale'], ['doneActions', e.done, ''], ['openActions', open, ''], ['overdue', e.overdue, 'yq-much'], ['dropped', e.dropped, 'yq-pale'], ['orders', e.orders, '']];
    return html`<section class="yq-card yq-pad yq-stack"><h2 class="yq-h">${title}</h2>${bars(title, rows.map(([key, value, look]) => ({name: t(`coverage.${key}`), value, look})), [t('coverage.what'), t('coverage.count')])}<p class="yq-muted yq-small">${t('coverage.effectNote')}</p></section>`;
  }

  shares() {
    const some = this.it.experts.filter((x) => x.visits).slice(0, 12);
    if (!some.length) return nothing;
    const title = t('coverage.expertTitle', {n: this.it.experts.length});
    return html`<section class="yq-card yq-pad yq-stack"><h2 class="yq-h">${title}</h2>${bars(title, some.map((x) => ({name: html`<a href="/desk/experts/${x.id}">${x.name}</a>`, value: x.visits, text: t('coverage.visitsWeight', {n: number(x.visits), w: x.weight})})), [t('coverage.expert'), t('coverage.visits')])}
      ${dataTable(title, ['expert', 'weight', 'visits'].map((key) => t(`coverage.${key}`)), this.it.experts.map((x) => [x.name, x.weight, number(x.visits)]))}</section>`;
  }

  render() {
    if (this.problem && !this.it) return failed(this.problem, () => this.load(), true);
    if (!this.it) return skeleton(3);
    const rows = this.it.divisions.map((d) => ({...d, name: placeOf({divisionCode: d.code, divisionName: d.name})}));
    const done = sum(rows, (d) => d.done);
    const waiting = done ? Math.round((10 * sum(rows, (d) => (d.waitingDays ?? 0) * d.done)) / done) / 10 : null;
    const any = this.it.months.length > 0;
    const booked = sum(this.it.months, (m) => m.booked);
    const title = t('coverage.monthTitle', {n: number(booked), done: number(sum(this.it.months, (m) => m.done))});
    return html`${head(t('desk.coverage'), t('coverage.intro'), this.bar())}
      ${any ? html`${this.kpis(rows, waiting)}<div class="yq-charts"><section class="yq-card yq-pad yq-stack yq-chart-wide"><h2 class="yq-h">${title}</h2>${columns(title, this.it.months, [[t('coverage.booked'), 'yq-pale', (m) => m.booked], [t('coverage.done'), 'yq-full', (m) => m.done]])}</section>
        ${this.reach(rows)}<div class="yq-stack">${this.losses(rows)}${this.effect()}</div>${this.waits(rows, waiting)}${this.shares()}</div><p class="yq-muted yq-small yq-source">${t('coverage.source', {year: this.it.year})}</p>`
    : html`<div class="yq-card">${empty({picture: 'list', title: t('coverage.none', {year: this.it.year}), text: t('coverage.noneText')})}</div>`}`;
  }
});
