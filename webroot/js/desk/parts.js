// Small templates that most pages of the desk share; the home page pays for each.
import {html, nothing} from '../base.js';

/** <dt>/<dd> pair; nothing when there is no value. */
export const fact = (label, value) => (value || value === 0 ? html`<dt>${label}</dt><dd>${value}</dd>` : nothing);

export const head = (title, text, actions = nothing) => html`<div class="yq-page-head"><div><h1 tabindex="-1">${title}</h1>${text ? html`<p>${text}</p>` : nothing}</div>${actions === nothing ? nothing : html`<div class="yq-row yq-no-print">${actions}</div>`}</div>`;
