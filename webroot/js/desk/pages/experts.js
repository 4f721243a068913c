// Experts: what they are accredited for and until when, how much they have to do, when they go next.
import {define, html, icon, nothing} from '../../base.js';
import {get} from '../../api.js';
import {dateTime, nameOf, need, number, t} from '../../i18n.js';
import {divisions} from '../../ref.js';
import {is} from '../../session.js';
import {empty, failed} from '../../ui/yq-empty.js';
import {status} from '../../ui/yq-status.js';
import '../../ui/yq-table.js';
import {areaChips, standing, types} from '../diagnosis-words.js';
import {ListPage, choose, pager, search, tabs} from '../list.js';
import {head} from '../parts.js';
import {go, rules} from '../router.js';

await Promise.all([need('diagnosis.'), rules('diagnosis')]);

define('yq-experts', class extends ListPage {
  static properties = {...ListPage.properties, areas: {state: true}, places: {state: true}};

  query() {
    const {q, area, division, expiring} = this.filter;
    return {q, area, division, expiring};
  }

  fetch(query) { return get('/api/experts', query); }

  async around() {
    const [known, places] = await Promise.all([types(), divisions()]);
    this.set({areas: known.areas, places});
  }

  columns() {
    const names = new Map((this.areas ?? []).map((a) => [a.code, nameOf(a)]));
    return [
      {key: 'name', label: t('experts.name'), first: true, fixed: true, cell: (e) => html`<a href="/desk/experts/${e.id}">${e.name}</a><span class="yq-sub">${[e.title, e.employer].filter(Boolean).join(' · ')}</span>`},
      {key: 'areas', label: t('experts.areas'), first: true, cell: (e) => areaChips(e.accreditations, names)},
      {key: 'base', label: t('experts.base'), time: true, cell: (e) => e.base.name},
      {key: 'load', label: t('experts.load'), num: true, cell: (e) => t('experts.visits', {n: number(e.load)})},
      {key: 'next', label: t('experts.next'), time: true, cell: (e) => (e.nextAt ? dateTime(e.nextAt) : html`<span class="yq-muted">${t('experts.noNext')}</span>`)},
      {key: 'state', label: t('orders.state'), side: true, cell: (e) => status('expert', standing(e))}];
  }

  bar() {
    return html`${search(this, t('experts.search'))}${choose(this, 'area', t('experts.allAreas'), (this.areas ?? []).map((a) => [a.code, nameOf(a)]))}
      ${choose(this, 'division', t('experts.allPlaces'), (this.places ?? []).map((d) => [d.code, nameOf(d)]))}`;
  }

  none() {
    const waiting = this.filter.expiring === 'true';
    return empty({picture: waiting ? 'done' : 'search', title: t(waiting ? 'experts.noneExpiring' : 'experts.none'), text: waiting ? '' : t('list.widen'),
      action: html`<button class="yq-btn" type="button" @click=${() => this.narrow({q: '', area: '', division: '', expiring: ''})}>${t('list.all')}</button>`});
  }

  render() {
    if (this.problem && !this.rows) return failed(this.problem, () => this.load(), true);
    const actions = html`<a class="yq-btn" href="/desk/experts/calendar">${icon('calendar')}${t('experts.calendar')}</a>${is('city-admin') ? html`<a class="yq-btn yq-btn-primary" href="/desk/experts/new">${icon('plus')}${t('expertForm.new')}</a>` : nothing}`;
    return html`${head(t('desk.experts'), t('experts.intro'), actions)}${this.trouble()}
      <div class="yq-card">${tabs(this, 'expiring', t('experts.byExpiry'), [['', t('list.all')], ['true', t('experts.expiring')]])}
        <yq-table name="experts" .label=${t('desk.experts')} .columns=${this.columns()} .rows=${this.rows} .bar=${this.bar()} .none=${this.rows?.length === 0 ? this.none() : ''} @yq-open=${(e) => go(`/desk/experts/${e.detail.row.id}`)}></yq-table>${pager(this)}</div>`;
  }
});
