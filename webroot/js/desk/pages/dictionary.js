// The dictionaries: service categories, divisions, industries and policy items, as they are on a day.
import {El, define, html, icon, nothing} from '../../base.js';
import {need, t} from '../../i18n.js';
import {is} from '../../session.js';
import {onBack, read, write} from '../../url.js';
import {today} from '../../dates.js';
import {search, tabs} from '../list.js';
import {head} from '../parts.js';

await need('dictionary.');

/** part → [element, module, whether it has days] */
const PARTS = {
  '': ['yq-dict-categories', () => import('./dictionary-categories.js'), true],
  divisions: ['yq-dict-divisions', () => import('./dictionary-divisions.js'), true],
  industries: ['yq-dict-industries', () => import('./dictionary-industries.js'), false],
  policy: ['yq-dict-policy', () => import('./dictionary-policy.js'), false],
};
const WHEN = ['current', 'coming', 'ended', 'all'];

define('yq-dictionary', class extends El {
  static properties = {filter: {state: true}, body: {state: true}};

  connectedCallback() {
    super.connectedCallback();
    this.filter = read();
    this.stop = onBack(() => { this.filter = read(); });
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.stop();
  }

  narrow(change) {
    this.filter = {...this.filter, ...change};
    write(this.filter);
  }

  get part() { return this.filter.part in PARTS ? this.filter.part : ''; }

  async updated() {
    const [tag, load] = PARTS[this.part];
    if (this.body?.localName !== tag) {
      await load();
      if (PARTS[this.part][0] === tag) this.body = document.createElement(tag);
    }
    if (this.body) Object.assign(this.body, {day: this.filter.on || today(), when: this.filter.when ?? 'current', words: this.filter.q ?? ''});
  }

  days() {
    const on = this.filter.on || today();
    return html`<label class="yq-inline"><span>${t('dictionary.on')}</span><input type="date" .value=${on} @change=${(e) => this.narrow({on: e.target.value === today() ? '' : e.target.value})}></label>
      ${this.filter.on ? html`<button class="yq-btn yq-btn-sm" type="button" @click=${() => this.narrow({on: ''})}>${t('dictionary.today')}</button>` : nothing}
      <select aria-label=${t('dictionary.show')} @change=${(e) => this.narrow({when: e.target.value === 'current' ? '' : e.target.value})}>
        ${WHEN.map((when) => html`<option value=${when} ?selected=${(this.filter.when ?? 'current') === when}>${t(`dictionary.when.${when}`)}</option>`)}</select>`;
  }

  render() {
    const add = is('city-admin') && !this.part ? html`<a class="yq-btn yq-btn-primary" href="/desk/dictionary/new">${icon('plus')}${t('desk.categoryNew')}</a>` : nothing;
    return html`${head(t('desk.dictionary'), t('dictionary.intro'), add)}
      <div class="yq-card">${tabs(this, 'part', t('desk.dictionary'), Object.keys(PARTS).map((part) => [part, t(`dictionary.part.${part || 'categories'}`)]))}
        <div class="yq-toolbar">${search(this, t('dictionary.search'))}${PARTS[this.part][2] ? this.days() : nothing}</div>${this.body}</div>`;
  }
});
