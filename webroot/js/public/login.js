// Signing in, and the landings of mailed links: new password, confirmed address, invitation.
import '../shell.js';
import {El, define, html, icon, nothing} from '../base.js';
import {Problem, get, post} from '../api.js';
import {need, t} from '../i18n.js';
import {session} from '../session.js';
import {problemNote} from '../ui/yq-empty.js';
import '../ui/yq-sign-in.js';

await need('account.');

/** Mails put the token into the fragment, which no log and no other site ever sees. */
function mailed() {
  const values = new URLSearchParams(location.hash.slice(1) || location.search);
  const purpose = ['reset', 'confirm', 'invitation'].find((name) => values.get(name));
  return purpose && {purpose, token: values.get(purpose)};
}

/** Only our own pages: an address of another site would turn the sign-in into a trap. */
function next() {
  const to = new URLSearchParams(location.search).get('next') ?? '/desk';
  return /^\/(?![/\\])/.test(to) ? to : '/desk';
}

define('yq-login', class extends El {
  static properties = {view: {state: true}, samples: {state: true}, problem: {state: true}, busy: {state: true}, name: {state: true}};

  async connectedCallback() {
    super.connectedCallback();
    await this.land();
    addEventListener('hashchange', () => this.land());
    if (this.view === 'sign-in' && (await session())) return location.replace(next());
    if (this.dataset.sample) this.samples = await get('/api/sample-accounts', {}, {anonymous: true}).catch(() => null);
  }

  async land() {
    const mail = mailed();
    if (mail) {
      history.replaceState(null, '', '/login'); // the token shall not stay in the address line
      await import('./mailed-links.js');
    }
    Object.assign(this, {mail, problem: null, view: mail ? mail.purpose : location.hash === '#forgotten' ? 'forgotten' : 'sign-in'});
  }

  async ask(e) {
    e.preventDefault();
    this.name = e.target.who.value.trim();
    if (!this.name) return e.target.who.focus();
    this.busy = true;
    try {
      await post('/api/password-resets', {username: this.name}, {anonymous: true});
      this.view = 'sent';
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      this.problem = problem;
    } finally {
      this.busy = false;
    }
  }

  signIn() {
    return html`<h1>${t('login.title')}</h1><p class="yq-muted">${t('login.lead')}</p>
      <yq-sign-in @yq-signed-in=${() => location.assign(next())}></yq-sign-in>
      <p class="yq-row yq-spread yq-login-links"><a href="#forgotten">${t('login.forgotten')}</a><a href="/register">${t('login.register')}</a></p>`;
  }

  forgotten() {
    return html`<h1>${t('login.forgotten')}</h1><p>${t('login.forgottenText')}</p>${this.problem ? problemNote(this.problem) : nothing}
      <form class="yq-stack" novalidate @submit=${(e) => this.ask(e)}><div class="yq-field"><label for="who">${t('login.who')}</label><input id="who" name="who" autocomplete="username" autocapitalize="none" spellcheck="false" required maxlength="254"></div>
      <button class="yq-btn yq-btn-primary yq-btn-lg" aria-busy=${!!this.busy} ?disabled=${this.busy}>${t('login.send')}</button></form><p><a href="/login">${t('login.back')}</a></p>`;
  }

  sent() {
    return html`<h1>${t('login.sent')}</h1><div class="yq-note">${icon('mail')}<div>${t('login.sentText', {name: this.name})}</div></div><p><a href="/login">${t('login.back')}</a></p>`;
  }

  landing() {
    const {purpose, token} = this.mail;
    if (purpose === 'reset') return html`<yq-new-password .token=${token}></yq-new-password>`;
    if (purpose === 'confirm') return html`<yq-confirm-email .token=${token}></yq-confirm-email>`;
    return html`<yq-invitation .token=${token}></yq-invitation>`;
  }

  picker() {
    if (!this.samples || this.view !== 'sign-in') return nothing;
    const groups = Map.groupBy ? Map.groupBy(this.samples.items, (a) => a.role) : this.samples.items.reduce((m, a) => m.set(a.role, [...(m.get(a.role) ?? []), a]), new Map());
    const enter = (account) => this.querySelector('yq-sign-in').enter(account.username, this.samples.password);
    return html`<section class="yq-card yq-pad" aria-labelledby="samples"><h2 id="samples" class="yq-h">${t('login.samples')}</h2><p class="yq-muted">${t('login.samplesText', {password: this.samples.password})}</p>
      ${[...groups].map(([role, accounts]) => html`<h3 class="yq-role">${t(`role.${role}`)}</h3><div class="yq-samples">${accounts.slice(0, 4).map((a) => html`<button class="yq-sample" type="button" @click=${() => enter(a)}><span class="yq-avatar" aria-hidden="true">${[...a.name][0]}</span><span><strong>${a.name}</strong> <span class="yq-muted yq-small">${a.username}</span><small>${a.organisation ?? t(`login.does.${a.role}`)}</small></span></button>`)}</div>`)}</section>`;
  }

  render() {
    if (!this.view) return nothing;
    const views = {'sign-in': () => this.signIn(), forgotten: () => this.forgotten(), sent: () => this.sent()};
    return html`<div class="yq-sign"><section class="yq-card yq-pad yq-stack">${(views[this.view] ?? (() => this.landing()))()}</section>${this.picker()}</div>`;
  }
});
