// The tables that were exported: how far each is, and its file.
import {html, define, icon} from '../../base.js';
import {download, get} from '../../api.js';
import {dateTime, need, number, t} from '../../i18n.js';
import {empty, failed, skeleton} from '../../ui/yq-empty.js';
import {status} from '../../ui/yq-status.js';
import '../../ui/yq-table.js';
import {ListPage} from '../list.js';

await need('own.');

define('yq-exchange', class extends ListPage {
  topics = ['job', 'notice'];

  fetch({limit, after}) { return get('/api/exports', {limit, after}); }

  updated() {
    // a running job is short: look again until it is done
    clearTimeout(this.again);
    if (this.rows?.some((job) => job.state === 'running')) this.again = setTimeout(() => this.load(), 1500);
  }

  columns() {
    return [
      {key: 'list', label: t('export.list'), first: true, cell: (job) => t(`export.list.${job.list}`)},
      {key: 'state', label: t('orders.state'), side: true, cell: (job) => status('job', job.state)},
      {key: 'rows', label: t('export.rows'), num: true, cell: (job) => number(job.rows ?? 0)},
      {key: 'created', label: t('payments.at'), cell: (job) => dateTime(job.createdAt)},
      {key: 'file', label: t('export.file'), cell: (job) => (job.state === 'done' ? html`<button class="yq-btn yq-btn-sm" type="button" @click=${() => download(`/api/exports/${job.id}/file`, `${t(`export.list.${job.list}`)}.xlsx`)}>${icon('download')}${t('export.download')}</button>` : '—')}];
  }

  render() {
    if (this.problem) return failed(this.problem, () => this.load(), true);
    return html`<div class="yq-page-head"><div><h1 tabindex="-1">${t('desk.exchange')}</h1><p>${t('export.intro')}</p></div></div>
      <div class="yq-card">${!this.rows ? skeleton(2) : this.rows.length ? html`<yq-table .label=${t('desk.exchange')} .columns=${this.columns()} .rows=${this.rows}></yq-table>` : empty({picture: 'list', title: t('export.none'), text: t('export.noneText')})}</div>`;
  }
});
