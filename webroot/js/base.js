// Light-DOM custom elements and the few helpers every template uses.
import {LitElement, html, nothing, render, svg} from 'lit-element/lit-element.js';

export {html, nothing, render, svg};

/** A custom element that renders into itself, so that page styles, labels and print reach its content. */
export class El extends LitElement {
  #turn;

  createRenderRoot() {
    this.textContent = ''; // what the page showed until the script came
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    this.onLang ??= () => this.requestUpdate();
    addEventListener('yq-lang', this.onLang);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener('yq-lang', this.onLang);
  }

  /** Sets several reactive properties at once. */
  set(values) {
    Object.assign(this, values);
  }

  /** Shows what ask() brings, or its problem, unless it was asked anew meanwhile: an answer that was overtaken is an old one. */
  async latest(ask, show) {
    const turn = (this.#turn = Symbol('turn'));
    try {
      const answer = await ask();
      if (turn === this.#turn) await show(answer);
    } catch (problem) {
      if (turn === this.#turn) this.problem = problem;
    }
  }
}

// public pages have a short sprite, the workbench (data-icons on <html>) one with everything
const sprite = new URL(`../img/${document.documentElement.dataset.icons ?? 'icons'}.svg`, import.meta.url).pathname;

/** An icon of the page's sprite; decorative unless `label` is given. */
export function icon(name, label) {
  return html`<svg class="yq-icon" aria-hidden=${label ? nothing : 'true'} role=${label ? 'img' : nothing}
    aria-label=${label ?? nothing}><use href="${sprite}#${name}"></use></svg>`;
}

/** Address of a picture in img/. */
export const image = (name) => new URL(`../img/${name}`, import.meta.url).pathname;

export function emit(from, type, detail) {
  return from.dispatchEvent(new CustomEvent(type, {detail, bubbles: true, cancelable: true}));
}

export function define(name, type) {
  if (!customElements.get(name)) customElements.define(name, type);
}

let serial = 0;
/** An id that is unique in the page, to tie labels to fields. */
export const uid = (prefix = 'yq') => `${prefix}-${++serial}`;

/** Copies an element's checked or typed value out of an event. */
export const valueOf = (event) =>
  event.target.type === 'checkbox' ? event.target.checked : event.target.value;
