// Handing a visit to a colleague: who could come is said by the server, with what speaks for and against.
import {html, icon, nothing} from '../base.js';
import {newKey, post} from '../api.js';
import {need, t} from '../i18n.js';
import {toast} from '../ui/yq-toast.js';
import '../ui/yq-dialog.js';
import {go} from './router.js';
import {explain} from '../ui/yq-empty.js';
import {drive} from './visit-words.js';

await need('field.');

const about = (c) => [c.minutes === null ? '' : t('field.away', {time: drive(c.minutes)}), t('field.load', {n: c.load}), c.conflict ? t('field.conflict') : ''].filter(Boolean).join(' · ');

/** Opens the dialog; the page is left when the visit is not the expert's any more. */
export function handOver(page, candidates, me) {
  const dialog = document.createElement('yq-dialog');
  const open = candidates.filter((c) => c.fit === 'fits' && !page.visit.team.some((e) => e.id === c.expertId));
  const given = {expertId: '', reason: ''};
  let problem = null;
  let missing = false;
  let busy = false;
  const close = () => { dialog.open = false; dialog.updateComplete.then(() => dialog.remove()); };

  const send = async () => {
    missing = !given.expertId || given.reason.trim().length < 2;
    if (missing) return draw();
    busy = true;
    draw();
    try {
      const now = await post(`/api/visits/${page.id}/reassignment`, {expertId: given.expertId, reason: given.reason.trim(), ...(page.visit.team.length > 1 ? {replaces: me} : {})}, {key: newKey()});
      close();
      toast(t('field.handedOver', {name: candidates.find((c) => c.expertId === given.expertId).name}));
      if (now) page.show(now);
      else go('/desk/today');
    } catch (refused) {
      problem = refused;
      busy = false;
      draw();
    }
  };

  const body = () => (open.length ? html`<p>${t('field.handOverText')}</p>
      <fieldset class="yq-field"><legend class="yq-label">${t('field.colleague')}</legend>${open.map((c) => html`<label class="yq-quote"><span class="yq-check"><input type="radio" name="colleague" value=${c.expertId} @change=${() => { given.expertId = c.expertId; }}><span><strong>${c.name}</strong><br><small class="yq-muted">${about(c)}</small></span></span></label>`)}</fieldset>
      <div class="yq-field yq-hand-reason"><label for="hand-reason">${t('dialog.reason')}<span class="yq-req" aria-hidden="true">*</span></label><textarea id="hand-reason" rows="3" maxlength="1000" required @input=${(e) => { given.reason = e.target.value; }}></textarea></div>
      <div role="alert">${missing ? html`<span class="yq-error">${icon('alert')}${t('field.handOverMissing')}</span>` : problem ? html`<span class="yq-error">${icon('alert')}${problem.errors[0]?.detail ?? explain(problem).title}</span>` : nothing}</div>` : html`<p>${t('field.nobody')}</p>`);

  const draw = () => Object.assign(dialog, {
    heading: t('field.handOver'), size: 'narrow', body: body(),
    foot: html`<button class="yq-btn" type="button" @click=${close}>${t('dialog.cancel')}</button>${open.length ? html`<button class="yq-btn yq-btn-primary" type="button" aria-busy=${busy} ?disabled=${busy} @click=${send}>${t('field.handOver')}</button>` : nothing}`,
  });
  dialog.addEventListener('yq-close', close);
  draw();
  document.body.append(dialog);
  dialog.open = true;
  return null;
}
