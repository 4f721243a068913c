// Imports: the template, the upload that is checked first, and what was imported before.
import {define, html, icon, nothing} from '../../base.js';
import {download, get, newKey, request} from '../../api.js';
import {dateTime, need, number, t} from '../../i18n.js';
import {is} from '../../session.js';
import {empty, explain, failed, skeleton} from '../../ui/yq-empty.js';
import {status} from '../../ui/yq-status.js';
import '../../ui/yq-table.js';
import {toast} from '../../ui/yq-toast.js';
import '../../ui/yq-upload.js';
import {importState, moving} from '../import-state.js';
import {ListPage, pager, tabs} from '../list.js';
import {head} from '../parts.js';
import {go} from '../router.js';

await Promise.all(['imports.', 'own.'].map(need));

const LIMIT = 20 * 1024 * 1024;

define('yq-imports', class extends ListPage {
  static properties = {...ListPage.properties, fetching: {state: true}};
  topics = ['job'];

  query() { return {}; }

  fetch(query) { return get('/api/imports', query); }

  updated() {
    clearTimeout(this.again);
    if (this.rows?.some(moving)) this.again = setTimeout(() => this.load(), 1500);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.again);
  }

  get kinds() { return is('provider') ? ['listings'] : is('city-admin') ? ['enterprises', 'travel-times'] : ['enterprises']; }

  get kind() { return this.kinds.includes(this.filter.kind) ? this.filter.kind : this.kinds[0]; }

  async template() {
    this.fetching = true;
    try {
      await download(`/api/imports/templates/${this.kind}.xlsx`, `${t(`imports.template.${this.kind}`)}.xlsx`);
    } catch (problem) {
      toast(explain(problem).title);
    }
    this.fetching = false;
  }

  /** Sent as it is; the check begins at once, and the page of this import shows it. */
  async send(file) {
    const job = await request('POST', '/api/imports', {query: {kind: this.kind, name: file.name.slice(-120)}, raw: file, key: newKey()});
    go(`/desk/imports/${job.id}`);
    return job;
  }

  columns() {
    return [
      {key: 'name', label: t('imports.file'), first: true, fixed: true, cell: (job) => html`<a href="/desk/imports/${job.id}">${job.name}</a><span class="yq-sub">${t(`imports.kind.${job.kind}`)}</span>`},
      {key: 'created', label: t('payments.at'), cell: (job) => dateTime(job.createdAt)},
      {key: 'state', label: t('orders.state'), side: true, cell: (job) => status('job', importState(job))},
      {key: 'rows', label: t('export.rows'), num: true, wide: true, cell: (job) => (job.rows === null ? '—' : number(job.rows))},
      {key: 'problems', label: t('imports.problems'), num: true, wide: true, cell: (job) => number(job.problemCount)}];
  }

  past() {
    if (!this.rows) return skeleton(2);
    if (!this.rows.length) return empty({picture: 'list', title: t('imports.none'), text: t('imports.noneText')});
    return html`<yq-table name="imports" .label=${t('imports.past')} .columns=${this.columns()} .rows=${this.rows} @yq-open=${(e) => go(`/desk/imports/${e.detail.row.id}`)}></yq-table>${pager(this)}`;
  }

  render() {
    if (this.problem) return failed(this.problem, () => this.load(), true);
    return html`${head(t('desk.imports'), t(`imports.intro.${this.kind}`))}
      <section class="yq-card yq-below">${this.kinds.length > 1 ? tabs(this, 'kind', t('imports.kinds'), this.kinds.map((kind, i) => [i ? kind : '', t(`imports.kind.${kind}`)])) : nothing}<div class="yq-pad yq-import"><div><h2 class="yq-h">${t('imports.step1')}</h2><p class="yq-muted">${t('imports.step1Text')}</p>
          <button class="yq-btn" type="button" aria-busy=${!!this.fetching} ?disabled=${this.fetching} @click=${() => this.template()}>${icon('download')}${t('imports.getTemplate')}</button></div>
        <div><h2 class="yq-h">${t('imports.step2')}</h2><p class="yq-muted">${t('imports.step2Text')}</p>
          <yq-upload .label=${t('imports.choose')} .hint=${t('imports.limits')} .accept=${'.xlsx'} .limit=${LIMIT} .max=${1} single .value=${[]} .send=${(file) => this.send(file)}></yq-upload></div></div></section>
      <section class="yq-card"><h2 class="yq-h yq-pad yq-flat">${t('imports.past')}</h2>${this.past()}</section>`;
  }
});
