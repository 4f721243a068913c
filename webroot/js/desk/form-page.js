// What every page does on which a thing is made or changed: one form, a key for each try, and back to the thing once it is saved.
import {El, html} from '../base.js';
import {get, newKey, patch, post} from '../api.js';
import {failed, skeleton} from '../ui/yq-empty.js';
import '../ui/yq-form.js';
import {toast} from '../ui/yq-toast.js';
import {head} from './parts.js';
import {go, name} from './router.js';

/**
 * A page says its list (under /api and /desk), its words {title, lead, save}, done(saved) for the note, around() for what
 * the form needs besides, start(now) and fields(now, around) of the form, and body(value) for the API; now is the thing to
 * be changed, null for a new one.
 */
export class FormPage extends El {
  static properties = {id: {}, form: {state: true}, problem: {state: true}, refused: {state: true}, busy: {state: true}};

  connectedCallback() {
    super.connectedCallback();
    this.key = newKey();
    this.load();
  }

  async load() {
    this.problem = null;
    try {
      const [now, around] = await Promise.all([this.id ? get(`/api/${this.list}/${this.id}`) : null, this.around()]);
      this.version = now?.version;
      name(this.words.title);
      this.form = {start: this.start(now), fields: this.fields(now, around)};
    } catch (problem) {
      this.problem = problem;
    }
  }

  body(value) { return value; }

  async save(value) {
    this.set({busy: true, refused: null});
    try {
      const saved = this.id ? await patch(`/api/${this.list}/${this.id}`, this.body(value), {match: this.version}) : await post(`/api/${this.list}`, this.body(value), {key: this.key});
      this.querySelector('yq-form').forget();
      toast(this.done(saved));
      return go(`/desk/${this.list}/${saved.id}`);
    } catch (problem) {
      this.refused = problem;
      if (problem.status) this.key = newKey(); // a corrected form is another request
    }
    this.busy = false;
  }

  render() {
    if (this.problem) return failed(this.problem, () => this.load(), true);
    if (!this.form) return skeleton(3);
    const {title, lead, save} = this.words;
    return html`${head(title, lead)}
      <div class="yq-card yq-pad yq-narrow"><yq-form draft=${`${this.list}-${this.id ?? 'new'}-${this.version ?? 0}`} .fields=${this.form.fields} .value=${this.form.start} .problem=${this.refused} .submitLabel=${save} ?busy=${this.busy} @yq-submit=${(e) => this.save(e.detail.value)}></yq-form></div>`;
  }
}
