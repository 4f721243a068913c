// 无障碍: text size, contrast, theme, cursor, motion, simple version, reading aloud. Alt+Shift+A opens it.
import {El, define, html, icon, nothing} from '../base.js';
import {lang, need, t} from '../i18n.js';
import './yq-dialog.js';

await need('access.');

const choices = {
  text: ['100', '125', '150'], theme: ['auto', 'light', 'dark'], contrast: ['normal', 'more'], cursor: ['normal', 'large'], motion: ['normal', 'less'], simple: ['off', 'on'],
};

define('yq-access', class extends El {
  static properties = {open: {type: Boolean}, reading: {state: true}};

  pick(name, value) {
    yqPrefs.set(name, value);
    this.requestUpdate();
  }

  /** Reads the main part of the page paragraph by paragraph. */
  read() {
    if (this.reading) { speechSynthesis.cancel(); this.reading = false; return; }
    const text = document.querySelector('main').innerText.split(/\n+/).filter((line) => line.trim());
    for (const line of text) {
      const said = new SpeechSynthesisUtterance(line);
      said.lang = lang();
      speechSynthesis.speak(said);
    }
    this.reading = true;
    this.open = false;
  }

  row(name) {
    const now = yqPrefs.get(name) ?? choices[name][0];
    return html`<div class="yq-field" role="group" aria-labelledby="access-${name}"><span class="yq-label" id="access-${name}">${t(`access.${name}`)}</span>
      <div class="yq-choices">${choices[name].map((value) => html`<label class="yq-choice"><input type="radio" name="access-${name}" .checked=${now === value} @change=${() => this.pick(name, value)}><span>${t(`access.${name}.${value}`)}</span></label>`)}</div></div>`;
  }

  render() {
    return html`<yq-dialog .open=${this.open} size="narrow" .heading=${t('access.title')} @yq-close=${() => { this.open = false; }}
      .body=${html`<div class="yq-stack">${Object.keys(choices).map((name) => this.row(name))}
        ${'speechSynthesis' in window ? html`<div><button class="yq-btn" type="button" @click=${() => this.read()}>${icon('volume')}${t(this.reading ? 'access.stop' : 'access.read')}</button></div>` : nothing}
        <p class="yq-hint">${t('access.keys')}</p></div>`}></yq-dialog>`;
  }
});

let element = null;
export function openAccess() {
  element ??= document.body.appendChild(document.createElement('yq-access'));
  element.open = true;
}
