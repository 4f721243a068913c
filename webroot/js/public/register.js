// Registration of an enterprise or a provider with its first account.
import '../shell.js';
import {El, define, html, icon, nothing} from '../base.js';
import {Problem, get, newKey, post} from '../api.js';
import {checks, tidy, wellFormed} from '../credit-code.js';
import {nameOf, need, t} from '../i18n.js';
import {divisions} from '../ref.js';
import {failed, skeleton} from '../ui/yq-empty.js';
import '../ui/yq-form.js';

await need('register.');

/** Wrong by the check character only: an early pilot code may still be real. */
const doubtful = (code) => wellFormed(code) && !checks(code);

define('yq-register', class extends El {
  static properties = {fields: {state: true}, start: {state: true}, problem: {state: true}, busy: {state: true}, done: {state: true}, broken: {state: true}};

  connectedCallback() {
    super.connectedCallback();
    const kind = new URLSearchParams(location.search).get('kind');
    this.start = {kind: kind === 'provider' ? 'provider' : 'enterprise'};
    this.key = newKey();
    this.load();
    addEventListener('yq-lang', () => this.load());
  }

  async load() {
    this.broken = null;
    try {
      const [areas, industries] = await Promise.all([divisions(), get('/api/industries', null, {anonymous: true})]);
      this.fields = this.form(areas, industries.items);
    } catch (problem) {
      this.broken = problem;
    }
  }

  form(areas, industries) {
    const kinds = ['district', 'county', 'autonomous-county', 'zone'];
    const groups = kinds.map((kind) => ({label: t(`division.${kind}`), options: areas.filter((d) => d.kind === kind).map((d) => ({value: d.code, label: nameOf(d)}))})).filter((g) => g.options.length);
    const [organisation, contact, account] = [t('register.organisation'), t('register.contact'), t('register.account')];
    return [
      {name: 'kind', label: t('register.kind'), type: 'radio', required: true, group: organisation, options: [{value: 'enterprise', label: t('register.enterprise')}, {value: 'provider', label: t('register.provider')}]},
      {name: 'name', label: t('register.name'), required: true, minlength: 2, maxlength: 120, group: organisation, hint: t('register.nameHint'), autocomplete: 'organization'},
      {name: 'creditCode', label: t('register.code'), required: true, maxlength: 30, group: organisation, half: true, hint: t('register.codeHint'),
        check: (v, all) => this.checkCode(tidy(v), all)},
      {name: 'divisionCode', label: t('register.division'), type: 'select', required: true, group: organisation, half: true, hint: t('register.divisionHint'), options: groups},
      {name: 'pilot', label: t('register.pilot'), text: t('register.pilotText'), type: 'check', group: organisation, show: (all) => doubtful(tidy(all.creditCode ?? ''))},
      {name: 'creditCodeOverride.reason', label: t('register.pilotReason'), type: 'textarea', rows: 2, required: true, maxlength: 500, group: organisation, hint: t('register.pilotHint'), show: (all) => all.pilot && doubtful(tidy(all.creditCode ?? ''))},
      {name: 'industryCode', label: t('register.industry'), type: 'select', group: organisation, options: this.industries(industries)},
      {name: 'contact.name', label: t('register.contactName'), required: true, maxlength: 50, half: true, group: contact, autocomplete: 'name'},
      {name: 'contact.phone', label: t('register.phone'), type: 'tel', required: true, half: true, pattern: '[0-9+\\(\\) \\-]{5,20}', patternText: t('register.phoneText'), group: contact, autocomplete: 'tel'},
      {name: 'contact.email', label: t('register.email'), type: 'email', required: true, maxlength: 254, group: contact, hint: t('register.emailHint'), autocomplete: 'email'},
      {name: 'username', label: t('signIn.username'), required: true, half: true, pattern: '[a-z0-9][a-z0-9._\\-]{2,39}', patternText: t('register.usernameText'), hint: t('register.usernameText'), group: account, autocomplete: 'username'},
      {name: 'password', label: t('signIn.password'), type: 'password', required: true, half: true, minlength: 8, maxlength: 128, hint: t('password.hint'), group: account, autocomplete: 'new-password'},
      {name: 'agreed', label: `${t('register.agree')} ${t('shell.privacy')}`, text: html`${t('register.agree')} <a href="/help#privacy" target="_blank">${t('shell.privacy')}</a>`, type: 'check', required: true, group: account},
    ];
  }

  /** Two levels: sections as groups, divisions as choices. */
  industries(items) {
    const sections = items.filter((i) => !i.parent);
    return sections.map((s) => ({label: `${s.code} ${nameOf(s)}`, options: [...(s.children ?? []), ...items.filter((i) => i.parent === s.code)].map((i) => ({value: i.code, label: `${i.code} ${nameOf(i)}`}))}))
      .filter((g) => g.options.length);
  }

  checkCode(code, all) {
    if (!wellFormed(code)) return t('register.codeShape');
    return checks(code) || all.pilot ? undefined : t('register.codeCheck');
  }

  async send(value) {
    const {pilot, agreed, ...body} = value;
    body.creditCode = tidy(body.creditCode);
    if (!pilot || !doubtful(body.creditCode)) delete body.creditCodeOverride;
    this.busy = true;
    this.problem = null;
    try {
      this.done = {...(await post('/api/organisations', body, {anonymous: true, key: this.key})), email: body.contact.email};
      this.querySelector('yq-form').forget();
      document.querySelector('main').focus();
      scrollTo(0, 0);
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      this.problem = problem;
      this.key = newKey(); // a corrected form is another request
    } finally {
      this.busy = false;
    }
  }

  steps(at) {
    return html`<ol class="yq-steps">${[1, 2, 3].map((n) => html`<li class=${n < at ? 'yq-past' : ''} aria-current=${n === at ? 'step' : nothing}>${t(`register.step${n}`)}</li>`)}</ol>`;
  }

  confirmation() {
    const d = this.done;
    return html`<div class="yq-narrow yq-section">${this.steps(2)}<div class="yq-card yq-done"><span class="yq-done-mark">${icon('circle-check')}</span><h1>${t('register.done')}</h1>
      <p>${t('register.doneText', {email: d.email})}</p><dl class="yq-facts"><dt>${t('register.number')}</dt><dd>${d.number}</dd><dt>${t('register.name')}</dt><dd>${d.name}</dd></dl>
      <h2>${t('register.next')}</h2><ol><li>${t('register.next1')}</li><li>${t('register.next2')}</li><li>${t('register.next3')}</li></ol>
      <div class="yq-actions"><a class="yq-btn yq-btn-primary" href="/services">${t('register.browse')}</a></div></div></div>`;
  }

  render() {
    if (this.done) return this.confirmation();
    if (this.broken) return failed(this.broken, () => this.load(), true);
    return html`<div class="yq-section"><h1>${t('register.title')}</h1><p class="yq-muted">${t('register.lead')}</p>
      <div class="yq-detail"><div>${this.steps(1)}${this.fields ? html`<div class="yq-card yq-pad"><yq-form .fields=${this.fields} .value=${this.start} .problem=${this.problem} .submitLabel=${t('register.submit')} draft="register" ?busy=${this.busy} @yq-submit=${(e) => this.send(e.detail.value)}></yq-form></div>` : html`<div class="yq-form-ghost">${skeleton(3)}</div>`}</div>
      <aside class="yq-stack"><div class="yq-card yq-pad"><h2 class="yq-h">${t('register.ready')}</h2><ul class="yq-how"><li>${t('register.ready1')}</li><li>${t('register.ready2')}</li><li>${t('register.ready3')}</li></ul></div>
        <div class="yq-card yq-pad"><h2 class="yq-h">${t('register.next')}</h2><ol class="yq-how"><li>${t('register.next1')}</li><li>${t('register.next2')}</li><li>${t('register.next3')}</li></ol>
        <p class="yq-muted">${t('register.already')} <a href="/login">${t('top.signIn')}</a></p></div></aside></div></div>`;
  }
});
