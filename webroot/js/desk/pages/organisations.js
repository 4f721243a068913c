// Enterprises and providers of an administrator's district or of the city; what waits for a decision comes first.
import {define, html, nothing} from '../../base.js';
import {get} from '../../api.js';
import {need, t, when} from '../../i18n.js';
import {empty, failed} from '../../ui/yq-empty.js';
import {status} from '../../ui/yq-status.js';
import '../../ui/yq-table.js';
import {exportButton} from '../export.js';
import {ListPage, pager, search} from '../list.js';
import {dueCell} from '../next-step.js';
import {head} from '../parts.js';
import {placeOf} from '../places.js';
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
      {key: 'division', label: t('organisations.division'), side: true, cell: (o) => placeOf(o)},
      {key: 'state', label: t('orders.state'), cell: (o) => status('organisation', o.state)},
      {key: 'due', label: t('orders.due'), side: true, time: true, cell: dueCell},
      {key: 'created', label: t('organisations.created'), wide: true, time: true, cell: (o) => when(o.createdAt)}];
  }

  tab(state) {
    const here = (this.filter.state ?? '') === state;
    return html`<a href=${`/desk/organisations?state=${state}`} aria-current=${here ? 'page' : nothing} @click=${(e) => { e.preventDefault(); e.stopPropagation(); this.narrow({state}); }}>${state ? t(`state.organisation.${state}`) : t('orders.tab.all')}</a>`;
  }

  bar() {
    return html`${search(this, t('organisations.search'))}<select aria-label=${t('organisations.kind')} @change=${(e) => this.narrow({kind: e.target.value})}>${['', 'enterprise', 'provider'].map((kind) => html`<option value=${kind} ?selected=${(this.filter.kind ?? '') === kind}>${kind ? t(`organisations.${kind}`) : t('organisations.bothKinds')}</option>`)}</select>`;
  }

  none() {
    const waiting = this.filter.state === 'pending';
    return empty({picture: waiting ? 'done' : 'search', title: t(waiting ? 'organisations.noneWaiting' : 'organisations.none'), text: waiting ? '' : t('list.widen'),
      action: html`<button class="yq-btn" type="button" @click=${() => this.narrow({q: '', state: '', kind: ''})}>${t('list.all')}</button>`});
  }

  render() {
    if (this.problem && !this.rows) return failed(this.problem, () => this.load(), true);
    return html`${head(t('desk.organisations'), t('organisations.intro'), exportButton('organisations', this.query()))}${this.trouble()}
      <div class="yq-card"><nav class="yq-tabs" aria-label=${t('orders.byState')}>${['', ...STATES].map((state) => this.tab(state))}</nav>
        <yq-table name="organisations" .label=${t('desk.organisations')} .columns=${this.columns()} .rows=${this.rows} .bar=${this.bar()} .none=${this.rows?.length === 0 ? this.none() : ''}
          @yq-open=${(e) => go(`/desk/organisations/${e.detail.row.id}`)}></yq-table>${pager(this)}</div>`;
  }
});
