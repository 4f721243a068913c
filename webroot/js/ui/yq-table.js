// A list of work: columns, sorting, density, selection, keys j/k/Enter; two-line cards on phones.
import {El, define, emit, html, icon, nothing} from '../base.js';
import {need, t} from '../i18n.js';

await need('desk.');

const store = (key, value) => { try { localStorage.setItem(key, JSON.stringify(value)); } catch { /* private mode */ } };
const stored = (key) => { try { return JSON.parse(localStorage.getItem(key)); } catch { return null; } };

/**
 * columns: [{key, label, cell: (row) => template, num, sort: 'value of ?sort=', first (whole line on phones), side (right on
 *   phones), wide (not on phones), fixed (can't be hidden)}]; rows with id; label: name of the table for screen readers
 * plain: rows are only read, not opened; selected: id of the open row; picks: Set of ids when `pick` is set; name: key of the kept column choice
 * emits yq-open {row}, yq-sort {sort}, yq-pick {picks}
 */
define('yq-table', class extends El {
  static properties = {
    columns: {attribute: false}, rows: {attribute: false}, label: {}, selected: {}, sort: {}, name: {}, pick: {type: Boolean}, plain: {type: Boolean},
    picks: {attribute: false}, hidden_: {state: true}, tight: {state: true}, choosing: {state: true},
  };

  constructor() {
    super();
    this.picks = new Set();
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
    if (!column.sort) return column.label;
    const on = this.sort === column.sort;
    return html`<button class="yq-sort" type="button" @click=${() => emit(this, 'yq-sort', {sort: column.sort})}>${column.label} ${icon(on ? 'chevron-down' : 'sort')}</button>`;
  }

  /** Button with the column chooser and density, for the owner's toolbar: ${table.tools()} or the attribute-less default below. */
  tools() {
    const flip = (key) => {
      this.hidden_ = this.hidden_.includes(key) ? this.hidden_.filter((k) => k !== key) : [...this.hidden_, key];
      store(`yq-columns:${this.name}`, this.hidden_);
    };
    return html`<details class="yq-pop yq-no-print"><summary class="yq-btn yq-btn-sm">${icon('columns')}${t('table.columns')}</summary>
      <div class="yq-menu">${this.columns.filter((c) => !c.fixed).map((c) => html`<label class="yq-check"><input type="checkbox" .checked=${!this.hidden_.includes(c.key)} @change=${() => flip(c.key)}>${c.label}</label>`)}
        <hr><label class="yq-check"><input type="checkbox" .checked=${this.tight} @change=${(e) => { this.tight = e.target.checked; store('yq-tight', this.tight); }}>${t('table.compact')}</label></div></details>`;
  }

  render() {
    if (!this.rows || !this.columns) return nothing;
    const all = this.rows.length > 0 && this.rows.every((r) => this.picks.has(r.id));
    return html`${this.name ? html`<div class="yq-row yq-table-tools">${this.tools()}</div>` : nothing}
      <div class="yq-scroll"><table class="yq-table ${this.tight ? 'yq-compact' : ''}" aria-label=${this.label ?? nothing}>
      <thead><tr>${this.pick ? html`<th scope="col"><input type="checkbox" aria-label=${t('table.all')} .checked=${all}
          @change=${() => this.tell(new Set(all ? [] : this.rows.map((r) => r.id)))}></th>` : nothing}
        ${this.shown.map((c) => html`<th scope="col" class=${c.num ? 'yq-n' : ''} aria-sort=${c.sort && this.sort === c.sort ? 'other' : nothing}>${this.head(c)}</th>`)}</tr></thead>
      <tbody>${this.rows.map((row, index) => html`<tr tabindex=${this.plain ? nothing : '0'} aria-selected=${this.selected === row.id ? 'true' : nothing}
          @click=${(e) => !this.plain && !e.target.closest('a, button, input, label') && this.open(row)} @keydown=${(e) => this.key(e, index)}>
        ${this.pick ? html`<td class="yq-pickcell"><input type="checkbox" aria-label=${t('table.pick', {name: row.number ?? row.name ?? index + 1})} .checked=${this.picks.has(row.id)} @change=${() => this.toggle(row.id)}></td>` : nothing}
        ${this.shown.map((c) => html`<td class="${c.num ? 'yq-n' : ''} ${c.first ? 'yq-first' : ''} ${c.side ? 'yq-side' : ''} ${c.wide ? 'yq-only-wide' : ''}">${c.cell(row)}</td>`)}</tr>`)}</tbody></table></div>`;
  }
});
