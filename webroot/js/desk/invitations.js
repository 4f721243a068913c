// Invitations that nobody has taken up yet: sent again or withdrawn.
import {html, icon, nothing} from '../base.js';
import {newKey, post, remove} from '../api.js';
import {date, need, t} from '../i18n.js';
import {confirm} from '../ui/yq-dialog.js';
import {explain} from '../ui/yq-empty.js';
import {status} from '../ui/yq-status.js';
import {toast} from '../ui/yq-toast.js';

await need('people.');

async function tried(page, work) {
  try {
    await work();
  } catch (problem) {
    toast(explain(problem).title);
  }
  page.load();
}

const again = (page, i) => tried(page, async () => {
  await post(`/api/invitations/${i.id}/renewal`, undefined, {key: newKey()});
  toast(t('people.inviteDone', {name: i.name, email: i.email}));
});

async function withdraw(page, i) {
  const {ok} = await confirm({heading: t('invitations.withdraw'), text: t('invitations.withdrawAsk', {name: i.name}), ok: t('invitations.withdraw'), danger: true});
  if (!ok) return;
  tried(page, async () => {
    await remove(`/api/invitations/${i.id}`);
    toast(t('invitations.withdrawn', {name: i.name}));
  });
}

/** page: who shows it, and loads again after a change */
export function invitations(page, items) {
  if (!items?.length) return nothing;
  const over = (i) => new Date(i.expiresAt) < new Date();
  return html`<section class="yq-card yq-below"><h2 class="yq-h yq-pad yq-flat">${t('invitations.title', {n: items.length})}</h2><ul class="yq-inbox">${items.map((i) => html`<li class="yq-device"><div class="yq-grow">
    <strong>${i.name}</strong> ${status('invitation', over(i) ? 'expired' : 'open')}<div class="yq-muted yq-small">${i.email}</div><div class="yq-muted yq-small">${t(over(i) ? 'invitations.ranOut' : 'invitations.until', {date: date(i.expiresAt)})}</div></div>
    <div class="yq-row"><button class="yq-btn yq-btn-sm" type="button" @click=${(e) => { e.currentTarget.disabled = true; again(page, i); }}>${icon('send')}${t('invitations.again')}</button>
      <button class="yq-btn yq-btn-sm" type="button" @click=${() => withdraw(page, i)}>${icon('x')}${t('invitations.withdraw')}</button></div></li>`)}</ul></section>`;
}
