// The tables that were exported: how far each is, and its file for as long as it is kept.
import {define, html, icon} from '../../base.js';
import {download, get} from '../../api.js';
import {date, dateTime, need, number, t} from '../../i18n.js';
import {empty, explain, failed} from '../../ui/yq-empty.js';
import {status} from '../../ui/yq-status.js';
import '../../ui/yq-table.js';
import {toast} from '../../ui/yq-toast.js';
import {ListPage, pager} from '../list.js';
import {head} from '../parts.js';

await need('own.');

define('yq-exchange', class extends ListPage {
  static properties = {...ListPage.properties, fetching: {state: true}};
  topics = ['job'];

  fetch({limit, after}) { return get('/api/exports', {limit, after}); }

  updated() {
    // how far a running one is has to be asked for
    clearTimeout(this.again);
    if (this.rows?.some((job) => job.state === 'running')) this.again = setTimeout(() => this.load(), 1500);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.again);
  }

  async save(job) {
    this.fetching = job.id;
    try {
      await download(`/api/exports/${job.id}/file`, job.file);
    } catch (problem) {
      toast(explain(problem).title);
      this.load();
    }
    this.fetching = null;
  }

  /** The file, or why there is none. */
  file(job) {
    if (job.state === 'running') return html`<span class="yq-muted">${t('export.soFar', {n: number(job.rows ?? 0)})}</span>`;
    if (job.state === 'failed') return html`<span class="yq-bad">${job.failure?.detail}</span>`;
    return html`<button class="yq-btn yq-btn-sm" type="button" aria-label=${t('export.downloadOne', {name: job.file})} aria-busy=${this.fetching === job.id} ?disabled=${this.fetching === job.id} @click=${() => this.save(job)}>${icon('download')}${t('export.download')}</button>
      <span class="yq-sub">${t('export.until', {date: date(job.expiresAt)})}</span>`;
  }

  columns() {
    return [
      {key: 'list', label: t('export.list'), first: true, cell: (job) => html`${t(`export.list.${job.list}`)}<span class="yq-sub">${job.file ?? ''}</span>`},
      {key: 'created', label: t('payments.at'), time: true, cell: (job) => dateTime(job.createdAt)},
      {key: 'state', label: t('orders.state'), cell: (job) => status('job', job.state)},
      {key: 'rows', label: t('export.rows'), num: true, wide: true, cell: (job) => (job.state === 'done' ? number(job.rows ?? 0) : '—')},
      {key: 'file', label: t('export.file'), side: true, cell: (job) => this.file(job)}];
  }

  render() {
    if (this.problem && !this.rows) return failed(this.problem, () => this.load(), true);
    return html`${head(t('desk.exchange'), t('export.intro'))}${this.trouble()}
      <div class="yq-card"><yq-table .label=${t('desk.exchange')} .columns=${this.columns()} .rows=${this.rows} .none=${empty({picture: 'list', title: t('export.none'), text: t('export.noneText')})}
        @yq-open=${(e) => { if (e.detail.row.state === 'done') this.save(e.detail.row); }}></yq-table>${pager(this)}</div>`;
  }
});
