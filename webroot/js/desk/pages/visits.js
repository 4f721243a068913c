// Visits: tabs by state with counts, what waits for the reader first of all; the address is the state of the list.
import {define, html, icon, nothing} from '../../base.js';
import {get} from '../../api.js';
import {endOf, startOf} from '../../dates.js';
import {listed, nameOf, need, number, t} from '../../i18n.js';
import {is} from '../../session.js';
import {link} from '../../url.js';
import {empty, failed} from '../../ui/yq-empty.js';
import {status} from '../../ui/yq-status.js';
import '../../ui/yq-table.js';
import {catalogue, dayWords, moment, spanWords} from '../visit-facts.js';
import {exportButton} from '../export.js';
import {ListPage, choose, pager, search} from '../list.js';
import {dueCell} from '../next-step.js';
import {head} from '../parts.js';
import {placeOf} from '../places.js';
import {go} from '../router.js';
import '../waiting.js';

await need('visit.');

const CLEAR = {q: '', state: '', waiting: '', type: '', from: '', to: '', expert: '', enterprise: '', programme: '', budget: '', money: ''};
/** tab → the states behind it */
const TABS = {requested: 'requested', confirmed: 'confirmed', running: 'in-progress,reporting', reported: 'reported', completed: 'completed', closed: 'cancelled,expired,missed,expert-missed'};

define('yq-visits', class extends ListPage {
  static properties = {counts: {state: true}, known: {state: true}};
  topics = ['visit'];

  query() {
    const {q, state, waiting, type, expert, enterprise, programme, budget, money, sort, from, to} = this.filter;
    return {q, waiting, type, expert, enterprise, programme, budget, money, sort: sort ?? 'newest', state: state ? TABS[state] ?? state : undefined, from: startOf(from), to: endOf(to)};
  }

  fetch(query) { return get('/api/visits', query); }

  async around() {
    const [counts, known] = await Promise.all([get('/api/visits/counts'), catalogue()]);
    this.set({counts, known});
  }

  columns() {
    return [
      {key: 'type', label: t('visit.visit'), first: true, fixed: true, cell: (v) => html`<a href="/desk/visits/${v.id}">${nameOf(v.type)}</a><span class="yq-sub">${v.number}</span>`},
      ...(is('enterprise') ? [] : [{key: 'enterprise', label: t('visit.enterprise'), first: true, cell: (v) => html`${v.enterprise.name}<span class="yq-sub">${placeOf(v.site)}</span>`}]),
      {key: 'time', label: t('visit.time'), sort: 'start', cell: (v) => html`<span class="yq-nowrap">${spanWords(v.from, v.to)}</span>`},
      {key: 'team', label: t('visit.team'), wide: is('expert'), cell: (v) => listed(v.team.map((one) => one.name))},
      {key: 'state', label: t('orders.state'), side: true, cell: (v) => status('visit', v.state)},
      {key: 'due', label: t('orders.due'), side: true, time: true, cell: dueCell}];
  }

  tab(name, label, n, change) {
    const f = this.filter;
    const here = name === 'waiting' ? f.waiting === 'true' : !f.waiting && (f.state ?? '') === name;
    return html`<a href=${link('/desk/visits', {...f, ...change})} aria-current=${here ? 'page' : nothing} @click=${(e) => { e.preventDefault(); e.stopPropagation(); this.narrow(change); }}>${label}${n === null ? nothing : html` <span class="yq-num">${number(n)}</span>`}</a>`;
  }

  tabs() {
    const c = this.counts;
    const count = (states) => states.split(',').reduce((sum, state) => sum + (c.byState[state] ?? 0), 0);
    return html`<nav class="yq-tabs" aria-label=${t('orders.byState')}>
      ${is('auditor') ? nothing : this.tab('waiting', t('visits.waiting'), c?.waiting ?? null, {waiting: 'true', state: ''})}${this.tab('', t('orders.tab.all'), null, {waiting: '', state: ''})}
      ${Object.entries(TABS).map(([name, states]) => this.tab(name, t(`visits.tab.${name}`), c ? count(states) : null, {waiting: '', state: name}))}</nav>`;
  }

  bar() {
    const f = this.filter;
    const day = (name, label) => html`<label class="yq-inline"><span>${t(label)}</span><input type="date" .value=${f[name] ?? ''} @change=${(e) => this.narrow({[name]: e.target.value})}></label>`;
    return html`${search(this, t('visits.search'))}<div class="yq-row yq-filters">${choose(this, 'type', t('visits.allTypes'), (this.known?.types ?? []).map((type) => [type.code, nameOf(type)]))}${day('from', 'visits.from')}${day('to', 'visits.to')}</div>${f.budget ? html`<button class="yq-btn yq-btn-sm" type="button" @click=${() => this.narrow({budget: '', money: ''})}>${icon('x')}${t(`visits.ofBudget.${f.money || 'all'}`)}</button>` : nothing}`;
  }

  book() { return is('enterprise') ? html`<a class="yq-btn yq-btn-primary" href="/desk/diagnosis">${icon('stethoscope')}${t('desk.diagnosis')}</a>` : nothing; }

  none() {
    const f = this.filter;
    if (!f.waiting && !Object.keys(CLEAR).some((name) => f[name])) return empty({picture: 'list', title: t('visits.none'), text: t(is('enterprise') ? 'visits.noneEnterprise' : 'visits.noneText'), action: this.book()});
    return empty({picture: f.waiting ? 'done' : 'search', title: t(f.waiting ? 'visits.noneWaiting' : 'visits.noneFound'), text: this.counts?.nextAt ? t('visits.next', {when: moment(this.counts.nextAt)}) : t('list.widen'),
      action: html`<button class="yq-btn" type="button" @click=${() => this.narrow(CLEAR)}>${t('list.all')}</button>`});
  }

  render() {
    if (this.problem && !this.rows) return failed(this.problem, () => this.load(), true);
    const c = this.counts;
    const words = c && [is('auditor') ? '' : t('visits.summary', {waiting: number(c.waiting), overdue: number(c.overdue)}), c.today ? t('visits.today', {n: number(c.today)}) : '', c.nextAt ? t('visits.next', {when: dayWords(c.nextAt)}) : ''].filter(Boolean).join(' · ');
    return html`${head(t('desk.visits'), words ?? '\u00a0', html`${exportButton('visits', this.query())}${this.book()}`)}${this.trouble()}${is('enterprise') ? html`<yq-waiting></yq-waiting>` : nothing}
      <div class="yq-card">${this.tabs()}<yq-table name="visits" .label=${t('desk.visits')} .columns=${this.columns()} .rows=${this.rows} .sort=${this.filter.sort ?? 'newest'} .bar=${this.bar()} .none=${this.rows?.length === 0 ? this.none() : nothing}
        @yq-open=${(e) => go(`/desk/visits/${e.detail.row.id}`)} @yq-sort=${(e) => this.narrow({sort: this.filter.sort === e.detail.sort ? '' : e.detail.sort})}></yq-table>${pager(this)}</div>`;
  }
});
