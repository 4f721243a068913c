// One import: how far the check is, what is wrong row by row, and the application, all or nothing.
import {El, define, html, icon, nothing} from '../../base.js';
import {get, newKey, post} from '../../api.js';
import {dateTime, need, number, t} from '../../i18n.js';
import {on} from '../../live.js';
import {confirm} from '../../ui/yq-dialog.js';
import {empty, failed, problemNote, skeleton} from '../../ui/yq-empty.js';
import {status} from '../../ui/yq-status.js';
import '../../ui/yq-table.js';
import {exportButton} from '../export.js';
import {importState, moving} from '../import-state.js';
import {head} from '../parts.js';
import {name} from '../router.js';

await need('imports.');

/** kind → where what was imported can be seen */
const SEE = {listings: '/desk/listings?state=draft', enterprises: '/desk/organisations?state=active', 'travel-times': '/desk/travel-times'};

define('yq-import', class extends El {
  static properties = {id: {}, it: {state: true}, problem: {state: true}, refused: {state: true}, busy: {state: true}};

  connectedCallback() {
    super.connectedCallback();
    this.stop = on('job', (event) => { if (event.id === this.id || event.topic === '*') this.load(); });
    this.load();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.stop();
    clearTimeout(this.again);
  }

  async load() {
    clearTimeout(this.again);
    try {
      this.set({it: await get(`/api/imports/${this.id}`), problem: null});
      name(this.it.name);
    } catch (problem) {
      this.problem = problem;
    }
    // live updates tell the end; how far it is has to be asked for
    if (this.isConnected && this.it && moving(this.it)) this.again = setTimeout(() => this.load(), 1000);
  }

  async apply() {
    const {ok} = await confirm({heading: t('imports.apply', {n: number(this.it.valid)}), text: t(`imports.applyAsk.${this.it.kind}`, {n: number(this.it.valid)}), ok: t('imports.applyYes')});
    if (!ok) return;
    this.set({busy: true, refused: null});
    try {
      this.it = await post(`/api/imports/${this.id}/application`, undefined, {key: this.key ??= newKey()});
    } catch (problem) {
      this.refused = problem;
    }
    await this.load();
    this.busy = false;
  }

  progress() {
    const {done, rows, state} = this.it;
    const text = rows ? t('imports.doneOf', {done: number(done), rows: number(rows)}) : t('imports.reading');
    return html`<section class="yq-card yq-pad yq-stack" aria-live="polite"><strong>${t(`imports.${state}`)}</strong>
      ${rows ? html`<progress max=${rows} value=${Math.min(done, rows)} aria-label=${text}></progress>` : html`<progress aria-label=${text}></progress>`}<span class="yq-muted">${text}</span><span class="yq-muted yq-small">${t('imports.leave')}</span></section>`;
  }

  again_() { return html`<a class="yq-btn" href="/desk/imports">${icon('upload')}${t('imports.another')}</a>`; }

  outcome() {
    const job = this.it;
    const valid = number(job.valid);
    if (job.state === 'applied') {
      return html`<div class="yq-note yq-note-done">${icon('circle-check')}<div class="yq-grow"><strong>${t('imports.appliedNote', {n: valid})}</strong><div>${t(`imports.appliedText.${job.kind}`)}</div>
        <p class="yq-row"><a class="yq-btn yq-btn-primary" href=${SEE[job.kind]}>${t(`imports.see.${job.kind}`)}</a>${this.again_()}</p></div></div>`;
    }
    if (job.steps.includes('application')) {
      return html`<div class="yq-note yq-note-done">${icon('circle-check')}<div class="yq-grow"><strong>${t('imports.good', {n: valid})}</strong><div>${t('imports.goodText')}</div>
        <p class="yq-row"><button class="yq-btn yq-btn-primary" type="button" aria-busy=${!!this.busy} ?disabled=${this.busy} @click=${() => this.apply()}>${icon('check')}${t('imports.apply', {n: valid})}</button>${this.again_()}</p></div></div>`;
    }
    return html`<div class="yq-note yq-note-bad">${icon('alert')}<div class="yq-grow"><strong>${t(job.state === 'failed' ? 'imports.failedNote' : 'imports.questions', {n: number(job.problemCount)})}</strong>
      <div>${job.state === 'failed' ? t('imports.failedText') : t('imports.questionsText', {rows: number(job.rows ?? 0), valid})}</div><p class="yq-row">${this.again_()}</p></div></div>`;
  }

  table() {
    const {problems, problemCount} = this.it;
    if (!problems.length) return nothing;
    const columns = [
      {key: 'row', label: t('imports.row'), cell: (p) => html`<span class="yq-num">${t('imports.rowN', {n: number(p.row)})}</span>`},
      {key: 'column', label: t('imports.column'), side: true, cell: (p) => p.column?.replace(/[*＊]$/, '') ?? t('imports.whole')},
      {key: 'value', label: t('imports.value'), cell: (p) => (p.value === null ? html`<span class="yq-muted">${p.row === 1 ? '—' : t('imports.blank')}</span>` : html`<code class="yq-cell">${p.value}</code>`)},
      {key: 'detail', label: t('imports.wrong'), first: true, cell: (p) => p.detail}];
    const rows = problems.map((p, index) => ({...p, id: String(index)}));
    return html`<section class="yq-card yq-problems"><div class="yq-row yq-spread yq-pad yq-flat"><h2 class="yq-h">${t('imports.problems')}</h2>${exportButton('import-problems', {import: this.id})}</div>
      ${problemCount > problems.length ? html`<p class="yq-pad yq-muted">${t('imports.firstOnly', {n: number(problems.length), all: number(problemCount)})}</p>` : nothing}
      <yq-table plain .label=${t('imports.problems')} .columns=${columns} .rows=${rows}></yq-table></section>`;
  }

  render() {
    if (this.problem && !this.it) {
      return this.problem.status === 404 ? empty({picture: 'search', page: true, title: t('imports.gone'), text: t('imports.goneText'), action: html`<a class="yq-btn" href="/desk/imports">${t('desk.imports')}</a>`}) : failed(this.problem, () => this.load(), true);
    }
    const job = this.it;
    if (!job) return skeleton(2);
    return html`${head(job.name, html`${status('job', importState(job))} ${t(`imports.kind.${job.kind}`)} · ${dateTime(job.createdAt)}`)}
      ${this.refused ? html`<div class="yq-below">${problemNote(this.refused)}</div>` : nothing}
      <div class="yq-stack">${moving(job) ? this.progress() : html`${this.outcome()}${this.table()}`}</div>`;
  }
});
