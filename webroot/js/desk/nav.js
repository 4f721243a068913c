// Side navigation: what this role works with, and how much of it waits.
import {El, define, html, icon, nothing} from '../base.js';
import {get} from '../api.js';
import {need, t} from '../i18n.js';
import {on} from '../live.js';
import {onSession} from '../session.js';

await need('desk.'); // drawn as soon as it is defined

const ALL = ['enterprise', 'provider', 'district-admin', 'city-admin', 'finance', 'auditor'];
const OFFICIALS = ['district-admin', 'city-admin', 'auditor'];
const WATCHERS = ['city-admin', 'auditor'];

/** group → [path, word, icon, roles, name of the count in the dashboard's `waiting`] */
const menu = [
  ['desk.groupWork', [
    ['', 'desk.home', 'home', [...ALL, 'expert']],
    ['/approvals', 'desk.approvals', 'circle-check', ['district-admin', 'city-admin'], 'orders'],
    ['/orders', 'desk.orders', 'file', ALL],
    ['/payments', 'desk.payments', 'wallet', ['finance', 'city-admin', 'auditor']],
    ['/listings', 'desk.listings', 'list-check', ['provider', ...OFFICIALS], 'listings'],
    ['/budgets', 'desk.budgets', 'coin', ['enterprise', 'finance', ...OFFICIALS]],
  ]],
  ['desk.groupPeople', [
    ['/organisations', 'desk.organisations', 'building', OFFICIALS, 'organisations'],
    ['/people', 'desk.people', 'users', ['enterprise', 'provider', ...OFFICIALS]],
  ]],
  ['desk.groupReference', [
    ['/dictionary', 'desk.dictionary', 'news', ['provider', 'finance', ...OFFICIALS]],
    ['/calendar', 'desk.calendar', 'calendar', ALL],
  ]],
  ['desk.groupRecords', [
    ['/history', 'desk.history', 'history', WATCHERS],
    ['/history/verification', 'desk.verification', 'shield-check', WATCHERS],
    ['/sign-ins', 'desk.signIns', 'login', WATCHERS],
    ['/mails', 'desk.mails', 'mail', WATCHERS],
  ]],
  ['desk.groupSystem', [
    ['/imports', 'desk.imports', 'upload', ['provider', 'district-admin', 'city-admin']],
    ['/exchange', 'desk.exchange', 'download', ['provider', 'enterprise', 'finance', ...OFFICIALS]],
    ['/messages', 'desk.messages', 'bell', [...ALL, 'expert']],
    ['/profile', 'desk.profile', 'user', [...ALL, 'expert']],
  ]],
];

define('yq-side', class extends El {
  static properties = {account: {state: true}, waiting: {state: true}};

  connectedCallback() {
    super.connectedCallback();
    this.stops = [
      onSession((account) => { this.account = account; this.count(); }),
      ...['order', 'listing', 'organisation'].map((topic) => on(topic, () => this.countSoon())),
    ];
    this.moved = () => this.requestUpdate();
    document.addEventListener('yq-route', this.moved);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.stops.forEach((stop) => stop());
    document.removeEventListener('yq-route', this.moved);
  }

  countSoon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.count(), 400);
  }

  async count() {
    if (!this.account) return;
    const answer = await get('/api/dashboard', {}, {ask: false}).catch(() => null);
    if (answer) this.waiting = answer.waiting;
  }

  /** The entry whose address is the longest beginning of the page's: a page below another is not that other. */
  get here() {
    const paths = menu.flatMap(([, links]) => links.map(([path]) => path));
    return paths.filter((path) => path && `${location.pathname}/`.startsWith(`/desk${path}/`)).sort((a, b) => b.length - a.length)[0];
  }

  link([path, word, picture, roles, counted]) {
    if (!roles.includes(this.account.role)) return nothing;
    const here = path ? path === this.here : location.pathname.replace(/\/$/, '') === '/desk';
    const n = counted ? this.waiting?.[counted] : 0;
    return html`<a href="/desk${path}" aria-current=${here ? 'page' : nothing}>${icon(picture)}<span>${t(word)}</span>
      ${n ? html`<span class="yq-badge"><span class="yq-hide">${t('desk.waiting')}</span>${n}</span>` : nothing}</a>`;
  }

  render() {
    return html`<a class="yq-brand" href="/">${icon('logo')}<span><strong>${t('shell.name')}</strong><small>${t('desk.title')}</small></span></a>
      ${this.account ? html`<nav aria-label=${t('desk.nav')}>${menu.map(([group, links]) => {
        const shown = links.filter((link) => link[3].includes(this.account.role));
        return shown.length ? html`<h2>${t(group)}</h2>${shown.map((link) => this.link(link))}` : nothing;
      })}</nav>` : nothing}`;
  }
});
