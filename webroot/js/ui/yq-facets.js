// Groups of choices with live counts.
import {El, define, emit, html, nothing} from '../base.js';
import {number, t} from '../i18n.js';

/**
 * groups: [{name, label, one: true for a single choice, fold: how many before 展开, options: [{value, label, count, child}]}]
 * value: {name: [values]}; emits yq-change {name, values}.
 */
define('yq-facets', class extends El {
  static properties = {groups: {attribute: false}, value: {attribute: false}, open: {state: true}};

  constructor() {
    super();
    this.open = new Set();
  }

  pick(group, option, checked) {
    const now = this.value[group.name] ?? [];
    const values = group.one ? (checked ? [option.value] : []) : checked ? [...now, option.value] : now.filter((v) => v !== option.value);
    emit(this, 'yq-change', {name: group.name, values});
  }

  group(group) {
    const chosen = this.value?.[group.name] ?? [];
    const folded = group.fold && group.options.length > group.fold + 2 && !this.open.has(group.name);
    const shown = folded ? group.options.filter((o, i) => i < group.fold || chosen.includes(o.value)) : group.options;
    return html`<fieldset class="yq-facet"><legend>${group.label}</legend>
      ${shown.map((o) => html`<label class=${o.child ? 'yq-child' : ''}><input type="checkbox" name=${group.name} value=${o.value}
        .checked=${chosen.includes(o.value)} @change=${(e) => this.pick(group, o, e.target.checked)}><span>${o.label}</span>
        ${o.count === undefined ? nothing : html`<output>${number(o.count)}</output>`}</label>`)}
      ${folded ? html`<button class="yq-link yq-small" type="button" @click=${() => { this.open = new Set(this.open).add(group.name); }}>${t('facets.all', {n: group.options.length})}</button>` : nothing}
    </fieldset>`;
  }

  render() {
    return (this.groups ?? []).filter((g) => g.options.length).map((g) => this.group(g));
  }
});
