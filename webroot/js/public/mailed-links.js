// Where mailed links land: a new password, a confirmed e-mail address, an invitation.
import {El, define, html, icon, nothing} from '../base.js';
import {Problem, get, newKey, post} from '../api.js';
import {need, t} from '../i18n.js';
import {empty, failed, problemNote, skeleton} from '../ui/yq-empty.js';
import '../ui/yq-form.js';

await Promise.all([need('account.'), need('register.')]);

const passwords = () => [
  {name: 'password', label: t('password.new'), type: 'password', required: true, minlength: 8, maxlength: 128, autocomplete: 'new-password', hint: t('password.hint')},
  {name: 'again', label: t('password.again'), type: 'password', required: true, autocomplete: 'new-password', check: (v, all) => (v === all.password ? undefined : t('password.differ'))},
];

/** A link that was used, has expired or was cut off by the mail program. */
const spent = (problem, again) => problem.status === 404
  ? empty({picture: 'error', title: t('mailed.spent'), text: t('mailed.spentText'), action: again}) : failed(problem);

class Landing extends El {
  static properties = {token: {attribute: false}, problem: {state: true}, busy: {state: true}, done: {state: true}};

  /** Runs a request and keeps its outcome for render(). */
  async attempt(work) {
    this.busy = true;
    this.problem = null;
    try {
      this.done = (await work()) ?? true;
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      this.problem = problem;
    } finally {
      this.busy = false;
    }
  }

  signIn() {
    return html`<a class="yq-btn yq-btn-primary" href="/login">${t('login.toSignIn')}</a>`;
  }
}

define('yq-new-password', class extends Landing {
  constructor() {
    super();
    this.fields = passwords();
    this.start = {};
  }

  render() {
    if (this.done) return html`<h1>${t('password.done')}</h1><div class="yq-note yq-note-done">${icon('circle-check')}<div>${t('password.doneText')}</div></div>${this.signIn()}`;
    if (this.problem?.status === 404) return spent(this.problem, html`<a class="yq-btn" href="/login#forgotten">${t('mailed.resend')}</a>`);
    return html`<h1>${t('password.title')}</h1><yq-form .fields=${this.fields} .value=${this.start} .problem=${this.problem} .submitLabel=${t('password.save')} ?busy=${this.busy}
      @yq-submit=${(e) => this.attempt(() => post(`/api/password-resets/${this.token}`, {password: e.detail.value.password}, {anonymous: true}))}></yq-form>`;
  }
});

define('yq-confirm-email', class extends Landing {
  static properties = {again: {state: true}};

  firstUpdated() {
    this.confirm();
  }

  confirm() {
    return this.attempt(() => post(`/api/email-confirmations/${this.token}`, undefined, {anonymous: true}));
  }

  async resend(e) {
    e.preventDefault();
    const username = e.target.who.value.trim();
    if (!username) return e.target.who.focus();
    await post('/api/email-confirmations', {username}, {anonymous: true}).then(() => { this.again = 'sent'; }, (p) => { this.again = p; });
  }

  render() {
    if (this.done) return html`<h1>${t('confirm.done')}</h1><div class="yq-note yq-note-done">${icon('circle-check')}<div>${t('confirm.doneText')}</div></div>
      <ol class="yq-steps"><li class="yq-past">${t('register.step1')}</li><li class="yq-past">${t('register.step2')}</li><li aria-current="step">${t('register.step3')}</li></ol>${this.signIn()}`;
    if (!this.problem) return skeleton(1);
    if (this.problem.status !== 404) return failed(this.problem, () => this.confirm());
    return html`<h1>${t('mailed.spent')}</h1><p>${t('confirm.spentText')}</p>
      ${this.again === 'sent' ? html`<div class="yq-note">${icon('mail')}<div>${t('confirm.sent')}</div></div>` : html`${this.again ? problemNote(this.again) : nothing}<form class="yq-stack" novalidate @submit=${(e) => this.resend(e)}>
        <div class="yq-field"><label for="who">${t('login.who')}</label><input id="who" name="who" autocomplete="username"></div><button class="yq-btn yq-btn-primary">${t('confirm.resend')}</button></form>`}`;
  }
});

define('yq-invitation', class extends Landing {
  static properties = {offer: {state: true}};

  constructor() {
    super();
    this.key = newKey();
    this.fields = [
      {name: 'name', label: t('register.contactName'), required: true, maxlength: 50, autocomplete: 'name'},
      {name: 'username', label: t('signIn.username'), required: true, pattern: '[a-z0-9][a-z0-9._\\-]{2,39}', patternText: t('register.usernameText'), hint: t('register.usernameText'), autocomplete: 'username'},
      ...passwords(),
    ];
  }

  async firstUpdated() {
    try {
      this.offer = await get(`/api/invitation-offers/${this.token}`, null, {anonymous: true});
      this.start = {name: this.offer.name};
    } catch (problem) {
      this.problem = problem;
    }
  }

  accept({username, name, password}) {
    return this.attempt(() => post(`/api/invitation-offers/${this.token}/acceptance`, {username, name, password}, {anonymous: true, key: this.key}));
  }

  render() {
    if (this.done) return html`<h1>${t('invitation.done')}</h1><div class="yq-note yq-note-done">${icon('circle-check')}<div>${t('invitation.doneText', {name: this.done.username})}</div></div>${this.signIn()}`;
    if (!this.offer) return this.problem ? spent(this.problem) : skeleton(1);
    return html`<h1>${t('invitation.title')}</h1><p>${t('invitation.text', {organisation: this.offer.organisation?.name ?? this.offer.organisation, email: this.offer.email})}</p>
      <yq-form .fields=${this.fields} .value=${this.start} .problem=${this.problem} .submitLabel=${t('invitation.accept')} ?busy=${this.busy} @yq-submit=${(e) => this.accept(e.detail.value)}></yq-form>`;
  }
});
