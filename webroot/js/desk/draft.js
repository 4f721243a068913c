// A report while it is written: kept on the device at every change, saved on the server when there is a network, and
// brought together with what another device saved meanwhile.
import {Problem, get, newKey, post} from '../api.js';
import {current} from '../session.js';
import {merge} from './draft-merge.js';
import {kept} from './kept.js';

const PAUSE = 1500;
const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

const sorted = (answers) => Object.fromEntries(Object.entries(answers).sort(([a], [b]) => a.localeCompare(b)));

/** What is written in a report, without what the server adds. */
const written = ({answers, summary, photos, actions}) => ({
  answers: sorted(answers), summary, photos: photos.map(({id, name, size, type}) => ({id, name, size, type})),
  actions: actions.map(({area, finding, severity, action, owner, dueOn}) => ({area, finding, severity, action, owner, dueOn})),
});

/** Whether the server keeps it: a finding without words is no finding yet. */
export const whole = (a) => !!a.area && (a.finding ?? '').trim().length >= 2 && (a.action ?? '').trim().length >= 2;

export class Draft {
  /** changed(): draw again */
  constructor(visitId, changed) {
    Object.assign(this, {visitId, changed, mayWrite: false, busy: false, submitting: false, problem: null, clash: null, merged: null});
    this.place = `yq-report:${current()?.id}:${visitId}`;
    this.leave = () => { if (document.hidden) this.save(); };
    this.back = () => this.save();
    document.addEventListener('visibilitychange', this.leave);
    addEventListener('online', this.back);
  }

  close() {
    clearTimeout(this.timer);
    this.save();
    document.removeEventListener('visibilitychange', this.leave);
    removeEventListener('online', this.back);
  }

  local() { try { return JSON.parse(localStorage.getItem(this.place)); } catch { return null; } }

  async open() {
    const {body: report, at} = await kept(`/api/visits/${this.visitId}/report`);
    const local = this.local();
    this.report = report;
    Object.assign(this, local ?? {base: written(report), mine: written(report), version: report.version});
    this.savedAt = report.savedAt;
    if (local && !at && report.version !== local.version) this.bring(report);
    this.changed();
  }

  get dirty() { return !!this.mine && !same(this.mine, this.base) && !same(this.mine, this.sent); }

  /** What came on the device only: lost when its memory is cleared, so it is said. */
  get unsent() { return this.dirty || !!this.clash; }

  change(part, value) {
    this.mine = {...this.mine, [part]: part === 'answers' ? sorted(value) : value};
    this.keep();
    this.saveSoon();
    this.changed();
  }

  saveSoon(pause = PAUSE) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), pause);
  }

  keep() {
    try {
      localStorage.setItem(this.place, JSON.stringify({base: this.base, mine: this.mine, version: this.version}));
      this.full = false;
    } catch {
      this.full = true; // then only the server has it
    }
  }

  forget() {
    clearTimeout(this.timer);
    localStorage.removeItem(this.place);
    this.base = this.mine;
  }

  body() {
    const {answers, summary, photos, actions} = this.mine;
    return {answers, summary, photos: photos.map((p) => p.id), actions: actions.filter(whole).map((a) => ({...a, owner: a.owner || null, dueOn: a.dueOn || null}))};
  }

  async save() {
    if (!this.mayWrite || !this.dirty || this.busy || this.submitting || this.clash || !navigator.onLine) return;
    await (this.saving = this.send());
  }

  async send() {
    this.busy = true;
    this.problem = null;
    this.changed();
    const sent = this.mine;
    try {
      this.took(await post(`/api/visits/${this.visitId}/report`, this.body(), {key: newKey(), match: this.version, ask: false}), sent);
    } catch (problem) {
      await this.failed(problem);
    }
    this.busy = false;
    this.changed();
    if (this.dirty && !this.problem && !this.clash) this.saveSoon();
  }

  took(report, sent) {
    Object.assign(this, {report, version: report.version, base: written(report), savedAt: report.savedAt, sent});
    if (same(sent, this.base)) this.sent = null;
    this.keep();
  }

  /** Another device saved meanwhile: both are brought together; anything else is said, and stays on the device. */
  async failed(problem) {
    if (!(problem instanceof Problem)) throw problem;
    if (problem.status !== 412) {
      this.problem = problem.status === 0 ? null : problem;
      return;
    }
    try {
      this.bring(await get(`/api/visits/${this.visitId}/report`));
    } catch (lost) {
      this.problem = lost;
    }
  }

  bring(report) {
    const theirs = written(report);
    const {value, clashes} = merge(this.base, this.mine, theirs);
    const who = {name: report.savedBy, at: report.savedAt};
    if (clashes.length) {
      this.clash = {theirs, value, clashes, report, who};
      return;
    }
    Object.assign(this, {report, version: report.version, base: theirs, mine: value, sent: null, merged: same(value, this.mine) ? null : who});
    this.keep();
    this.saveSoon(0);
  }

  /** Where both wrote something else: mine, or theirs; what only one of them wrote is kept in any case. */
  settle(which) {
    const {theirs, report, who} = this.clash;
    const value = which === 'mine' ? this.clash.value : merge(this.base, this.mine, theirs, 'theirs').value;
    Object.assign(this, {report, version: report.version, base: theirs, mine: value, sent: null, clash: null, merged: who});
    this.keep();
    this.changed();
    return this.save();
  }

  /** Sends the report; problems are thrown, but for another device's saving, which is brought together first. */
  async submit(key) {
    this.submitting = true; // and with it what is written: no saving may come between
    try {
      await this.saving; // the own saving is not another device's
      const report = await post(`/api/visits/${this.visitId}/report-submission`, this.body(), {key, match: this.version});
      this.report = report;
      this.forget();
      return report;
    } catch (problem) {
      if (problem.status === 412) await this.failed(problem);
      throw problem;
    } finally {
      this.submitting = false;
      if (this.dirty) this.saveSoon();
      this.changed();
    }
  }
}
