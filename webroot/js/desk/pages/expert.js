// One expert: accreditations with their ends, where the days begin, and whether visits are given to them.
import {El, define, html, icon, nothing} from '../../base.js';
import {get, newKey, post} from '../../api.js';
import {date, dateTime, nameOf, need, number, t} from '../../i18n.js';
import {is} from '../../session.js';
import {today} from '../../dates.js';
import {confirm} from '../../ui/yq-dialog.js';
import {failed, problemNote, skeleton} from '../../ui/yq-empty.js';
import '../../ui/yq-form.js';
import {status} from '../../ui/yq-status.js';
import {toast} from '../../ui/yq-toast.js';
import {standing, types} from '../diagnosis-words.js';
import {fact} from '../parts.js';
import {name, rules} from '../router.js';

await Promise.all([need('diagnosis.'), rules('diagnosis')]);

define('yq-expert', class extends El {
  static properties = {id: {}, it: {state: true}, areas: {state: true}, problem: {state: true}, refused: {state: true}, wrong: {state: true}, adding: {state: true}, busy: {state: true}};

  connectedCallback() {
    super.connectedCallback();
    this.key = newKey();
    this.load();
  }

  async load() {
    this.problem = null;
    try {
      const [it, known] = await Promise.all([get(`/api/experts/${this.id}`), types()]);
      this.areas = known.areas;
      this.show(it);
    } catch (problem) {
      this.problem = problem;
    }
  }

  show(it) {
    this.it = it;
    name(it.name);
  }

  async act(work, said) {
    this.set({busy: true, refused: null});
    try {
      this.show(await work());
      toast(said);
    } catch (problem) {
      this.refused = problem;
      if (problem.status === 409) await this.load();
    }
    this.busy = false;
  }

  async suspend() {
    const {ok, reason} = await confirm({heading: t('experts.suspend'), text: t('experts.suspendText'), ok: t('experts.suspend'), reason: 'required', danger: true});
    if (ok) this.act(() => post(`/api/experts/${this.id}/suspension`, {reason}, {key: newKey()}), t('experts.suspended', {name: this.it.name}));
  }

  reinstate() { return this.act(() => post(`/api/experts/${this.id}/reinstatement`, {}, {key: newKey()}), t('experts.reinstated', {name: this.it.name})); }

  async end(a, area) {
    const {ok, reason} = await confirm({heading: t('experts.end'), text: t('experts.endText', {area}), ok: t('experts.end'), reason: 'required', danger: true});
    if (ok) this.act(() => post(`/api/experts/${this.id}/accreditation-ending`, {accreditationId: a.id, reason}, {key: newKey()}), t('experts.ended', {area}));
  }

  async accredit(value) {
    this.set({busy: true, wrong: null});
    try {
      this.show(await post(`/api/experts/${this.id}/accreditations`, value, {key: this.key}));
      toast(t('experts.accredited'));
      this.adding = null;
    } catch (problem) {
      this.wrong = problem;
    }
    this.key = newKey();
    this.busy = false;
  }

  open() {
    const start = today();
    this.set({wrong: null, adding: {validFrom: start, validTo: `${Number(start.slice(0, 4)) + 2}${start.slice(4) === '-02-29' ? '-02-28' : start.slice(4)}`}});
    this.fields = [
      {name: 'area', label: t('experts.area'), type: 'select', required: true, options: this.areas.map((a) => ({value: a.code, label: nameOf(a)}))},
      {name: 'validFrom', label: t('experts.validFrom'), type: 'date', required: true, half: true},
      {name: 'validTo', label: t('experts.validTo'), type: 'date', required: true, half: true, check: (to, all) => (to < all.validFrom ? t('experts.endsBefore') : undefined)},
      {name: 'document', label: t('experts.document'), required: true, minlength: 2, maxlength: 200, hint: t('experts.documentHint')}];
  }

  accreditations() {
    const names = new Map(this.areas.map((a) => [a.code, nameOf(a)]));
    const city = is('city-admin');
    const all = [...this.it.accreditations].sort((a, b) => a.expired - b.expired || a.validTo.localeCompare(b.validTo));
    return html`<section class="yq-card"><div class="yq-row yq-spread yq-flat"><h2 class="yq-h">${t('experts.accreditations')}</h2>${city ? html`<button class="yq-btn yq-btn-sm" type="button" @click=${() => this.open()}>${icon('plus')}${t('experts.addAccreditation')}</button>` : nothing}</div>
      ${all.length ? html`<ul class="yq-inbox">${all.map((a) => html`<li class="yq-todo-row"><div class="yq-grow"><strong>${names.get(a.area) ?? a.area}</strong><div class="yq-muted yq-small">${date(a.validFrom)} – ${date(a.validTo)} · ${a.document}</div></div>
        <div class="yq-row">${status('accreditation', a.expired ? 'expired' : a.expiring ? 'expiring' : 'valid')}${city && !a.expired ? html`<button class="yq-btn yq-btn-sm" type="button" ?disabled=${this.busy} @click=${() => this.end(a, names.get(a.area) ?? a.area)}>${t('experts.end')}</button>` : nothing}</div></li>`)}</ul>` : html`<p class="yq-pad yq-muted">${t('experts.noAccreditations')}</p>`}</section>`;
  }

  moves() {
    const e = this.it;
    return html`${is('city-admin') ? html`<a class="yq-btn" href="/desk/experts/${e.id}/edit">${icon('edit')}${t('experts.edit')}</a>` : nothing}
      <a class="yq-btn" href="/desk/hours/${e.resourceId}">${icon('calendar')}${t('experts.hours')}</a>
      <a class="yq-btn" href="/desk/today?expert=${e.id}">${icon('compass')}${t('experts.way')}</a>
      ${is('city-admin') ? html`<button class="yq-btn ${e.suspended ? '' : 'yq-btn-danger'}" type="button" ?disabled=${this.busy} @click=${() => (e.suspended ? this.reinstate() : this.suspend())}>${icon(e.suspended ? 'undo' : 'ban')}${t(e.suspended ? 'experts.reinstate' : 'experts.suspend')}</button>` : nothing}`;
  }

  render() {
    if (this.problem && !this.it) return failed(this.problem, () => this.load(), true);
    const e = this.it;
    if (!e) return skeleton(3);
    const d = e.details ?? {};
    return html`<div class="yq-page-head"><div><h1 tabindex="-1">${e.name}</h1><p class="yq-row">${status('expert', standing(e))}<span>${[e.title, e.employer].filter(Boolean).join(' · ')}</span></p></div><div class="yq-row yq-no-print">${this.moves()}</div></div>
      ${this.refused ? html`<div class="yq-below">${problemNote(this.refused)}</div>` : nothing}
      <div class="yq-two"><div class="yq-stack">${this.accreditations()}</div>
        <section class="yq-card yq-pad"><dl class="yq-facts">${fact(t('experts.load'), t('experts.visits', {n: number(e.load)}))}${fact(t('experts.next'), e.nextAt ? html`<a href="/desk/today?expert=${e.id}&day=${new Date(Date.parse(e.nextAt) + 8 * 3600e3).toISOString().slice(0, 10)}">${dateTime(e.nextAt)}</a>` : t('experts.noNext'))}
          ${fact(t('experts.weight'), String(e.weight))}${fact(t('experts.base'), e.base.name)}${fact(t('experts.start'), e.start.name)}${fact(t('experts.finish'), e.end.name)}
          ${fact(t('experts.phone'), d.phone ? html`<a href="tel:${d.phone.replaceAll(' ', '')}">${d.phone}</a>` : '')}${fact(t('experts.email'), d.email)}${fact(t('experts.employer'), e.employer)}
          ${fact(t('experts.interest'), e.employerId ? html`<a href="/providers/${e.employerId}">${t('experts.interestText')}</a>` : '')}${fact(t('experts.bio'), d.bio ? html`<span class="yq-prewrap">${d.bio}</span>` : '')}</dl></section></div>
      <yq-dialog ?open=${!!this.adding} size="narrow" .heading=${t('experts.addAccreditation')} @yq-close=${() => { this.adding = null; }}
        .body=${this.adding ? html`<yq-form .fields=${this.fields} .value=${this.adding} .problem=${this.wrong} ?busy=${this.busy} .submitLabel=${t('experts.addAccreditation')} @yq-submit=${(submit) => this.accredit(submit.detail.value)}></yq-form>` : nothing}></yq-dialog>`;
  }
});
