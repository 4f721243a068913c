// Who signed in, or tried to: when, from where, with what.
import {define, html} from '../../base.js';
import {get} from '../../api.js';
import {endOf, startOf} from '../../dates.js';
import {dateTime, need, t} from '../../i18n.js';
import {empty, failed, skeleton} from '../../ui/yq-empty.js';
import {states, status} from '../../ui/yq-status.js';
import '../../ui/yq-table.js';
import {deviceName} from '../devices.js';
import {exportButton} from '../export.js';
import {ListPage, choose, pager} from '../list.js';
import {head} from '../parts.js';

await need('records.');

define('yq-sign-ins', class extends ListPage {
  size = 50;

  fetch(query) { return get('/api/sign-ins', query); }

  query() {
    const {account, outcome, from, to} = this.filter;
    return {account, outcome, from: startOf(from), to: endOf(to)};
  }

  columns() {
    return [
      {key: 'account', label: t('signIns.account'), first: true, fixed: true, cell: (s) => html`<a href="/desk/sign-ins?account=${encodeURIComponent(s.username)}" @click=${(e) => { e.preventDefault(); e.stopPropagation(); this.narrow({account: s.username}); }}>${s.username}</a>`},
      {key: 'at', label: t('signIns.at'), cell: (s) => html`<span class="yq-nowrap">${dateTime(s.at)}</span>`},
      {key: 'outcome', label: t('signIns.outcome'), side: true, cell: (s) => status('sign-in', s.outcome)},
      {key: 'address', label: t('signIns.address'), cell: (s) => html`<span class="yq-num">${s.address ?? '—'}</span>`},
      {key: 'device', label: t('signIns.device'), first: true, cell: (s) => html`${deviceName(s.userAgent)}<span class="yq-sub yq-only-wide-block">${s.userAgent ?? ''}</span>`}];
  }

  field(name, label, type) {
    return html`<label class="yq-inline"><span>${label}</span><input type=${type} maxlength="254" .value=${this.filter[name] ?? ''} @change=${(e) => this.narrow({[name]: e.target.value.trim()})}></label>`;
  }

  render() {
    if (this.problem && this.problem.status !== 422) return failed(this.problem, () => this.load(), true);
    return html`${head(t('desk.signIns'), t('signIns.intro'), exportButton('sign-ins', this.query()))}
      <div class="yq-card"><div class="yq-toolbar yq-filters">${this.field('account', t('signIns.account'), 'search')}
          ${choose(this, 'outcome', t('signIns.anyOutcome'), states('sign-in').map((s) => [s, t(`state.sign-in.${s}`)]))}${this.field('from', t('history.from'), 'date')}${this.field('to', t('history.to'), 'date')}</div>
        ${this.problem ? failed(this.problem) : !this.rows ? html`<div class="yq-pad">${skeleton(3)}</div>` : !this.rows.length ? empty({picture: 'search', title: t('signIns.none'), text: t('list.widen')})
          : html`<yq-table .label=${t('desk.signIns')} .columns=${this.columns()} .rows=${this.rows}></yq-table>${pager(this)}`}</div>`;
  }
});
