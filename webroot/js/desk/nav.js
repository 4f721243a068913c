// Side navigation: what this role works with, and how much of it waits; on phones the five most used as a bar below.
import {El, define, html, icon, nothing} from '../base.js';
import {get} from '../api.js';
import {t} from '../i18n.js';
import {on} from '../live.js';
import {onSession} from '../session.js';

const ALL = ['enterprise', 'provider', 'district-admin', 'city-admin', 'finance', 'auditor'];
const OFFICIALS = ['district-admin', 'city-admin', 'auditor'];
const WATCHERS = ['city-admin', 'auditor'];

/** group → [path, word, icon, roles, name of the count in the dashboard's `waiting`] */
const menu = [
  ['desk.groupWork', [
    ['', 'desk.home', 'home', ALL],
    ['/today', 'desk.today', 'compass', ['expert']],
    ['/hours', 'desk.hours', 'calendar', ['expert']],
    ['/approvals', 'desk.approvals', 'circle-check', ['district-admin', 'city-admin'], 'orders'],
    ['/orders', 'desk.orders', 'file', ALL],
    ['/payments', 'desk.payments', 'wallet', ['finance', 'city-admin', 'auditor']],
    ['/listings', 'desk.listings', 'list-check', ['provider', ...OFFICIALS], 'listings'],
    ['/budgets', 'desk.budgets', 'coin', ['enterprise', 'finance', ...OFFICIALS]],
  ]],
  ['desk.visits', [
    ['/visits', 'desk.visits', 'stethoscope', ['enterprise', 'expert', 'finance', ...OFFICIALS], 'visits'],
    ['/plan', 'desk.myPlan', 'compass', ['enterprise']],
    ['/plans', 'desk.plans', 'compass', OFFICIALS],
    ['/coverage', 'desk.coverage', 'chart', OFFICIALS],
    ['/experts', 'desk.experts', 'users', OFFICIALS],
    ['/programmes', 'desk.programmes', 'list-check', OFFICIALS],
    ['/travel-times', 'desk.travelTimes', 'clock', OFFICIALS],
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

const below = (path) => `${location.pathname}/`.startsWith(`/desk${path}/`);

/** Whether an entry is the page's: its address is the longest beginning, so a page below another is not that other. */
function here(path) {
  if (!path) return location.pathname.replace(/\/$/, '') === '/desk';
  const nearer = menu.some(([, links]) => links.some(([other]) => other.length > path.length && below(other)));
  return below(path) && !nearer;
}

/** Knows who is signed in, and draws again when the page changes. */
class Navigation extends El {
  static properties = {account: {state: true}, waiting: {state: true}};

  connectedCallback() {
    super.connectedCallback();
    this.moved = () => this.requestUpdate();
    document.addEventListener('yq-route', this.moved);
    this.stops = this.listen();
  }

  listen() { return [onSession((account) => { this.account = account; })]; }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.stops.forEach((stop) => stop());
    document.removeEventListener('yq-route', this.moved);
  }
}

define('yq-side', class extends Navigation {
  listen() {
    const told = ({detail}) => { this.waiting = detail.waiting; };
    document.addEventListener('yq-board', told);
    return [
      () => document.removeEventListener('yq-board', told),
      onSession((account) => { this.account = account; this.count(); }),
      ...['order', 'listing', 'organisation', 'visit'].map((topic) => on(topic, () => this.countSoon())),
    ];
  }

  countSoon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.count(), 400);
  }

  async count() {
    if (!this.account || (here('') && ALL.includes(this.account.role))) return; // the home page asks, and tells
    const answer = await get('/api/dashboard', {}, {ask: false}).catch(() => null);
    if (answer) this.waiting = answer.waiting;
  }

  link([path, word, picture, roles, counted]) {
    if (!roles.includes(this.account.role)) return nothing;
    const n = counted ? this.waiting?.[counted] : 0;
    return html`<a href="/desk${path}" aria-current=${here(path) ? 'page' : nothing}>${icon(picture)}<span>${t(word)}</span>
      ${n ? html`<span class="yq-badge"><span class="yq-hide">${t('desk.waiting')}</span>${n}</span>` : nothing}</a>`;
  }

  render() {
    const groups = this.account ? menu.map(([group, links]) => [group, links.filter((link) => link[3].includes(this.account.role))]) : [];
    return html`<nav aria-label=${t('desk.nav')}><a class="yq-brand" href="/">${icon('logo')}<span><strong>${t('shell.name')}</strong><small>${t('desk.title')}</small></span></a>
      ${groups.map(([group, links]) => (links.length ? html`<h2>${t(group)}</h2>${links.map((link) => this.link(link))}` : nothing))}</nav>`;
  }
});

/** role → pages of the bar; what the menu does not have is public */
const bars = {
  enterprise: ['', '/services', '/orders', '/visits', '/messages'],
  provider: ['', '/orders', '/listings', '/messages', '/profile'],
  'district-admin': ['', '/approvals', '/orders', '/messages', '/profile'],
  'city-admin': ['', '/approvals', '/orders', '/messages', '/profile'],
  finance: ['', '/payments', '/orders', '/messages', '/profile'],
  auditor: ['', '/orders', '/budgets', '/messages', '/profile'],
  expert: ['/today', '/visits', '/hours', '/messages', '/profile'],
};
const short = {'/services': 'shell.services', '/profile': 'shell.mine'};
const all = menu.flatMap(([, links]) => links);

define('yq-tabbar', class extends Navigation {
  static properties = {unread: {state: true}};

  listen() {
    const count = (e) => { this.unread = e.detail; };
    addEventListener('yq-unread', count);
    return [...super.listen(), () => removeEventListener('yq-unread', count)];
  }

  render() {
    if (!this.account) return nothing;
    return html`<nav aria-label=${t('shell.tabs')}>${bars[this.account.role].map((path) => {
      const [, word, picture] = path === '/services' ? ['', '', 'search'] : all.find((link) => link[0] === path);
      return html`<a class="yq-dot" href=${path === '/services' ? path : `/desk${path}`} aria-current=${here(path) ? 'page' : nothing} data-count=${(path === '/messages' && this.unread) || nothing}>${icon(picture)}<span>${t(short[path] ?? word)}</span></a>`;
    })}</nav>`;
  }
});
