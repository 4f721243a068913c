// Native <dialog> as a sheet: focus returns, Escape and backdrop close, unsaved input is guarded.
import {El, define, emit, html, icon, nothing, uid} from '../base.js';
import {t} from '../i18n.js';

/**
 * <yq-dialog ?open .heading .body .foot .size="wide|narrow" ?dirty @yq-close>
 * body and foot are templates of the owner, drawn again whenever it draws.
 */
export class YqDialog extends El {
  static properties = {open: {type: Boolean}, heading: {}, body: {attribute: false}, foot: {attribute: false}, size: {}, dirty: {type: Boolean}};

  constructor() {
    super();
    this.label = uid('dialog');
  }

  updated(changed) {
    const dialog = this.querySelector('dialog');
    if (changed.has('open') && this.open && !dialog.open) {
      this.before = document.activeElement;
      dialog.showModal();
    } else if (changed.has('open') && !this.open && dialog.open) {
      dialog.close();
    }
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.before?.focus?.(); // the owner may take the whole element away instead of closing it
  }

  async ask() {
    if (this.dirty && !(await confirm({heading: t('dialog.unsaved'), text: t('dialog.unsavedText'), ok: t('dialog.discard'), danger: true})).ok) return;
    if (emit(this, 'yq-close')) this.open = false;
  }

  closed() {
    this.before?.focus?.();
    if (this.open) { this.open = false; emit(this, 'yq-close'); }
  }

  render() {
    return html`<dialog class=${this.size ? `yq-${this.size}` : ''} aria-labelledby=${this.label}
      @cancel=${(e) => { if (e.target.tagName === 'DIALOG') { e.preventDefault(); this.ask(); } }} @close=${(e) => e.target.tagName === 'DIALOG' && this.closed()}
      @click=${(e) => e.target.tagName === 'DIALOG' && this.outside(e) && this.ask()}>
      ${this.open ? html`
        <div class="yq-dialog-head"><h2 id=${this.label}>${this.heading}</h2>
          <button class="yq-btn yq-btn-quiet yq-btn-icon" type="button" aria-label=${t('dialog.close')} @click=${() => this.ask()}>${icon('x')}</button></div>
        <div class="yq-dialog-body">${this.body}</div>
        ${this.foot ? html`<div class="yq-dialog-foot">${this.foot}</div>` : nothing}` : nothing}
    </dialog>`;
  }

  outside(e) {
    const box = e.target.getBoundingClientRect();
    return e.clientY < box.top || e.clientY > box.bottom || e.clientX < box.left || e.clientX > box.right;
  }
}
define('yq-dialog', YqDialog);

/** Asks and waits: confirm({heading, text, ok, danger, reason:'required'|'optional', reasons:[…]}) → {ok, reason}. */
export function confirm({heading, text, ok, cancel, danger, reason, reasons = [], label}) {
  return new Promise((done) => {
    const dialog = document.createElement('yq-dialog');
    const field = uid('reason');
    let given = '';
    let missing = false;
    const finish = (answer) => { dialog.open = false; dialog.updateComplete.then(() => dialog.remove()); done(answer); };
    const accept = () => {
      if (reason === 'required' && !given.trim()) {
        missing = true;
        draw();
        return dialog.querySelector('textarea').focus();
      }
      finish({ok: true, reason: given.trim() || undefined});
    };
    const draw = () => Object.assign(dialog, {
      heading, size: 'narrow',
      body: html`${text ? html`<p class="yq-prewrap">${text}</p>` : nothing}
        ${reason ? html`<div class="yq-field"><label for=${field}>${label ?? t('dialog.reason')}${reason === 'required' ? html`<span class="yq-req" aria-hidden="true">*</span>` : html`<span class="yq-opt">${t('form.optional')}</span>`}</label>
          ${reasons.length ? html`<div class="yq-chips">${reasons.map((r) => html`<button class="yq-btn yq-btn-sm" type="button" @click=${() => { given = r; draw(); }}>${r}</button>`)}</div>` : nothing}
          <textarea id=${field} rows="3" maxlength="1000" ?required=${reason === 'required'} aria-invalid=${missing} .value=${given} @input=${(e) => { given = e.target.value; missing = false; }}></textarea>
          ${missing ? html`<span class="yq-error">${icon('alert')}${t('form.missing', {label: label ?? t('dialog.reason')})}</span>` : nothing}</div>` : nothing}`,
      foot: html`<button class="yq-btn" type="button" @click=${() => finish({ok: false})}>${cancel ?? t('dialog.cancel')}</button>
        <button class="yq-btn ${danger ? 'yq-btn-accent' : 'yq-btn-primary'}" type="button" @click=${accept}>${ok}</button>`,
    });
    dialog.addEventListener('yq-close', () => finish({ok: false}));
    draw();
    document.body.append(dialog);
    dialog.open = true;
    dialog.updateComplete.then(() => dialog.querySelector('textarea')?.focus()); // what is asked for comes first
  });
}
