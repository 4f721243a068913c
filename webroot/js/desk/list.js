// What every list page does: the address holds the filters, pages are added one after another, live updates fetch again.
import {El, html, nothing} from '../base.js';
import {on} from '../live.js';
import {problemNote} from '../ui/yq-empty.js';
import '../ui/yq-pager.js';
import {link, onBack, read, write} from '../url.js';

/** A page says fetch(query) → {items, next, total?}, which topic changes it, and draws this.rows. */
export class ListPage extends El {
  static properties = {rows: {state: true}, next: {state: true}, total: {state: true}, problem: {state: true}, busy: {state: true}, filter: {state: true}};
  topics = [];
  size = 20;

  connectedCallback() {
    super.connectedCallback();
    this.filter = read();
    this.stops = [onBack(() => { this.filter = read(); this.load(); }), ...this.topics.map((topic) => on(topic, () => this.soon()))];
    this.load();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.stops.forEach((stop) => stop());
  }

  soon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.load(), 500);
  }

  query() { return this.filter; }

  /** What the page shows besides the list; fetched with it. */
  async around() {}

  load() {
    this.problem = null;
    return this.latest(() => Promise.all([this.fetch({...this.query(), limit: this.size}), this.around()]),
      ([page]) => this.set({rows: page.items, next: page.next, total: page.total}));
  }

  async more() {
    this.busy = true;
    const {rows} = this;
    try {
      const page = await this.fetch({...this.query(), limit: this.size, after: this.next});
      if (rows === this.rows) this.set({rows: [...rows, ...page.items], next: page.next}); // not behind a list that was asked for anew
    } catch (problem) {
      this.problem = problem;
    }
    this.busy = false;
  }

  /** A list that is shown stays when its renewal fails; the note says that it may be old. */
  trouble() { return this.problem && this.rows ? html`<div class="yq-below">${problemNote(this.problem)}</div>` : nothing; }

  narrow(change) {
    this.filter = {...this.filter, ...change};
    write(this.filter);
    this.rows = null;
    this.load();
  }
}

/** Tabs that narrow a list; entries: [[value, label, count?]]. */
export const tabs = (page, name, label, entries) => html`<nav class="yq-tabs" aria-label=${label}>${entries.map(([value, text, n]) => html`<a
  href=${link(location.pathname, {...page.filter, [name]: value})} aria-current=${(page.filter[name] ?? '') === value ? 'page' : nothing}
  @click=${(e) => { e.preventDefault(); e.stopPropagation(); page.narrow({[name]: value}); }}>${text}${n ? html` <span class="yq-num">${n}</span>` : nothing}</a>`)}</nav>`;

export const search = (page, label) => html`<input type="search" aria-label=${label} placeholder=${label} maxlength="100" .value=${page.filter.q ?? ''} @change=${(e) => page.narrow({q: e.target.value.trim()})}>`;

/** A choice in a toolbar; options: [[value, label]]. */
export const choose = (page, name, label, options) => html`<select aria-label=${label} @change=${(e) => page.narrow({[name]: e.target.value})}>
  <option value="">${label}</option>${options.map(([value, text]) => html`<option value=${value} ?selected=${page.filter[name] === value}>${text}</option>`)}</select>`;

export const pager = (page) => html`<yq-pager .shown=${page.rows?.length ?? 0} .total=${page.total ?? 0} .step=${page.size} ?more=${!!page.next} ?busy=${page.busy} @yq-more=${() => page.more()}></yq-pager>`;
