// The last step: the summary, what is still missing, and sending the report to the enterprise.
import {html, icon, nothing} from '../base.js';
import {need, t} from '../i18n.js';
import {waiting} from './outbox.js';
import {missingIn} from './report-check.js';

await need('field.');

/** Why it cannot be sent now, though nothing may be missing; null when it can. */
function obstacle(page) {
  if (page.state === 'in-progress') return t('field.notLeft');
  if (!navigator.onLine) return t('field.needsNetwork');
  if (waiting(page.id).length) return t('field.needsOutbox');
  if (page.photos.waiting.length) return t('field.needsPhotos', {n: page.photos.waiting.length});
  return page.draft.clash ? t('field.needsSettling') : null;
}

export function submission(page) {
  const missing = missingIn(page.draft);
  const why = obstacle(page);
  const error = page.errors.find((e) => e.name === 'summary');
  const by = (part) => missing.filter((e) => e.part === part).length;
  return html`<div class="yq-field" data-field="summary"><label for="summary">${t('field.summary')}</label><span class="yq-hint" id="summary-hint">${t('field.summaryHint')}</span>
      <textarea id="summary" rows="6" maxlength="5000" aria-describedby="summary-hint" aria-invalid=${error ? 'true' : nothing} .value=${page.draft.mine.summary} @input=${(e) => page.change('summary', e.target.value)}></textarea>
      ${error ? html`<span class="yq-error">${icon('alert')}${error.text}</span>` : nothing}</div>
    <ul class="yq-checks">${['questions', 'findings', 'submission'].map((part) => html`<li class=${by(part) ? 'yq-bad' : ''}>${icon(by(part) ? 'alert' : 'circle-check')}<span>${by(part) ? t(`field.open.${part}`, {n: by(part)}) : t(`field.whole.${part}`)}</span></li>`)}</ul>
    ${why ? html`<p class="yq-note yq-note-wait">${icon('clock')}<span>${why}</span></p>` : nothing}
    <button class="yq-btn yq-btn-primary yq-btn-lg yq-btn-wide" type="button" aria-busy=${!!page.busy} ?disabled=${!!why || page.busy} @click=${() => page.submit()}>${icon('send')}${t('field.submit')}</button>
    <p class="yq-muted yq-small">${t('field.submitText')}</p>`;
}
