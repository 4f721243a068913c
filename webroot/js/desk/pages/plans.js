// Plans of all enterprises: those one looks after, those nobody looks after yet, and who looks after how many.
import {define, html, icon, nothing} from '../../base.js';
import {get} from '../../api.js';
import {need, number, t, when} from '../../i18n.js';
import {is} from '../../session.js';
import {empty, failed} from '../../ui/yq-empty.js';
import '../../ui/yq-table.js';
import {link} from '../../url.js';
import {ListPage, choose, pager, search} from '../list.js';
import {head} from '../parts.js';
import {placeOf} from '../places.js';
import '../plan-forms.js';
import {go} from '../router.js';

await need('plan.');

define('yq-plans', class extends ListPage {
  static properties = {form: {state: true}, people: {state: true}};
  topics = ['plan', 'action'];

  query() {
    const {q, mine, unassigned, specialist} = this.filter;
    return {q, mine, unassigned, specialist};
  }

  fetch(query) { return get('/api/plans', query); }

  async around() { this.people ??= (await get('/api/specialists')).items; }

  get may() { return is('district-admin', 'city-admin'); }

  columns() {
    const assign = (row) => html`<button class="yq-btn yq-btn-sm" type="button" @click=${() => { this.form = {kind: 'specialist', enterprise: row, specialist: row.specialist}; }}>${icon('user-plus')}${t('plan.assign')}<span class="yq-hide">${row.name}</span></button>`;
    return [
      {key: 'name', label: t('visit.enterprise'), first: true, fixed: true, cell: (row) => html`<a href="/desk/plans/${row.id}">${row.name}</a><span class="yq-sub">${placeOf(row)}</span>`},
      {key: 'specialist', label: t('specialist.one'), cell: (row) => row.specialist?.name ?? (this.may ? assign(row) : html`<span class="yq-muted">${t('plan.nobodyShort')}</span>`)},
      {key: 'actions', label: t('plan.open'), side: true, cell: (row) => html`${row.openActions ? t('plan.openN', {n: number(row.openActions)}) : ''}${row.overdueActions ? html`<span class="yq-sub"><span class="yq-bad">${t('plan.overdue', {n: row.overdueActions})}</span></span>` : nothing}`},
      {key: 'visited', label: t('plan.visited'), wide: true, time: true, cell: (row) => when(row.visitedAt)},
      {key: 'contacted', label: t('plan.contacted'), wide: true, time: true, cell: (row) => (row.contactedAt ? when(row.contactedAt) : html`<span class="yq-muted">${t('plan.never')}</span>`)}];
  }

  tab(label, change) {
    const f = this.filter;
    const here = ['mine', 'unassigned'].every((name) => (f[name] ?? '') === change[name]);
    return html`<a href=${link('/desk/plans', {...f, ...change})} aria-current=${here ? 'page' : nothing} @click=${(e) => { e.preventDefault(); e.stopPropagation(); this.narrow({...change, specialist: ''}); }}>${label}</a>`;
  }

  none() {
    const f = this.filter;
    return empty({picture: f.unassigned ? 'done' : 'search', title: t(f.unassigned ? 'plans.noneUnassigned' : f.mine ? 'plans.noneMine' : 'plans.none'), text: t('list.widen'),
      action: html`<button class="yq-btn" type="button" @click=${() => this.narrow({q: '', mine: '', unassigned: '', specialist: ''})}>${t('list.all')}</button>`});
  }

  render() {
    if (this.problem && !this.rows) return failed(this.problem, () => this.load(), true);
    return html`${head(t('desk.plans'), t('plans.intro'), html`<a class="yq-btn" href="/desk/specialists">${icon('users')}${t('desk.specialists')}</a>`)}${this.trouble()}
      <div class="yq-card"><nav class="yq-tabs" aria-label=${t('plans.which')}>${this.tab(t('list.all'), {mine: '', unassigned: ''})}${this.may ? this.tab(t('plans.mine'), {mine: 'true', unassigned: ''}) : nothing}${this.tab(t('plans.unassigned'), {mine: '', unassigned: 'true'})}</nav>
        <yq-table name="plans" .label=${t('desk.plans')} .columns=${this.columns()} .rows=${this.rows} .none=${this.rows?.length === 0 ? this.none() : nothing}
          .bar=${html`${search(this, t('plans.search'))}${this.filter.mine ? nothing : choose(this, 'specialist', t('plans.allSpecialists'), (this.people ?? []).map((s) => [s.id, s.name]))}`} @yq-open=${(e) => go(`/desk/plans/${e.detail.row.id}`)}></yq-table>${pager(this)}</div>
      <yq-plan-form .form=${this.form} @yq-gone=${() => { this.form = null; }} @yq-saved=${() => { this.form = null; this.people = null; this.load(); }}></yq-plan-form>`;
  }
});
