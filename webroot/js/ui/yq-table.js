// A list of work: columns, sorting, density, selection, keys j/k/Enter; two-line cards on phones.
import {El, define, emit, html, icon, nothing} from '../base.js';
import {need, t} from '../i18n.js';

await need('desk.');

const store = (key, value) => { try { localStorage.setItem(key, JSON.stringify(value)); } catch { /* private mode */ } };
const stored = (key) => { try { return JSON.parse(localStorage.getItem(key)); } catch { return null; } };

/**
 * columns: [{key, label, cell: (row) => template, num, time (never broken over two lines), sort: 'value of ?sort=', first (whole
 *   line on phones), side (right on phones), wide (not on phones), fixed (can't be hidden)}]; label: name for screen readers
 * rows with id, undefined while they load; none: what stands there without rows; bar: template of the toolbar's left
 * selected: id of the open row; picks: Set of ids when `pick` is set; name: key of the kept column choice; plain: rows are only read
 * emits yq-open {row}, yq-sort {sort}, yq-pick {picks}
 */
define('yq-table', class extends El {
  static properties = {
    columns: {attribute: false}, rows: {attribute: false}, label: {}, selected: {}, sort: {}, name: {}, pick: {type: Boolean},
    bar: {attribute: false}, none: {attribute: false}, plain: {type: Boolean}, picks: {attribute: false}, hidden_: {state: true}, tight: {state: true}, choosing: {state: true},
  };

  constructor() {
    super();
    this.picks = new Set();
  }

  connectedCallback() {
    super.connectedCallback();
    this.away = (e) => {
      const chooser = this.querySelector('details[open]');
      if (!chooser || (chooser.contains(e.target) && e.key !== 'Escape')) return;
      chooser.open = false;
      if (e.key === 'Escape') chooser.querySelector('summary').focus();
    };
    addEventListener('click', this.away);
    addEventListener('keydown', this.away);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener('click', this.away);
    removeEventListener('keydown', this.away);
  }

  willUpdate(changed) {
    if (changed.has('name') && this.name) {
      this.hidden_ = stored(`yq-columns:${this.name}`) ?? [];
      this.tight = stored('yq-tight') ?? false;
    }
  }

  get shown() {
    return this.columns.filter((c) => !(this.hidden_ ?? []).includes(c.key));
  }

  open(row) {
    emit(this, 'yq-open', {row});
  }

  key(e, index) {
    if (e.target !== e.currentTarget) return;
    const to = {j: 1, ArrowDown: 1, k: -1, ArrowUp: -1}[e.key];
    if (to) {
      e.preventDefault();
      this.querySelectorAll('tbody tr')[index + to]?.focus();
    } else if (e.key === 'Enter') {
      e.preventDefault(); // it would press what takes the focus in a dialog that opens
      this.open(this.rows[index]);
    } else if (e.key === ' ' && this.pick) {
      e.preventDefault();
      this.toggle(this.rows[index].id);
    }
  }

  toggle(id) {
    const picks = new Set(this.picks);
    if (!picks.delete(id)) picks.add(id);
    this.tell(picks);
  }

  tell(picks) {
    this.picks = picks;
    emit(this, 'yq-pick', {picks});
  }

  head(column) {
    if (!column.sort || !this.sort) return column.label;
    const on = this.sort === column.sort;
    return html`<button class="yq-sort" type="button" @click=${() => emit(this, 'yq-sort', {sort: column.sort})}>${column.label} ${icon(on ? 'chevron-down' : 'sort')}</button>`;
  }

  /** Which columns, and how dense. */
  tools() {
    const flip = (key) => {
      this.hidden_ = this.hidden_.includes(key) ? this.hidden_.filter((k) => k !== key) : [...this.hidden_, key];
      store(`yq-columns:${this.name}`, this.hidden_);
    };
    return html`<details class="yq-pop yq-toolbar-end"><summary class="yq-btn yq-btn-sm">${icon('columns')}${t('table.columns')}</summary>
      <div class="yq-menu">${this.columns.filter((c) => !c.fixed).map((c) => html`<label class="yq-check"><input type="checkbox" .checked=${!this.hidden_.includes(c.key)} @change=${() => flip(c.key)}>${c.label}</label>`)}
        <hr><label class="yq-check"><input type="checkbox" .checked=${this.tight} @change=${(e) => { this.tight = e.target.checked; store('yq-tight', this.tight); }}>${t('table.compact')}</label></div></details>`;
  }

  cells(row, index) {
    return html`${this.pick ? html`<td><label class="yq-pick"><input type="checkbox" aria-label=${t('table.pick', {name: row.number ?? row.name ?? index + 1})} .checked=${this.picks.has(row.id)} @change=${() => this.toggle(row.id)}></label></td>` : nothing}
      ${this.shown.map((c) => html`<td class="${c.num ? 'yq-n' : ''} ${c.time ? 'yq-nowrap' : ''} ${c.first ? 'yq-first' : ''} ${c.side ? 'yq-side' : ''} ${c.wide ? 'yq-only-wide' : ''}">${c.cell(row)}</td>`)}`;
  }

  table() {
    const all = this.rows.every((r) => this.picks.has(r.id));
    return html`<div class="yq-scroll"><table class="yq-table ${this.tight ? 'yq-compact' : ''}" aria-label=${this.label ?? nothing}>
      <thead><tr>${this.pick ? html`<th scope="col"><input type="checkbox" aria-label=${t('table.all')} .checked=${all}
          @change=${() => this.tell(new Set(all ? [] : this.rows.map((r) => r.id)))}></th>` : nothing}
        ${this.shown.map((c) => html`<th scope="col" class=${c.num ? 'yq-n' : ''} aria-sort=${c.sort && this.sort === c.sort ? 'other' : nothing}>${this.head(c)}</th>`)}</tr></thead>
      <tbody>${this.rows.map((row, index) => (this.plain ? html`<tr>${this.cells(row, index)}</tr>` : html`<tr tabindex="0" aria-selected=${this.selected === row.id ? 'true' : nothing}
          @click=${(e) => !e.target.closest('a, button, input, label') && this.open(row)} @keydown=${(e) => this.key(e, index)}>${this.cells(row, index)}</tr>`))}</tbody></table></div>`;
  }

  render() {
    if (!this.columns) return nothing;
    const waiting = () => html`<div class="yq-rows" aria-busy="true"><span class="yq-hide">${t('loading')}</span>${Array.from({length: 6}, () => html`<div class="yq-skeleton"></div>`)}</div>`;
    return html`${this.bar || this.name ? html`<div class="yq-toolbar yq-no-print">${this.bar ?? nothing}${this.name ? this.tools() : nothing}</div>` : nothing}
      ${!this.rows ? waiting() : this.rows.length ? this.table() : this.none ?? nothing}`;
  }
});
