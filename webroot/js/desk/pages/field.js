// One visit as its expert has it in hand on site: arrive, ask, write down, send. Works on while there is no network.
import {El, define, html, icon, nothing} from '../../base.js';
import {newKey} from '../../api.js';
import {dateTime, lang, need, t} from '../../i18n.js';
import {on} from '../../live.js';
import {failed, problemNote, skeleton} from '../../ui/yq-empty.js';
import {status} from '../../ui/yq-status.js';
import {toast} from '../../ui/yq-toast.js';
import {onBack, read, write} from '../../url.js';
import {Draft} from '../draft.js';
import {draftNotes} from '../draft-notes.js';
import {arrival, standing, visitFacts} from '../field-visit.js';
import {findings} from '../findings.js';
import {kept} from '../kept.js';
import {waiting} from '../outbox.js';
import '../outbox-note.js';
import {Photos, photoPart} from '../photos.js';
import {missingIn, placed} from '../report-check.js';
import {questionPart} from '../report-questions.js';
import {submission} from '../report-submission.js';
import {name, rules} from '../router.js';
import {clock} from '../visit-words.js';

await Promise.all([need('field.'), need('today.'), rules('field')]);

const PARTS = ['visit', 'questions', 'findings', 'photos', 'submission'];

define('yq-field', class extends El {
  static properties = {id: {}, visit: {state: true}, areas: {state: true}, part: {state: true}, old: {state: true}, problem: {state: true}, refused: {state: true}, errors: {state: true}, busy: {state: true}};

  connectedCallback() {
    super.connectedCallback();
    const redraw = () => this.requestUpdate();
    this.set({part: read().part ?? 'visit', errors: [], key: newKey()});
    this.draft = new Draft(this.id, redraw);
    this.photos = new Photos(this.id, this.draft, redraw);
    this.sent = (e) => { if (e.detail?.visit?.id === this.id) this.show(e.detail.visit); else redraw(); };
    this.back = () => { this.load(); this.photos.send(); };
    addEventListener('yq-outbox', this.sent);
    addEventListener('online', this.back);
    addEventListener('offline', redraw);
    this.stops = [on('visit', (event) => { if (event.id === this.id) this.refresh(); }), onBack(() => { this.part = read().part ?? 'visit'; }), () => removeEventListener('yq-outbox', this.sent), () => removeEventListener('online', this.back), () => removeEventListener('offline', redraw), () => this.draft.close()];
    this.load();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.stops.forEach((stop) => stop());
  }

  async load() {
    this.problem = null;
    try {
      const [visit, types] = await Promise.all([kept(`/api/visits/${this.id}`), kept('/api/diagnosis/types')]);
      this.set({areas: types.body.areas, old: visit.at});
      this.show(visit.body);
      await Promise.all([this.draft.open(), this.photos.open()]);
    } catch (problem) {
      this.problem = problem;
    }
  }

  /** What others did to the visit; what is being written stays. */
  async refresh() {
    const {body, at} = await kept(`/api/visits/${this.id}`).catch(() => ({}));
    if (body && !at) this.show(body);
  }

  show(visit) {
    if (this.visit?.version > visit.version) return; // an answer that a move has overtaken
    this.visit = visit;
    this.draft.mayWrite = ['in-progress', 'reporting'].includes(visit.state);
    name(`${visit.number} ${visit.enterprise.name}`);
    this.draft.save();
  }

  /** Where the visit stands for the one who is there: what waits to be sent counts as done. */
  get state() { return standing(this.visit, waiting(this.id)); }

  get writing() { return ['in-progress', 'reporting'].includes(this.state) && !!this.draft.mine; }

  turn(part) {
    this.part = part;
    write({...read(), part: part === 'visit' ? '' : part});
    scrollTo(0, 0);
    this.updateComplete.then(() => this.querySelector(`#part-${part}`)?.focus());
  }

  change(part, value) {
    this.errors = this.errors.filter((e) => !(e.name === part || e.name.startsWith(`${part}/`)) || part === 'answers');
    if (part === 'answers') this.errors = this.errors.filter((e) => !value[e.name.slice('answers/'.length)]);
    this.draft.change(part, value);
  }

  /** Runs a move that the server decides at once. */
  async act(work) {
    this.set({busy: true, refused: null});
    try {
      const now = await work();
      if (now) this.show(now);
    } catch (problem) {
      this.refused = problem;
      if (problem.status === 409) await this.load();
    }
    this.busy = false;
  }

  async submit() {
    this.set({errors: missingIn(this.draft), refused: null});
    if (this.errors.length) return this.toErrors();
    this.busy = true;
    try {
      await this.draft.submit(this.key);
      toast(t('field.submitted', {name: this.visit.enterprise.name}));
      await this.load();
      this.turn('visit');
    } catch (problem) {
      if (problem.status) this.key = newKey();
      this.errors = placed(problem, this.draft);
      if (!this.errors.length && problem.status !== 412) this.refused = problem;
      this.toErrors();
    }
    this.busy = false;
  }

  toErrors() { this.updateComplete.then(() => this.querySelector('.yq-summary, [role="alert"]')?.focus()); }

  /** To the field that an error names, in whichever part it is. */
  async jump(e, error) {
    e.preventDefault();
    this.turn(error.part);
    await this.updateComplete;
    const field = this.querySelector(`[data-field="${CSS.escape(error.name)}"]`);
    field?.scrollIntoView({block: 'center'});
    field?.querySelector('input, select, textarea, button')?.focus({preventScroll: true});
  }

  summary() {
    if (!this.errors.length) return nothing;
    return html`<div class="yq-summary" tabindex="-1" role="alert"><h2>${t('field.missing', {n: this.errors.length})}</h2><ul>${this.errors.map((error) => html`<li><a href="#${error.name}" @click=${(e) => this.jump(e, error)}>${error.text}</a></li>`)}</ul></div>`;
  }

  tabs() {
    const d = this.draft;
    const total = d.report.questionnaire.questions.length;
    const counts = {questions: `${Object.keys(d.mine.answers).length}/${total}`, findings: d.mine.actions.length, photos: d.mine.photos.length + this.photos.waiting.length};
    return html`<nav class="yq-tabs yq-field-tabs" aria-label=${t('field.parts')}>${PARTS.map((part) => html`<a href=${part === 'visit' ? location.pathname : `${location.pathname}?part=${part}`} aria-current=${this.part === part ? 'page' : nothing}
      @click=${(e) => { e.preventDefault(); e.stopPropagation(); this.turn(part); }}>${t(`field.part.${part}`)}${counts[part] ? html` <span class="yq-num">${counts[part]}</span>` : nothing}</a>`)}</nav>`;
  }

  /** From one part to the next, where the thumb is. */
  foot() {
    const at = PARTS.indexOf(this.part);
    const to = (i, look) => html`<button class="yq-btn ${look}" type="button" @click=${() => this.turn(PARTS[i])}>${t(`field.part.${PARTS[i]}`)}${i > at ? icon('arrow-right') : nothing}</button>`;
    return html`<div class="yq-field-foot">${at > 0 ? to(at - 1, '') : nothing}${at < PARTS.length - 1 ? to(at + 1, at > 0 ? 'yq-btn-primary' : '') : nothing}</div>`;
  }

  body() {
    const part = this.writing ? this.part : 'visit';
    if (part === 'questions') return questionPart(this);
    if (part === 'findings') return findings(this);
    if (part === 'photos') return photoPart(this);
    if (part === 'submission') return submission(this);
    return html`${arrival(this)}${visitFacts(this)}`;
  }

  render() {
    if (this.problem && !this.visit) return failed(this.problem, () => this.load(), true);
    const v = this.visit;
    if (!v) return skeleton(3);
    return html`<div class="yq-field"><div class="yq-page-head"><div><h1 tabindex="-1">${v.enterprise.name}</h1>
        <p class="yq-row">${status('visit', this.state)}<span>${(lang() === 'en' && v.type.nameEn) || v.type.name} · ${dateTime(v.from)}–${clock(v.to)}</span></p><p><span class="yq-num">${v.number}</span></p></div>
        <a class="yq-btn yq-no-print" href="/desk/visits/${v.id}">${icon('file')}${t('field.all')}</a></div>
      <yq-outbox-note visit=${v.id}></yq-outbox-note>
      ${this.old ? html`<p class="yq-muted yq-small">${t('field.asOf', {when: dateTime(this.old)})}</p>` : nothing}
      ${this.refused ? html`<div class="yq-below">${problemNote(this.refused)}</div>` : nothing}${this.problem ? html`<div class="yq-below">${problemNote(this.problem)}</div>` : nothing}
      ${this.writing ? html`${draftNotes(this)}${this.summary()}<div class="yq-card">${this.tabs()}<div class="yq-pad yq-stack" id="part-${this.part}" tabindex="-1">${this.body()}${this.foot()}</div></div>` : html`<div class="yq-stack">${this.body()}</div>`}</div>`;
  }
});
