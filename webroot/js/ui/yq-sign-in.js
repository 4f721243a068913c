// User name and password; in the sign-in page and in the dialog that answers a 401.
import {El, define, emit, html, icon, nothing} from '../base.js';
import {Problem} from '../api.js';
import {need, t} from '../i18n.js';
import {signIn} from '../session.js';
import {explain} from './yq-empty.js';

await need('account.');

define('yq-sign-in', class extends El {
  static properties = {username: {}, problem: {state: true}, busy: {state: true}, seen: {state: true}, wait: {state: true}};

  async submit(e) {
    e.preventDefault();
    const form = e.target;
    const [username, password] = [form.username.value.trim(), form.password.value];
    if (!username || !password) {
      this.problem = t('signIn.both');
      return (username ? form.password : form.username).focus();
    }
    await this.enter(username, password);
  }

  /** Signs in; also used by the sample accounts of the page. */
  async enter(username, password) {
    this.busy = true;
    this.problem = null;
    try {
      emit(this, 'yq-signed-in', await signIn(username, password));
    } catch (e) {
      if (!(e instanceof Problem)) throw e;
      const {title, text} = explain(e);
      this.problem = [title, text].filter(Boolean).join('：');
      if (e.retryAfter) this.countDown(e.retryAfter);
    } finally {
      this.busy = false;
    }
  }

  countDown(seconds) {
    clearInterval(this.clock);
    this.wait = Math.ceil(seconds);
    this.clock = setInterval(() => { if (--this.wait <= 0) { clearInterval(this.clock); this.problem = null; } }, 1000);
  }

  render() {
    return html`<form class="yq-stack" novalidate @submit=${(e) => this.submit(e)}>
      <div role="alert">${this.problem ? html`<div class="yq-note yq-note-bad">${icon('alert')}<div>${this.problem}${this.wait > 0 ? html`<div class="yq-num">${t('signIn.wait', {n: this.wait})}</div>` : nothing}</div></div>` : nothing}</div>
      <div class="yq-field"><label for="sign-in-name">${t('signIn.username')}</label>
        <input id="sign-in-name" name="username" autocomplete="username" autocapitalize="none" spellcheck="false" required .value=${this.username ?? ''}></div>
      <div class="yq-field"><label for="sign-in-password">${t('signIn.password')}</label>
        <div class="yq-affix"><input id="sign-in-password" name="password" type=${this.seen ? 'text' : 'password'} autocomplete="current-password" required>
          <button class="yq-btn yq-btn-icon" type="button" aria-pressed=${!!this.seen} aria-label=${t('signIn.show')} @click=${() => { this.seen = !this.seen; }}>${icon(this.seen ? 'eye-off' : 'eye')}</button></div></div>
      <button class="yq-btn yq-btn-primary yq-btn-lg yq-btn-wide" aria-busy=${!!this.busy} ?disabled=${this.busy || this.wait > 0}>${t('signIn.submit')}</button>
    </form>`;
  }
});
