// What every list page does: the address holds the filters, pages are added one after another, live updates fetch again.
import {El, html, nothing} from '../base.js';
import {on} from '../live.js';
import {problemNote} from '../ui/yq-empty.js';
import {onBack, read, write} from '../url.js';

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
    try {
      const page = await this.fetch({...this.query(), limit: this.size, after: this.next});
      this.set({rows: [...this.rows, ...page.items], next: page.next});
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
