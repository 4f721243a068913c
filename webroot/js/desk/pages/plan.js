// One enterprise's plan (一企一策): who looks after it, where it stands, what is being done, visits and contacts.
import {El, define, html, icon, nothing} from '../../base.js';
import {get} from '../../api.js';
import {dateTime, has, isEnglish, need, number, t} from '../../i18n.js';
import {on} from '../../live.js';
import {current, is} from '../../session.js';
import {empty, failed, problemNote, skeleton} from '../../ui/yq-empty.js';
import {status} from '../../ui/yq-status.js';
import {actionItem, move} from '../action-item.js';
import {catalogue, mayFollow, moment} from '../visit-facts.js';
import {head} from '../parts.js';
import {placeOf} from '../places.js';
import '../plan-forms.js';
import {name} from '../router.js';
import {progressBars} from '../score-bars.js';

await need('plan.');

define('yq-plan', class extends El {
  static properties = {id: {}, plan: {state: true}, known: {state: true}, form: {state: true}, problem: {state: true}, refused: {state: true}, busy: {state: true}};

  connectedCallback() {
    super.connectedCallback();
    this.id ??= current().organisation?.id; // /desk/plan is the own one
    this.stops = ['action', 'visit', 'plan'].map((topic) => on(topic, () => { clearTimeout(this.timer); this.timer = setTimeout(() => this.load(), 500); }));
    this.load();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.stops.forEach((stop) => stop());
  }

  get own() { return is('enterprise'); }

  load() {
    return this.latest(() => Promise.all([get(`/api/enterprises/${this.id}/plan`), catalogue()]), ([plan, known]) => {
      this.set({plan, known, problem: null});
      name(this.own ? t('desk.myPlan') : plan.enterprise.name);
    });
  }

  put(action) { this.plan = {...this.plan, actions: this.plan.actions.map((one) => (one.id === action.id ? action : one))}; }

  async act(action, noun) {
    this.set({busy: true, refused: null});
    try {
      const now = await move(action, noun);
      if (now) this.put(now);
    } catch (problem) {
      this.refused = problem;
      await this.load();
    }
    this.busy = false;
  }

  saved({kind, answer}) {
    this.form = null;
    if (kind === 'action') this.put(answer);
    else this.plan = answer;
  }

  open(kind, more = {}) { this.form = {kind, enterprise: this.plan.enterprise, specialist: this.plan.specialist, substitute: this.plan.substitute, ...more}; }

  person(word, p) {
    return html`<li><span class="yq-avatar" aria-hidden="true">${[...p.name][0]}</span><div class="yq-grow"><strong>${p.name}</strong> <span class="yq-chip">${t(word)}</span>
      <div class="yq-small">${p.phone ? html`<a class="yq-nowrap" href="tel:${p.phone}">${p.phone}</a> ` : nothing}<a href="mailto:${p.email}">${p.email}</a></div></div></li>`;
  }

  people() {
    const {specialist, substitute} = this.plan;
    const may = is('district-admin', 'city-admin');
    return html`<section class="yq-card yq-pad yq-stack"><h2 class="yq-h">${t('plan.people')}</h2>
      ${specialist ? html`<ul class="yq-people">${this.person('specialist.one', specialist)}${substitute ? this.person('specialist.substitute', substitute) : nothing}</ul>` : html`<p class="yq-muted">${t(this.own ? 'plan.nobodyOwn' : 'plan.nobody')}</p>`}
      ${may ? html`<div class="yq-row yq-no-print"><button class="yq-btn yq-btn-sm" type="button" @click=${() => this.open('specialist')}>${icon('user-plus')}${t(specialist ? 'plan.change' : 'plan.assign')}</button></div>` : nothing}</section>`;
  }

  /** The visit whose effect may be looked at now. */
  get due() {
    const done = this.plan.visits.find((v) => v.state === 'completed');
    const ahead = this.plan.visits.some((v) => ['requested', 'confirmed', 'in-progress', 'reporting', 'reported'].includes(v.state));
    return done && !ahead && mayFollow(done) ? done : null;
  }

  progress() {
    const p = this.plan;
    if (!p.scores.length) return html`<section class="yq-card">${empty({picture: 'list', title: t('plan.noScores'), text: t('plan.noScoresText'), action: this.own ? html`<a class="yq-btn yq-btn-primary" href="/desk/diagnosis">${icon('stethoscope')}${t('desk.diagnosis')}</a>` : nothing})}</section>`;
    const both = p.scores.filter((s) => s.after !== null);
    return html`<section class="yq-card yq-pad yq-stack"><h2 class="yq-h">${t('plan.scores')}</h2><p>${both.length ? t('plan.better', {n: number(both.filter((s) => s.after > s.before).length), all: number(both.length)}) : t('plan.first')}</p>${progressBars(p.scores, this.known)}<p class="yq-hint">${t('report.scoresHint')}</p></section>`;
  }

  actions() {
    const all = this.plan.actions;
    if (!all.length) return nothing;
    const of = (state) => all.filter((a) => a.state === state);
    const list = (some) => html`<ul class="yq-actions-list">${some.map((a) => actionItem(a, this.known, {busy: this.busy, act: (...args) => this.act(...args), edit: (action) => this.open('action', {action})}))}</ul>`;
    const open = of('open');
    const folded = (state) => (of(state).length ? html`<details class="yq-preview yq-pad"><summary>${t(`plan.actions.${state}`, {n: of(state).length})}</summary>${list(of(state))}</details>` : nothing);
    return html`<section class="yq-card"><div class="yq-row yq-spread yq-flat"><h2 class="yq-h">${t('plan.actions.open', {n: open.length})}</h2><span class="yq-bad">${open.some((a) => a.overdue) ? t('plan.overdue', {n: open.filter((a) => a.overdue).length}) : ''}</span></div>
      ${open.length ? list(open) : empty({picture: 'done', title: t('plan.allDone'), text: ''})}${folded('done')}${folded('dropped')}</section>`;
  }

  visits() {
    const row = (v) => html`<li><div class="yq-grow"><a href="/desk/visits/${v.id}">${isEnglish() ? v.typeNameEn : v.typeName}</a>${v.follows ? html` <span class="yq-chip">${t('visit.followUpShort')}</span>` : nothing}<div class="yq-muted yq-small">${moment(v.from)} · ${v.expert}</div></div><div>${status('visit', v.state)}</div></li>`;
    return html`<section class="yq-card"><div class="yq-row yq-spread yq-flat"><h2 class="yq-h">${t('plan.visits')}</h2>${this.plan.visits.length ? html`<span class="yq-muted">${number(this.plan.visits.length)}</span>` : nothing}</div>${this.plan.visits.length ? html`<ul class="yq-inbox">${this.plan.visits.map(row)}</ul>` : html`<p class="yq-pad yq-muted">${t('plan.noVisits')}</p>`}</section>`;
  }

  contacts() {
    if (is('expert')) return nothing;
    const may = is('district-admin', 'city-admin');
    return html`<section class="yq-card yq-pad yq-stack"><div class="yq-row yq-spread"><h2 class="yq-h">${t('plan.contacts')}</h2>${may ? html`<button class="yq-btn yq-btn-sm yq-no-print" type="button" @click=${() => this.open('contact')}>${icon('plus')}${t('plan.note')}</button>` : nothing}</div>
      ${this.plan.contacts.length ? html`<ol class="yq-timeline">${this.plan.contacts.map((c) => html`<li><strong>${t(`contact.kind.${c.kind}`)}</strong><time datetime=${c.at}>${dateTime(c.at)}</time><div class="yq-muted yq-small">${c.by}</div><q>${c.note}</q></li>`)}</ol>` : html`<p class="yq-muted">${t('plan.noContacts')}</p>`}</section>`;
  }

  render() {
    if (this.problem && !this.plan) return failed(this.problem, () => this.load(), true);
    const p = this.plan;
    if (!p) return skeleton(3);
    const e = p.enterprise;
    const tier = e.tier && has(`plan.tier.${e.tier}`) ? t(`plan.tier.${e.tier}`) : '';
    return html`${head(this.own ? t('desk.myPlan') : e.name, [this.own ? e.name : t('plan.kind'), placeOf(e), tier].filter(Boolean).join(' · '), html`${this.own ? html`<a class="yq-btn ${this.due ? '' : 'yq-btn-primary'}" href="/desk/diagnosis">${icon('stethoscope')}${t('desk.diagnosis')}</a>` : nothing}<button class="yq-btn" type="button" data-do="print">${icon('printer')}${t('visit.print')}</button>`)}
      ${this.refused ? html`<div class="yq-below">${problemNote(this.refused)}</div>` : nothing}
      ${this.own && this.due ? html`<div class="yq-note yq-below">${icon('calendar')}<div class="yq-grow"><strong>${t('plan.again')}</strong><div>${t('plan.againText')}</div></div><a class="yq-btn yq-btn-primary" href="/desk/diagnosis?follows=${this.due.id}">${t('visit.followUp')}</a></div>` : nothing}
      <div class="yq-two yq-paper-two"><div class="yq-stack">${this.progress()}${this.actions()}</div><div class="yq-stack">${this.people()}${this.visits()}${this.contacts()}</div></div>
      <yq-plan-form .form=${this.form} @yq-gone=${() => { this.form = null; }} @yq-saved=${(event) => this.saved(event.detail)}></yq-plan-form>`;
  }
});
