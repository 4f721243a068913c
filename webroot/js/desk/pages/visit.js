// One visit: when and where, who comes and why, what happened, what comes next, the report, and the moves open to the reader.
import {El, define, html, icon, nothing} from '../../base.js';
import {download, get} from '../../api.js';
import {dateTime, listed, money, nameOf, need, t} from '../../i18n.js';
import {on} from '../../live.js';
import {is} from '../../session.js';
import {failed, problemNote, skeleton} from '../../ui/yq-empty.js';
import {status} from '../../ui/yq-status.js';
import '../../ui/yq-timeline.js';
import '../../ui/yq-upload.js';
import {read} from '../../url.js';
import {areaNames, catalogue, mayFollow, moment, says, spanWords} from '../visit-facts.js';
import {fact} from '../parts.js';
import {go, name} from '../router.js';
import {move, moveButtons, notices} from '../visit-moves.js';
import '../visit-reassign.js';
import {reportView} from '../visit-report.js';
import '../visit-reschedule.js';
import {seriesFact} from '../visit-series.js';
import {upcoming, visitStep} from '../visit-step.js';
import {why} from '../visit-why.js';

await need('visit.');

define('yq-visit', class extends El {
  static properties = {id: {}, visit: {state: true}, report: {state: true}, known: {state: true}, dialog: {state: true}, problem: {state: true}, refused: {state: true}, busy: {state: true}};

  connectedCallback() {
    super.connectedCallback();
    this.fresh = read().requested === '1'; // just asked for: the reader is told what happens now
    this.stop = on('visit', (event) => { if (!event.id || event.id === this.id) this.load(); });
    this.load();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.stop();
  }

  load() { return this.show(get(`/api/visits/${this.id}`)); }

  /** A visit, or the promise of one, with the report that it may have by now. */
  show(come) {
    return this.latest(async () => {
      const [visit, known] = await Promise.all([come, catalogue()]);
      return {visit, known, report: visit.reportedAt && !is('finance') ? await get(`/api/visits/${this.id}/report`) : null, problem: null};
    }, (now) => {
      this.set(now);
      name(`${now.visit.number} ${nameOf(now.visit.type)}`);
    });
  }

  /** Runs a move; when it came too late, shows why and how things stand now. */
  async act(noun) {
    if (noun === 'reschedule' || noun === 'reassignment') { this.dialog = noun; return; }
    this.set({busy: true, refused: null});
    try {
      const now = await move(this.visit, noun);
      if (now) await this.show(now);
    } catch (problem) {
      this.refused = problem;
      if (problem.status === 409 || problem.status === 412) await this.load();
    }
    this.busy = false;
  }

  moved(visit) {
    this.dialog = null;
    if (visit) this.show(visit);
    else go('/desk/visits'); // handed over: it is the colleague's now
  }

  async file(name, as) {
    this.refused = null;
    await download(`/api/visits/${this.id}/${name}`, as).catch((problem) => { this.refused = problem; });
  }

  requested(v) {
    if (!this.fresh || v.state !== 'requested') return nothing;
    return html`<div class="yq-note yq-note-done yq-below" role="status">${icon('circle-check')}<div><strong>${v.details.series.length > 1 ? t('visit.requestedSeries', {n: v.details.series.length}) : t('visit.requested', {number: v.number})}</strong>
      <ol class="yq-how">${[1, 2, 3].map((n) => html`<li>${t(`visit.requested.${n}`, {name: v.team[0].name, by: moment(v.dueAt), when: moment(v.from)})}</li>`)}</ol></div></div>`;
  }

  facts(v) {
    const d = v.details;
    const call = (phone) => (phone ? html` <a class="yq-nowrap" href="tel:${phone}">${phone}</a>` : nothing);
    return html`<section class="yq-card yq-pad yq-stack"><dl class="yq-facts">
      ${fact(t('visit.time'), html`<strong>${spanWords(v.from, v.to)}</strong>${v.moved ? html` <span class="yq-muted">${t('visit.moved', {n: v.moved})}</span>` : nothing}`)}
      ${fact(t('visit.address'), `${v.site.divisionName} ${v.site.address}`)}
      ${fact(t('visit.contact'), html`${v.site.contactName}${call(v.site.contactPhone)}`)}
      ${is('enterprise') ? nothing : fact(t('visit.enterprise'), is('finance') ? v.enterprise.name : html`<a href="/desk/plans/${v.enterprise.id}">${v.enterprise.name}</a>`)}
      ${fact(t('visit.areas'), areaNames(v.areas, this.known))}${fact(t('visit.programme'), html`${v.programme.name}${v.money ? nothing : html` <span class="yq-muted">${t('visit.free')}</span>`}`)}${fact(t('visit.cost'), v.money ? this.cost(v.money) : '')}
      ${fact(t('visit.need'), d.need ? html`<span class="yq-prewrap">${d.need}</span>` : '')}
      ${fact(t('visit.follows'), v.follows ? html`<a href="/desk/visits/${v.follows}">${t('visit.followed')}</a>` : '')}
      ${seriesFact(v)}${fact(t('visit.checkIn'), d.checkIn ? dateTime(d.checkIn.at) : '')}${fact(t('visit.left'), v.leftAt ? dateTime(v.leftAt) : '')}</dl>
      ${d.files.length ? html`<div><h3 class="yq-label-strong">${t('visit.files')}</h3><yq-upload readonly .value=${d.files}></yq-upload></div>` : nothing}${this.intake(d)}</section>`;
  }

  /** Who pays how much; officials see from which budget, and where the money is. */
  cost(m) {
    const pays = t('visit.governmentPays', {money: money(m.feeFen)});
    if (is('enterprise', 'expert')) return html`<strong>${pays}</strong>`;
    return html`<strong>${pays}</strong> <span class="yq-chip">${t(`visit.money.${m.state}`, {payment: m.payment})}</span><div><a href="/desk/budgets/${m.budget.id}">${m.budget.name}</a></div>`;
  }

  /** What the enterprise answered beforehand. */
  intake(d) {
    const said = (q) => q.options.find((o) => o.value === d.answers[q.key]);
    const asked = d.questions.filter(said);
    if (!asked.length) return nothing;
    return html`<details class="yq-preview"><summary>${t('visit.answers', {n: asked.length})}</summary><dl class="yq-answered">${asked.map((q) => html`<div><dt>${says(q)}</dt><dd>${says(said(q))}</dd></div>`)}</dl></details>`;
  }

  team(v) {
    return html`<section class="yq-card yq-pad yq-stack"><h2 class="yq-h">${t('visit.team')}</h2>
      <ul class="yq-people">${v.team.map((one) => html`<li><span class="yq-avatar" aria-hidden="true">${[...one.name][0]}</span><div class="yq-grow"><strong>${one.name}</strong> ${v.team.length > 1 && one.lead ? html`<span class="yq-chip">${t('visit.lead')}</span>` : nothing}
        <div class="yq-muted yq-small">${[one.title, one.employer].filter(Boolean).join(' · ')}</div></div>${one.phone ? html`<a class="yq-btn yq-btn-sm yq-no-print" href="tel:${one.phone}">${icon('phone')}${one.phone}</a>` : nothing}</li>`)}</ul>
      ${why(v, this.known)}
      ${v.details.bypassed.length ? html`<div class="yq-note yq-note-wait">${icon('alert')}<div>${t('visit.bypassed', {rules: listed(v.details.bypassed.map((code) => t(`rule.${code}`)))})}<div>${t('why.reason', {reason: v.details.bypassReason})}</div></div></div>` : nothing}</section>`;
  }

  record(v) {
    if (!v.late && v.state !== 'missed') return nothing;
    return html`<p class="yq-note ${v.excused ? '' : 'yq-note-wait'}">${icon(v.excused ? 'shield-check' : 'alert')}<span>${t(v.excused ? 'visit.excused' : 'visit.recorded')}</span></p>`;
  }

  afterwards(v) {
    if (v.state !== 'completed' || is('finance')) return nothing;
    return html`<section class="yq-card yq-pad yq-row yq-spread yq-no-print"><span>${t('visit.afterwards')}</span><span class="yq-row"><a class="yq-btn yq-btn-primary" href="/desk/plans/${v.enterprise.id}">${icon('list-check')}${t(is('enterprise') ? 'desk.myPlan' : 'desk.plan')}</a>
      ${is('enterprise') && mayFollow(v) ? html`<a class="yq-btn" href="/desk/diagnosis?follows=${v.id}">${icon('calendar')}${t('visit.followUp')}</a>` : nothing}</span></section>`;
  }

  moves(v) {
    const buttons = moveButtons(v, (noun) => this.act(noun), this.busy);
    const writes = v.steps.includes('report') || v.steps.includes('report-submission');
    if (!buttons.length && !writes && !v.steps.includes('check-in')) return nothing;
    return html`<div class="yq-sticky-foot yq-no-print">${writes ? html`<a class="yq-btn yq-btn-primary" href="/desk/field/${v.id}">${icon('edit')}${t('visit.write')}</a>` : nothing}
      ${v.steps.includes('check-in') ? html`<a class="yq-btn yq-btn-primary" href="/desk/field/${v.id}">${icon('pin')}${t('visit.toToday')}</a>` : nothing}${buttons}</div>`;
  }

  render() {
    if (this.problem && !this.visit) return failed(this.problem, () => this.load(), true);
    const v = this.visit;
    if (!v) return skeleton(3);
    return html`<div class="yq-page-head"><div><h1 tabindex="-1">${nameOf(v.type)}</h1><p class="yq-row">${status('visit', v.state)}<span class="yq-no-print">${visitStep(v)}</span></p><p><span class="yq-num">${v.number}</span>${is('enterprise') ? nothing : html` · ${v.enterprise.name}`} · ${t('visit.createdAt', {date: dateTime(v.createdAt)})}</p></div>
        <div class="yq-row yq-no-print">${is('finance') ? nothing : html`${v.reportedAt ? html`<button class="yq-btn" type="button" @click=${() => this.file('report.pdf', `${v.number}.pdf`)}>${icon('download')}${t('visit.pdf')}</button>` : nothing}<button class="yq-btn" type="button" @click=${() => this.file('calendar.ics', `${v.number}.ics`)}>${icon('calendar')}${t('visit.ics')}</button>`}<button class="yq-btn" type="button" data-do="print">${icon('printer')}${t('visit.print')}</button></div></div>
      ${this.requested(v)}${this.refused ? html`<div class="yq-below">${problemNote(this.refused)}</div>` : nothing}
      <div class="yq-two yq-paper-two"><div class="yq-stack">${this.record(v)}${this.report ? reportView(this.report, this.known) : nothing}${this.afterwards(v)}${this.facts(v)}${this.team(v)}${notices(v)}${this.moves(v)}</div>
        <section class="yq-card yq-pad"><h2 class="yq-h">${t('order.history')}</h2><yq-timeline subject="visit" .history=${v.details.history} .next=${upcoming(v)}></yq-timeline></section></div>
      <yq-reschedule .visit=${this.dialog === 'reschedule' ? v : null} @yq-gone=${() => { this.dialog = null; }} @yq-moved=${(e) => this.moved(e.detail.visit)}></yq-reschedule>
      <yq-reassign .visit=${this.dialog === 'reassignment' ? v : null} .known=${this.known} @yq-gone=${() => { this.dialog = null; }} @yq-moved=${(e) => this.moved(e.detail.visit)}></yq-reassign>`;
  }
});
