// Enterprises and providers of an administrator's district or of the city; what waits for a decision comes first.
import {html, define, nothing} from '../../base.js';
import {get} from '../../api.js';
import {due, need, t, when} from '../../i18n.js';
import {empty, failed, skeleton} from '../../ui/yq-empty.js';
import '../../ui/yq-pager.js';
import {status} from '../../ui/yq-status.js';
import '../../ui/yq-table.js';
import {exportButton} from '../export.js';
import {ListPage} from '../list.js';
import {go} from '../router.js';

await need('organisation.');

const STATES = ['pending', 'active', 'unconfirmed', 'suspended', 'rejected'];

define('yq-organisations', class extends ListPage {
  topics = ['organisation'];

  query() {
    const {q, state, kind} = this.filter;
    return {q, state, kind};
  }

  fetch(query) { return get('/api/organisations', query); }

  columns() {
    return [
      {key: 'name', label: t('organisations.name'), first: true, fixed: true, cell: (o) => html`<a href="/desk/organisations/${o.id}">${o.name}</a><span class="yq-sub">${o.creditCode}</span>`},
      {key: 'kind', label: t('organisations.kind'), cell: (o) => t(`organisations.${o.kind}`)},
      {key: 'division', label: t('organisations.division'), cell: (o) => o.divisionName},
      {key: 'state', label: t('orders.state'), side: true, cell: (o) => status('organisation', o.state)},
      {key: 'due', label: t('orders.due'), cell: (o) => (o.dueAt ? html`<span class=${o.overdue ? 'yq-bad' : ''}>${due(o.dueAt)}</span>` : '—')},
      {key: 'created', label: t('organisations.created'), wide: true, cell: (o) => when(o.createdAt)}];
  }

  tab(state) {
    const here = (this.filter.state ?? '') === state;
    return html`<a href=${`/desk/organisations?state=${state}`} aria-current=${here ? 'page' : nothing} @click=${(e) => { e.preventDefault(); e.stopPropagation(); this.narrow({state}); }}>${state ? t(`state.organisation.${state}`) : t('orders.tab.all')}</a>`;
  }

  render() {
    if (this.problem) return failed(this.problem, () => this.load(), true);
    return html`<div class="yq-page-head"><div><h1 tabindex="-1">${t('desk.organisations')}</h1><p>${t('organisations.intro')}</p></div>${exportButton('organisations', this.query())}</div>
      <div class="yq-card"><nav class="yq-tabs" aria-label=${t('orders.byState')}>${['', ...STATES].map((state) => this.tab(state))}</nav>
        <div class="yq-toolbar"><input type="search" aria-label=${t('organisations.search')} placeholder=${t('organisations.search')} maxlength="100" .value=${this.filter.q ?? ''} @change=${(e) => this.narrow({q: e.target.value.trim()})}>
          <select aria-label=${t('organisations.kind')} @change=${(e) => this.narrow({kind: e.target.value})}>${['', 'enterprise', 'provider'].map((kind) => html`<option value=${kind} ?selected=${(this.filter.kind ?? '') === kind}>${kind ? t(`organisations.${kind}`) : t('organisations.bothKinds')}</option>`)}</select></div>
        ${!this.rows ? skeleton(3) : this.rows.length ? html`<yq-table name="organisations" .label=${t('desk.organisations')} .columns=${this.columns()} .rows=${this.rows} @yq-open=${(e) => go(`/desk/organisations/${e.detail.row.id}`)}></yq-table>
          <yq-pager .shown=${this.rows.length} ?more=${!!this.next} ?busy=${this.busy} @yq-more=${() => this.more()}></yq-pager>`
        : empty({picture: this.filter.state === 'pending' ? 'done' : 'search', title: t(this.filter.state === 'pending' ? 'organisations.noneWaiting' : 'organisations.none')})}</div>`;
  }
});
