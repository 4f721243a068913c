// Messages: newest first, unread in bold; opening one marks it read and goes to what it is about.
import {define, emit, html, icon, nothing} from '../../base.js';
import {get, newKey, post} from '../../api.js';
import {need, number, t, when} from '../../i18n.js';
import {empty, failed} from '../../ui/yq-empty.js';
import {ListPage, pager, tabs} from '../list.js';
import {head} from '../parts.js';

await need('own.');

define('yq-messages', class extends ListPage {
  static properties = {unread: {state: true}};
  topics = ['notice'];

  async fetch(query) {
    const page = await get('/api/notifications', query);
    this.unread = page.unread;
    return page;
  }

  read(item) {
    if (item.readAt) return;
    post(`/api/notifications/${item.id}/reading`, undefined, {key: newKey(), keepalive: true}).then(() => this.told(), () => {});
    this.rows = this.rows.map((row) => (row === item ? {...row, readAt: new Date().toISOString()} : row));
    this.unread -= 1;
  }

  async readAll() {
    try {
      await post('/api/notifications/reading', undefined, {key: newKey()});
      this.told();
      await this.load();
    } catch (problem) {
      this.problem = problem;
    }
  }

  /** The bell counts again. */
  told() { document.querySelector('yq-account')?.count?.(); emit(this, 'yq-read'); }

  row(m) {
    const words = html`<span class=${m.readAt ? '' : 'yq-unread'}>${m.readAt ? nothing : html`<span class="yq-hide">${t('messages.new')}</span>`}${m.title}</span>`;
    return html`<li class=${m.readAt ? '' : 'yq-new'}><span class="yq-mark" aria-hidden="true"></span><div class="yq-grow">
      ${m.link ? html`<a href=${m.link} @click=${() => this.read(m)}>${words}</a>` : words}${m.text ? html`<div class="yq-muted yq-prewrap">${m.text}</div>` : nothing}</div>
      <div class="yq-right yq-small"><time class="yq-muted yq-nowrap" datetime=${m.at}>${when(m.at)}</time>
        ${m.readAt ? nothing : html`<div><button class="yq-link" type="button" @click=${() => this.read(m)}>${t('messages.read')}<span class="yq-hide">${m.title}</span></button></div>`}</div></li>`;
  }

  render() {
    if (this.problem && !this.rows) return failed(this.problem, () => this.load(), true);
    return html`${head(t('desk.messages'), t('messages.summary', {n: number(this.unread ?? 0)}), html`<button class="yq-btn" type="button" ?disabled=${!this.unread} @click=${() => this.readAll()}>${icon('check')}${t('messages.readAll')}</button>`)}
      ${this.trouble()}<div class="yq-card">${tabs(this, 'unread', t('desk.messages'), [['', t('messages.all')], ['true', t('messages.unread'), this.unread]])}
        ${!this.rows ? html`<div class="yq-rows">${[1, 2, 3, 4].map(() => html`<div class="yq-skeleton"></div>`)}</div>` : !this.rows.length ? empty({picture: 'done', title: t(this.filter.unread ? 'messages.noneUnread' : 'messages.none'), text: t('messages.noneText')})
          : html`<ul class="yq-inbox">${this.rows.map((m) => this.row(m))}</ul>${pager(this)}`}</div>`;
  }
});
