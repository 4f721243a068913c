// For whom no free time suits: the days that would, sent with what the booking holds; what becomes free is offered then.
import {El, define, emit, html, icon, nothing} from '../base.js';
import {newKey, post} from '../api.js';
import {plusDays, today} from '../dates.js';
import {nameOf, need, t} from '../i18n.js';
import '../ui/yq-form.js';
import {positionWords, weekdayWord} from './waiting-words.js';

await Promise.all(['booking.', 'visit.'].map(need));

const own = (error) => ['firstDay', 'lastDay', 'weekdays', 'part'].includes(error.pointer.split('/')[1]);

/**
 * type: the kind of visit; wish(): the booking without its time, null when it lacks something; open: shown at once;
 * emits yq-joined, and yq-refused {errors} with objections to the booking itself
 */
define('yq-wait-form', class extends El {
  static properties = {type: {attribute: false}, wish: {attribute: false}, open: {type: Boolean}, place: {state: true}, problem: {state: true}, busy: {state: true}};

  constructor() {
    super();
    this.start = {firstDay: plusDays(today(), 1), lastDay: plusDays(today(), 30), weekdays: [], part: 'any'};
    this.key = newKey();
  }

  willUpdate(changed) {
    if (changed.has('type') && changed.get('type')) this.set({place: null, problem: null});
  }

  fields() {
    return [
      {name: 'firstDay', label: t('wait.firstDay'), type: 'date', required: true, min: today(), half: true},
      {name: 'lastDay', label: t('wait.lastDay'), type: 'date', required: true, min: today(), half: true, check: (day, all) => (day < all.firstDay ? t('wait.wrongWay') : undefined)},
      {name: 'weekdays', label: t('wait.weekdays'), type: 'checks', hint: t('wait.weekdaysHint'), options: [1, 2, 3, 4, 5, 6, 7].map((value) => ({value, label: weekdayWord(value)}))},
      {name: 'part', label: t('wait.part'), type: 'radio', required: true, options: [{value: 'any', label: t('wait.any')}, {value: 'morning', label: t('slots.morning')}, {value: 'afternoon', label: t('slots.afternoon')}]}];
  }

  async send(days) {
    this.problem = null;
    const wish = this.wish();
    if (!wish) return;
    this.busy = true;
    try {
      const type = this.type; // another may be chosen until the answer comes
      this.place = {type, ...await post('/api/visits/waiting', {...wish, ...days}, {key: this.key})};
      this.key = newKey();
      emit(this, 'yq-joined');
    } catch (problem) {
      if (problem.status) this.key = newKey(); // what got no answer may have arrived
      this.refuse(problem);
    }
    this.busy = false;
    await this.updateComplete;
    this.querySelector('.yq-note')?.focus();
  }

  /** Each objection where it can be met: at the days here, the others where the booking is written. */
  refuse(problem) {
    const others = problem.errors.filter((error) => !own(error));
    if (others.length) emit(this, 'yq-refused', {errors: others});
    if (others.length < problem.errors.length || !others.length) this.problem = Object.assign(problem, {errors: problem.errors.filter(own)});
  }

  note(look, picture, title, rest) {
    return html`<div class="yq-note ${look}" tabindex="-1" role="status">${icon(picture)}<div><strong>${title}</strong>${rest}<p><a href="/desk/visits">${t('wait.see')}</a></p></div></div>`;
  }

  joined() {
    return this.note('yq-note-done', 'circle-check', t('wait.joined', {type: nameOf(this.place.type)}), html`<ol class="yq-how"><li>${this.place.position ? positionWords(this.place) : t('wait.offered')}</li><li>${t('wait.then')}</li><li>${t('wait.held')}</li></ol>`);
  }

  render() {
    if (!this.type) return nothing;
    if (this.place) return this.joined();
    const twice = this.problem?.code === 'duplicate';
    return html`<details class="yq-preview" ?open=${this.open}><summary>${t('wait.title')}</summary><div class="yq-stack"><p class="yq-hint">${t('wait.lead')}</p>
      ${twice ? this.note('yq-note-wait', 'info', t('wait.twice', {type: nameOf(this.type)}), html`<div>${t('wait.twiceText')}</div>`) : nothing}
      <yq-form .fields=${this.fields()} .value=${this.start} .problem=${twice ? null : this.problem} .submitLabel=${t('wait.send')} ?busy=${this.busy}
        @yq-input=${(e) => e.stopPropagation()} @yq-submit=${(e) => { e.stopPropagation(); this.send(e.detail.value); }}></yq-form></div></details>`;
  }
});
