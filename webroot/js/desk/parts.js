// Small templates that several pages of the desk share.
import {html, nothing} from '../base.js';
import {nameOf, t} from '../i18n.js';
import {link} from '../url.js';
import '../ui/yq-pager.js';

/** <dt>/<dd> pair; nothing when there is no value. */
export const fact = (label, value) => (value || value === 0 ? html`<dt>${label}</dt><dd>${value}</dd>` : nothing);

export const head = (title, text, actions = nothing) => html`<div class="yq-page-head"><div><h1 tabindex="-1">${title}</h1>${text ? html`<p>${text}</p>` : nothing}</div>${actions === nothing ? nothing : html`<div class="yq-row yq-no-print">${actions}</div>`}</div>`;

/** Tabs that narrow a list; entries: [[value, label, count?]]. */
export const tabs = (page, name, label, entries) => html`<nav class="yq-tabs" aria-label=${label}>${entries.map(([value, text, n]) => html`<a
  href=${link(location.pathname, {...page.filter, [name]: value})} aria-current=${(page.filter[name] ?? '') === value ? 'page' : nothing}
  @click=${(e) => { e.preventDefault(); e.stopPropagation(); page.narrow({[name]: value}); }}>${text}${n ? html` <span class="yq-num">${n}</span>` : nothing}</a>`)}</nav>`;

export const search = (page, label) => html`<input type="search" aria-label=${label} placeholder=${label} maxlength="100" .value=${page.filter.q ?? ''} @change=${(e) => page.narrow({q: e.target.value.trim()})}>`;

/** A choice in a toolbar; options: [[value, label]]. */
export const choose = (page, name, label, options) => html`<select aria-label=${label} @change=${(e) => page.narrow({[name]: e.target.value})}>
  <option value="">${label}</option>${options.map(([value, text]) => html`<option value=${value} ?selected=${page.filter[name] === value}>${text}</option>`)}</select>`;

export const pager = (page) => html`<yq-pager .shown=${page.rows?.length ?? 0} .total=${page.total ?? 0} .step=${page.size} ?more=${!!page.next} ?busy=${page.busy} @yq-more=${() => page.more()}></yq-pager>`;

/** Divisions as options of a form, grouped by kind. */
export const divisionGroups = (areas) => ['district', 'county', 'autonomous-county', 'zone']
  .map((kind) => ({label: t(`area.${kind}`), options: areas.filter((d) => d.kind === kind).map((d) => ({value: d.code, label: nameOf(d)}))}))
  .filter((group) => group.options.length);
