// Outgoing mail: what waits, what left, what was given up and may be tried again.
import {define, html, icon, nothing} from '../../base.js';
import {get, newKey, post} from '../../api.js';
import {need, t, when} from '../../i18n.js';
import {is} from '../../session.js';
import {empty, failed, problemNote, skeleton} from '../../ui/yq-empty.js';
import {states, status} from '../../ui/yq-status.js';
import '../../ui/yq-table.js';
import {toast} from '../../ui/yq-toast.js';
import {ListPage, pager, tabs} from '../list.js';
import {head} from '../parts.js';

await need('records.');

define('yq-mails', class extends ListPage {
  static properties = {...ListPage.properties, refused: {state: true}, trying: {state: true}};
  size = 30;

  fetch({state, limit, after}) { return get('/api/outbox', {state, limit, after}); }

  async retry(mail) {
    this.set({refused: null, trying: mail.id});
    try {
      const now = await post(`/api/outbox/${mail.id}/retry`, {}, {key: newKey()});
      toast(t('mails.again', {recipient: mail.recipient}));
      this.rows = this.rows.map((row) => (row.id === now.id ? now : row));
    } catch (problem) {
      this.refused = problem;
    }
    this.trying = null;
  }

  time(m) {
    if (m.state === 'sent') return t('mails.sentAt', {when: when(m.sentAt)});
    return m.state === 'due' ? t('mails.nextAt', {when: when(m.nextAttemptAt)}) : '—';
  }

  columns() {
    return [
      {key: 'subject', label: t('mails.subject'), first: true, fixed: true, cell: (m) => html`<strong>${m.subject}</strong><span class="yq-sub">${m.recipient}</span>${m.lastError && m.state !== 'sent' ? html`<div class="yq-failure">${icon('alert')}<span>${t('mails.error', {error: m.lastError})}</span></div>` : nothing}`},
      {key: 'time', label: t('mails.time'), cell: (m) => html`<span class="yq-nowrap">${this.time(m)}</span><span class="yq-sub yq-nowrap">${t('mails.created', {when: when(m.createdAt)})}</span>${m.attempts > 1 || (m.attempts && m.state !== 'sent') ? html`<span class="yq-sub">${t('mails.attempts', {n: m.attempts})}</span>` : nothing}`},
      {key: 'state', label: t('mails.state'), side: true, cell: (m) => status('mail', m.state)},
      ...(is('city-admin') ? [{key: 'retry', label: t('mails.do'), fixed: true, first: true, cell: (m) => (m.state === 'given-up' ? html`<button class="yq-btn yq-btn-sm" type="button" ?disabled=${this.trying === m.id} @click=${() => this.retry(m)}>${icon('send')}${t('mails.retry')}<span class="yq-hide">${m.subject}</span></button>` : nothing)}] : [])];
  }

  render() {
    if (this.problem) return failed(this.problem, () => this.load(), true);
    const state = this.filter.state ?? '';
    return html`${head(t('desk.mails'), t('mails.intro'), html`<button class="yq-btn" type="button" @click=${() => this.load()}>${icon('refresh')}${t('history.refresh')}</button>`)}
      ${this.refused ? problemNote(this.refused) : nothing}
      <div class="yq-card">${tabs(this, 'state', t('desk.mails'), ['', ...states('mail')].map((s) => [s, t(s ? `state.mail.${s}` : 'list.all')]))}
        ${!this.rows ? html`<div class="yq-pad">${skeleton(3)}</div>` : !this.rows.length ? empty({picture: state === 'given-up' || state === 'due' ? 'done' : 'list', title: t(state ? `mails.none.${state}` : 'mails.none'), text: t('mails.noneText')})
          : html`<yq-table .label=${t('desk.mails')} .columns=${this.columns()} .rows=${this.rows}></yq-table>${pager(this)}`}</div>`;
  }
});
