// One's own account: name, language, mails, password, and the devices that are signed in.
import {El, define, html, icon, nothing} from '../../base.js';
import {get, newKey, patch, post, remove} from '../../api.js';
import {need, t} from '../../i18n.js';
import {reload} from '../../session.js';
import {confirm} from '../../ui/yq-dialog.js';
import {failed, problemNote, skeleton} from '../../ui/yq-empty.js';
import '../../ui/yq-form.js';
import {toast} from '../../ui/yq-toast.js';
import {hasCalendar} from '../calendar-feed.js';
import {devices} from '../devices.js';

await need('own.');

define('yq-profile', class extends El {
  static properties = {me: {state: true}, sessions: {state: true}, fields: {state: true}, problem: {state: true}, refused: {state: true}, wrong: {state: true}, stuck: {state: true}, blank: {state: true}};

  connectedCallback() {
    super.connectedCallback();
    this.blank = {};
    this.load();
  }

  async load() {
    try {
      const [me, sessions] = await Promise.all([get('/api/me'), get('/api/sessions')]);
      this.set({me: {...me, phone: me.phone ?? ''}, sessions: sessions.items});
      this.fields ??= {
        me: [{name: 'name', label: t('profile.name'), type: 'text', required: true, maxlength: 60, half: true}, {name: 'phone', label: t('profile.phone'), type: 'tel', maxlength: 30, half: true},
          {name: 'locale', label: t('profile.locale'), type: 'radio', required: true, options: [{value: 'zh-CN', label: '中文'}, {value: 'en', label: 'English'}]}, {name: 'mailNotices', label: t('profile.mail'), type: 'check'}],
        password: [{name: 'current', label: t('profile.current'), type: 'password', required: true, autocomplete: 'current-password'}, {name: 'password', label: t('profile.new'), type: 'password', required: true, minlength: 8, maxlength: 128, autocomplete: 'new-password', hint: t('profile.newHint')}]};
    } catch (problem) {
      this.problem = problem;
    }
  }

  async save({name, phone, locale, mailNotices}) {
    this.refused = null;
    try {
      await patch('/api/me', {name, phone: phone || null, locale, mailNotices: !!mailNotices}, {match: this.me.version});
      toast(t('profile.saved'));
      await reload();
      await this.load();
    } catch (problem) {
      this.refused = problem;
    }
  }

  async change({current, password}) {
    this.wrong = null;
    try {
      await post('/api/me/password', {current, password}, {key: newKey()});
      toast(t('profile.passwordSaved'));
      this.blank = {};
    } catch (problem) {
      this.wrong = problem;
    }
  }

  async ended(work) {
    this.stuck = null;
    try {
      await work();
      toast(t('profile.ended'));
    } catch (problem) {
      if (problem.status !== 404) this.stuck = problem; // it had ended by itself
    }
    this.sessions = (await get('/api/sessions').catch(() => null))?.items ?? this.sessions;
  }

  end(session) { return this.ended(() => remove(`/api/sessions/${session.id}`)); }

  async endOthers() {
    const {ok} = await confirm({heading: t('profile.endOthers'), text: t('profile.endOthersAsk'), ok: t('profile.endOthers')});
    if (ok) this.ended(() => remove('/api/sessions'));
  }

  signedIn() {
    const others = this.sessions.filter((s) => !s.current).length;
    return html`<section class="yq-card"><div class="yq-row yq-spread yq-pad yq-flat"><h2 class="yq-h">${t('profile.sessions')}</h2>
      ${others > 1 ? html`<button class="yq-btn yq-btn-sm" type="button" @click=${() => this.endOthers()}>${icon('logout')}${t('profile.endOthers')}</button>` : nothing}</div>
      ${this.stuck ? html`<div class="yq-pad">${problemNote(this.stuck)}</div>` : nothing}${devices(this.sessions, (s) => this.end(s))}<p class="yq-pad yq-muted yq-small">${t('profile.sessionsHint')}</p></section>`;
  }

  render() {
    if (this.problem) return failed(this.problem, () => this.load(), true);
    if (!this.me) return skeleton(2);
    return html`<div class="yq-page-head"><div><h1 tabindex="-1">${t('desk.profile')}</h1><p>${this.me.username} · ${t(`role.${this.me.role}`)}</p></div></div>
      <div class="yq-stack yq-narrow"><section class="yq-card yq-pad"><yq-form .fields=${this.fields.me} .value=${this.me} .problem=${this.refused} .submitLabel=${t('profile.save')} @yq-submit=${(e) => this.save(e.detail.value)}></yq-form></section>
        <section class="yq-card yq-pad"><h2 class="yq-h">${t('profile.password')}</h2><yq-form .fields=${this.fields.password} .value=${this.blank} .problem=${this.wrong} .submitLabel=${t('profile.password')} @yq-submit=${(e) => this.change(e.detail.value)}></yq-form></section>
        ${hasCalendar(this.me.role) ? html`<yq-calendar-feed></yq-calendar-feed>` : nothing}${this.signedIn()}</div>`;
  }
});
