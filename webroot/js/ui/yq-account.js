// Top right: sign in and register, or the account with its menu and the bell.
import {El, define, emit, html, icon, nothing} from '../base.js';
import {get, maySignIn} from '../api.js';
import {isEnglish, t} from '../i18n.js';
import {onSession, signOut} from '../session.js';

define('yq-account', class extends El {
  static properties = {account: {state: true}, place: {state: true}, unread: {state: true}, open: {state: true}};

  connectedCallback() {
    super.connectedCallback();
    this.stop = [onSession((account) => this.know(account))];
    this.away = (e) => {
      if (!this.open || (this.contains(e.target) && e.key !== 'Escape')) return;
      this.open = false;
      if (e.key === 'Escape') this.querySelector('[aria-expanded]').focus();
    };
    addEventListener('click', this.away);
    addEventListener('keydown', this.away);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.stop.forEach((stop) => stop());
    removeEventListener('click', this.away);
    removeEventListener('keydown', this.away);
  }

  async know(account) {
    this.account = account;
    this.place = account?.organisation?.name;
    this.count();
    if (!account) return;
    this.place ??= (await import('../ref.js')).scopeOf(account);
    if (this.live) return;
    this.live = true;
    const {on, start} = await import('../live.js'); // visitors don't pay for it
    this.stop.push(on('notice', () => this.count()));
    start();
  }

  async count() {
    if (!this.account) { this.unread = 0; return; }
    const answer = await get('/api/notifications', {unread: true, limit: 1}, {ask: false}).catch(() => null);
    this.unread = answer?.unread ?? 0;
    emit(this, 'yq-unread', this.unread);
  }

  async leave() {
    await signOut();
    location.assign('/');
  }

  render() {
    const a = this.account;
    if (a === undefined && maySignIn()) return nothing; // nobody is shown 登录 for a moment who is signed in
    if (!a) {
      return html`<a class="yq-btn yq-btn-quiet yq-wide-only" href="/register">${t('top.register')}</a>
        <a class="yq-btn yq-btn-primary" href=${`/login?next=${encodeURIComponent(location.pathname + location.search)}`}>${t('top.signIn')}</a>`;
    }
    return html`<a class="yq-btn yq-btn-quiet yq-btn-icon yq-dot" href="/desk/messages" data-count=${this.unread || nothing}>${icon('bell')}<span class="yq-hide">${t('top.messages', {n: this.unread ?? 0})}</span></a>
      <div class="yq-pop"><button class="yq-btn yq-btn-quiet yq-who-button" type="button" aria-expanded=${!!this.open} @click=${() => { this.open = !this.open; }}>
        <span class="yq-who-name yq-wide-only">${this.place}</span><span class="yq-avatar" aria-hidden="true">${[...a.name][0]}</span><span class="yq-hide">${t('top.menu')}</span></button>
      ${this.open ? html`<div class="yq-menu"><div class="yq-menu-head"><strong>${a.name}</strong><br><small class="yq-muted">${t(`role.${a.role}`)} · ${a.username}</small></div><hr>
        <a href="/desk">${icon('list-check')}${t('top.desk')}</a><a href="/desk/profile">${icon('user')}${t('top.profile')}</a>
        <button class="yq-narrow-only" type="button" data-do="lang" lang=${isEnglish() ? 'zh-CN' : 'en'}>${icon('globe')}${isEnglish() ? '中文' : 'English'}</button>
        <button type="button" @click=${() => this.leave()}>${icon('logout')}${t('top.signOut')}</button></div>` : nothing}</div>`;
  }
});
