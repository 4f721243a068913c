// One enterprise or provider: who they are, what happened, and the decision.
import {El, define, html, icon, nothing} from '../../base.js';
import {get, newKey, post} from '../../api.js';
import {dateTime, due, need, t} from '../../i18n.js';
import {is} from '../../session.js';
import {confirm} from '../../ui/yq-dialog.js';
import {failed, problemNote, skeleton} from '../../ui/yq-empty.js';
import {status} from '../../ui/yq-status.js';
import '../../ui/yq-timeline.js';
import {toast} from '../../ui/yq-toast.js';
import {placeOf} from '../places.js';
import {name} from '../router.js';

await need('organisation.');

/** noun → [icon, look, whether a reason must be given] */
const MOVES = {approval: ['check', 'yq-btn-primary', false], rejection: ['ban', 'yq-btn-danger', true], suspension: ['ban', 'yq-btn-danger', true], reinstatement: ['undo', '', false]};

define('yq-organisation', class extends El {
  static properties = {id: {}, it: {state: true}, problem: {state: true}, refused: {state: true}, busy: {state: true}};

  connectedCallback() {
    super.connectedCallback();
    this.load();
  }

  async load() {
    try {
      this.it = await get(`/api/organisations/${this.id}`);
      name(this.it.name);
    } catch (problem) {
      this.problem = problem;
    }
  }

  async act(noun) {
    const [, look, needed] = MOVES[noun];
    const answer = await confirm({heading: t(`move.organisation.${noun}`), text: t(`ask.organisation.${noun}`), ok: t(`move.organisation.${noun}`), reason: needed ? 'required' : 'optional', danger: look === 'yq-btn-danger'});
    if (!answer.ok) return;
    this.set({busy: true, refused: null});
    const path = {approval: `/api/organisations/${this.id}/approval`, rejection: `/api/organisations/${this.id}/rejection`, suspension: `/api/organisations/${this.id}/suspension`, reinstatement: `/api/organisations/${this.id}/reinstatement`}[noun];
    try {
      await post(path, answer.reason ? {reason: answer.reason} : {}, {key: newKey()});
      toast(t(`done.organisation.${noun}`, {name: this.it.name}));
    } catch (problem) {
      this.refused = problem;
    }
    await this.load();
    this.busy = false;
  }

  render() {
    if (this.problem && !this.it) return failed(this.problem, () => this.load(), true);
    const o = this.it;
    if (!o) return skeleton(3);
    const row = (label, value) => (value ? html`<dt>${label}</dt><dd>${value}</dd>` : nothing);
    return html`<div class="yq-page-head"><div><h1 tabindex="-1">${o.name}</h1><p>${status('organisation', o.state)} <span class="yq-num">${o.number}</span> · ${t(`organisations.${o.kind}`)}</p></div>
        ${is('district-admin', 'city-admin', 'auditor') ? html`<a class="yq-btn yq-no-print" href="/desk/people?organisation=${o.id}">${icon('users')}${t('desk.people')}</a>` : nothing}</div>
      ${this.refused ? html`<div class="yq-below">${problemNote(this.refused)}</div>` : nothing}
      <div class="yq-two"><div class="yq-stack">
        ${o.creditCodeOverride ? html`<p class="yq-note yq-note-wait">${icon('alert')}<span>${t('organisation.override', {reason: o.creditCodeOverride.reason ?? o.creditCodeOverride})}</span></p>` : nothing}
        <section class="yq-card yq-pad"><dl class="yq-facts">${row(t('organisation.creditCode'), html`<span class="yq-num">${o.creditCode}</span>`)}${row(t('organisations.division'), placeOf(o))}
          ${row(t('organisation.address'), o.address)}${row(t('organisation.contact'), html`${o.contact.name} <a href="tel:${o.contact.phone}">${o.contact.phone}</a> ${o.contact.email}`)}
          ${row(t('organisation.profile'), o.profile ? html`<span class="yq-prewrap">${o.profile}</span>` : '')}${row(t('organisations.created'), dateTime(o.createdAt))}${row(t('orders.due'), o.dueAt ? due(o.dueAt) : '')}</dl></section>
        ${o.steps.some((noun) => MOVES[noun]) ? html`<div class="yq-sticky-foot">${o.steps.filter((noun) => MOVES[noun]).map((noun) => html`<button class="yq-btn ${MOVES[noun][1]}" type="button" ?disabled=${this.busy} @click=${() => this.act(noun)}>${icon(MOVES[noun][0])}${t(`move.organisation.${noun}`)}</button>`)}</div>` : nothing}</div>
        <section class="yq-card yq-pad"><h2 class="yq-h">${t('order.history')}</h2><yq-timeline subject="organisation" .history=${o.history}></yq-timeline></section></div>`;
  }
});
