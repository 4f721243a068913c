// Whether the history still is what was written: the whole chain recomputed on demand, and what the daily checks found.
import {El, define, html, icon, nothing} from '../../base.js';
import {get} from '../../api.js';
import {date, dateTime, need, number, t} from '../../i18n.js';
import {empty, failed, problemNote, skeleton} from '../../ui/yq-empty.js';
import {status} from '../../ui/yq-status.js';
import '../../ui/yq-table.js';
import {actionWord, subject} from '../history-words.js';
import {fact, head} from '../parts.js';

await need('records.');

define('yq-verification', class extends El {
  static properties = {checks: {state: true}, problem: {state: true}, running: {state: true}, verdict: {state: true}, refused: {state: true}, entry: {state: true}};

  connectedCallback() {
    super.connectedCallback();
    this.load();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.clock);
  }

  async load() {
    this.problem = null;
    try {
      this.checks = await get('/api/events/checks');
    } catch (problem) {
      this.problem = problem;
    }
  }

  /** How far it is: asked of whichever node answers, which may not be the one that computes. */
  watch(since) {
    this.clock = setInterval(async () => {
      const checks = await get('/api/events/checks').catch(() => null);
      if (this.running) this.running = {...(checks?.running ?? this.running), seconds: Math.round((Date.now() - since) / 1000)};
    }, 1000);
  }

  async run() {
    this.set({running: {seconds: 0}, verdict: null, refused: null, entry: null});
    this.watch(Date.now());
    try {
      const verdict = await get('/api/events/verification');
      if (verdict.firstBroken) this.entry = (await get('/api/events', {position: verdict.firstBroken, limit: 1})).items[0] ?? null;
      this.verdict = {...verdict, at: new Date().toISOString()};
    } catch (problem) {
      this.refused = problem;
    }
    clearInterval(this.clock);
    this.running = null;
  }

  progress() {
    if (!this.running) return nothing;
    const {checked, of, seconds} = this.running;
    return html`<div class="yq-stack" role="status"><div>${of ? t('verify.progress', {checked: number(checked), of: number(of)}) : t('verify.working')} <span class="yq-muted">${t('verify.seconds', {n: seconds})}</span></div>
      ${of ? html`<progress max=${of} value=${checked} aria-label=${t('verify.run')}></progress>` : html`<progress aria-label=${t('verify.run')}></progress>`}</div>`;
  }

  result() {
    const v = this.verdict;
    if (!v) return nothing;
    const broken = v.firstBroken ? t('verify.broken', {n: number(v.firstBroken)}) : t('verify.strays', {n: number(v.strays)});
    return html`<div class="yq-note ${v.ok ? 'yq-note-done' : 'yq-note-bad'}" role=${v.ok ? 'status' : 'alert'}>${icon(v.ok ? 'circle-check' : 'alert')}<div><strong>${v.ok ? t('verify.ok', {n: number(v.checked)}) : broken}</strong>
        <div>${t(v.ok ? 'verify.okText' : 'verify.brokenText')}</div>
        ${v.firstBroken ? html`<p>${this.entry ? html`${dateTime(this.entry.at)} · ${this.entry.actor?.name ?? t('timeline.system')} · ${actionWord(this.entry.subjectKind, this.entry.action)} · ${subject(this.entry)}<br><a href="/desk/history?position=${v.firstBroken}">${t('verify.showEntry')}</a>` : t('verify.entryGone')}</p>` : nothing}</div></div>
      <dl class="yq-facts">${fact(t('verify.at'), dateTime(v.at))}${fact(t('verify.checked'), t('verify.entries', {n: number(v.checked)}))}${fact(t('verify.head'), v.head ? html`<span class="yq-hash">${v.head}</span>` : t('verify.empty'))}
        ${fact(t('verify.pending'), v.pending ? t('verify.entries', {n: number(v.pending)}) : t('verify.pendingNone'))}${v.strays ? fact(t('verify.strayLabel'), t('verify.entries', {n: number(v.strays)})) : nothing}</dl>`;
  }

  anchor() {
    const a = this.checks.anchors[0];
    if (!a) return html`<section class="yq-card yq-pad"><h2 class="yq-h">${t('verify.anchor')}</h2><p class="yq-muted">${t('verify.anchorNone')}</p></section>`;
    return html`<section class="yq-card yq-pad"><h2 class="yq-h">${t('verify.anchor')}</h2><dl class="yq-facts">${fact(t('verify.day'), date(a.day))}${fact(t('verify.made'), dateTime(a.at))}${fact(t('history.position'), number(a.position))}
      ${fact(t('verify.hash'), html`<span class="yq-hash">${a.hash}</span>`)}${fact(t('verify.mailed'), a.letters.length ? a.letters.map((l) => this.letter(l)) : t('verify.mailedNobody'))}</dl>
      <p class="yq-muted yq-small">${t('verify.anchorText')}</p></section>`;
  }

  letter(l) {
    return html`<div>${l.recipient} ${status('mail', l.state)}${l.sentAt ? html` <span class="yq-muted yq-small">${dateTime(l.sentAt)}</span>` : nothing}</div>`;
  }

  outcome(check) {
    if (!check) return html`<span class="yq-muted">${t('verify.notDone')}</span>`;
    const state = check.ok === null ? 'running' : check.ok ? 'ok' : 'broken';
    const found = check.ok !== false ? nothing : check.kind === 'reconciliation' ? html`<a class="yq-sub" href="/desk/budgets">${t('verify.budgets', {n: check.finding.budgets})}</a>`
      : html`<a class="yq-sub" href="/desk/history?position=${check.finding.position ?? ''}">${check.finding.position ? t('verify.broken', {n: number(check.finding.position)}) : t('verify.strays', {n: number(check.finding.strays)})}</a>`;
    return html`${status('check', state)}${found}`;
  }

  daily() {
    const days = new Map();
    const of = (day) => days.get(day) ?? days.set(day, {id: day, day}).get(day);
    for (const check of this.checks.checks) of(check.day)[check.kind] = check;
    for (const anchor of this.checks.anchors) of(anchor.day).anchor = anchor;
    const rows = [...days.values()].sort((a, b) => b.day.localeCompare(a.day));
    const columns = [
      {key: 'day', label: t('verify.day'), first: true, fixed: true, cell: (r) => html`<strong>${date(r.day)}</strong>`},
      {key: 'verification', label: t('verify.kind.verification'), cell: (r) => html`<span class="yq-narrow-only yq-muted yq-small">${t('verify.kind.verification')}</span> ${this.outcome(r.verification)}`},
      {key: 'reconciliation', label: t('verify.kind.reconciliation'), cell: (r) => html`<span class="yq-narrow-only yq-muted yq-small">${t('verify.kind.reconciliation')}</span> ${this.outcome(r.reconciliation)}`},
      {key: 'anchor', label: t('verify.anchorShort'), wide: true, cell: (r) => (r.anchor ? t('verify.anchorAt', {n: number(r.anchor.position), mails: r.anchor.letters.length}) : '—')}];
    return html`<section class="yq-card"><h2 class="yq-h yq-pad">${t('verify.daily')}</h2>${rows.length ? html`<yq-table .label=${t('verify.daily')} .columns=${columns} .rows=${rows}></yq-table>` : empty({picture: 'list', title: t('verify.dailyNone'), text: t('verify.dailyNoneText')})}</section>`;
  }

  render() {
    if (this.problem && !this.checks) return failed(this.problem, () => this.load(), true);
    if (!this.checks) return skeleton(3);
    return html`${head(t('desk.verification'), t('verify.intro'))}
      <div class="yq-stack"><div class="yq-two"><section class="yq-card yq-pad yq-stack"><h2 class="yq-h">${t('verify.chain')}</h2><p class="yq-muted">${t('verify.chainText')}</p>
          <div><button class="yq-btn yq-btn-primary" type="button" ?disabled=${!!this.running} aria-busy=${!!this.running} @click=${() => this.run()}>${this.running ? nothing : icon('shield-check')}${t('verify.run')}</button></div>
          ${this.progress()}${this.refused ? problemNote(this.refused) : nothing}${this.result()}</section>${this.anchor()}</div>${this.daily()}</div>`;
  }
});
