// How a report is kept at the moment, said above it: saved, on this device only, changed by somebody else meanwhile.
import {html, icon, nothing} from '../base.js';
import {dateTime, listed, need, t} from '../i18n.js';
import {problemNote} from '../ui/yq-empty.js';

await need('field.');

function line(page) {
  const d = page.draft;
  if (d.busy) return t('field.saving');
  if (!d.dirty) return d.savedAt ? t('field.savedAt', {when: dateTime(d.savedAt)}) : t('field.nothingYet');
  if (!navigator.onLine) return t('field.keptHere');
  return t(d.mayWrite ? 'field.notYet' : 'field.keptUntilArrival');
}

export function draftNotes(page) {
  const d = page.draft;
  const who = (one) => ({name: one.name ?? t('field.somebody'), when: dateTime(one.at)});
  return html`<p class="yq-save-line ${d.dirty && !d.busy ? 'yq-save-open' : ''}" role="status">${icon(d.dirty || d.busy ? 'clock' : 'check')}<span>${line(page)}</span></p>
    ${d.full ? html`<p class="yq-note yq-note-bad yq-below" role="alert">${icon('alert')}<span>${t('field.full')}</span></p>` : nothing}
    ${d.clash ? html`<div class="yq-note yq-note-bad yq-below" role="alert">${icon('alert')}<div class="yq-grow"><strong>${t('field.clash', who(d.clash.who))}</strong>
      <div>${t('field.clashText', {parts: listed(d.clash.clashes.map((part) => t(`field.of.${part}`)))})}</div>
      <p class="yq-row"><button class="yq-btn yq-btn-primary yq-btn-sm" type="button" @click=${() => d.settle('mine')}>${t('field.useMine')}</button><button class="yq-btn yq-btn-sm" type="button" @click=${() => d.settle('theirs')}>${t('field.useTheirs')}</button></p></div></div>` : nothing}
    ${d.merged ? html`<div class="yq-note yq-below" role="status">${icon('info')}<span class="yq-grow">${t('field.merged', who(d.merged))}</span><button class="yq-btn yq-btn-quiet yq-btn-icon" type="button" aria-label=${t('dialog.close')} @click=${() => { d.merged = null; page.requestUpdate(); }}>${icon('x')}</button></div>` : nothing}
    ${d.problem ? html`<div class="yq-below">${problemNote(d.problem)}</div>` : nothing}`;
}
