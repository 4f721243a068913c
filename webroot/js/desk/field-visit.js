// What an expert needs at the gate: where, whom, why; and the moves of the day: accept, hand over, arrive, leave.
import {html, icon, nothing} from '../base.js';
import {get, newKey, post} from '../api.js';
import {dateTime, listed, nameOf, need, t} from '../i18n.js';
import {confirm} from '../ui/yq-dialog.js';
import {toast} from '../ui/yq-toast.js';
import '../ui/yq-upload.js';
import {handOver} from './hand-over.js';
import {keep, waiting} from './outbox.js';
import {fact} from './parts.js';
import {route} from './visit-words.js';

await need('field.');

const WHERE = 'yq-place'; // whether this device adds its place to a check-in

/** What waits to be sent counts, for whoever pressed it. */
export function standing(visit, items) {
  const done = items.filter((item) => !item.problem).map((item) => item.noun);
  if (done.includes('finish')) return 'reporting';
  return done.includes('check-in') && visit.state === 'confirmed' ? 'in-progress' : visit.state;
}

/** Where the device is, or null when it does not say so within some seconds. */
const place = () => new Promise((done) => {
  if (!navigator.geolocation) return done(null);
  const round = (x) => Math.round(x * 1e5) / 1e5; // a metre, more is noise
  navigator.geolocation.getCurrentPosition(({coords: c}) => done({latitude: round(c.latitude), longitude: round(c.longitude), accuracy: Math.min(100_000, Math.round(c.accuracy))}), () => done(null), {timeout: 8000, maximumAge: 60_000});
});

async function checkIn(page) {
  page.busy = true;
  const wanted = localStorage.getItem(WHERE) === '1';
  const where = wanted ? await place() : null;
  if (wanted && !where) toast(t('field.noPlace'));
  await keep('check-in', page.visit, where);
  page.busy = false;
}

async function finish(page) {
  const answer = await confirm({heading: t('field.finish'), text: t('field.finishText'), ok: t('field.finish')});
  if (!answer.ok) return;
  page.busy = true;
  await keep('finish', page.visit, null);
  page.busy = false;
}

async function absence(page) {
  const answer = await confirm({heading: t('field.absence'), text: t('field.absenceText'), ok: t('field.absence'), reason: 'required', danger: true});
  if (answer.ok) page.act(() => post(`/api/visits/${page.id}/absence`, {reason: answer.reason}, {key: newKey()}));
}

async function accept(page) {
  await page.act(async () => {
    const now = await post(`/api/visits/${page.id}/confirmation`, {}, {key: newKey()});
    toast(t('field.accepted', {name: now.enterprise.name}));
    return now;
  });
}

/** An expert's list of experts is the expert. */
async function give(page) {
  const [candidates, own] = await Promise.all([get(`/api/visits/${page.id}/candidates`), get('/api/experts')]);
  return handOver(page, candidates.items, own.items[0].id);
}

const arriving = (page) => html`<section class="yq-card yq-pad yq-stack yq-go"><h2 class="yq-h">${t('field.arrive')}</h2><p class="yq-muted">${t('field.arriveText')}</p>
  <label class="yq-check"><input type="checkbox" .checked=${localStorage.getItem(WHERE) === '1'} @change=${(e) => localStorage.setItem(WHERE, e.target.checked ? '1' : '0')}><span>${t('field.withPlace')}<br><small class="yq-muted">${t('field.withPlaceText')}</small></span></label>
  <button class="yq-btn yq-btn-primary yq-btn-lg yq-btn-wide" type="button" aria-busy=${!!page.busy} ?disabled=${page.busy} @click=${() => checkIn(page)}>${icon('pin')}${t('field.checkIn')}</button></section>`;

const leaving = (page) => html`<section class="yq-card yq-pad yq-stack yq-go"><h2 class="yq-h">${t('field.onSite')}</h2><p class="yq-muted">${page.visit.arrivedAt ? t('field.arrivedAt', {when: dateTime(page.visit.arrivedAt)}) : t('field.arrivedLocally', {when: dateTime(waiting(page.id)[0]?.at)})} ${t('field.onSiteText')}</p>
  <button class="yq-btn yq-btn-lg yq-btn-wide" type="button" aria-busy=${!!page.busy} ?disabled=${page.busy} @click=${() => finish(page)}>${icon('circle-check')}${t('field.finish')}</button></section>`;

const answering = (page) => html`<section class="yq-card yq-pad yq-stack yq-go"><h2 class="yq-h">${t('field.asked')}</h2><p class="yq-muted">${t('field.askedText', {when: dateTime(page.visit.dueAt)})}</p>
  <button class="yq-btn yq-btn-primary yq-btn-lg yq-btn-wide" type="button" aria-busy=${!!page.busy} ?disabled=${page.busy} @click=${() => accept(page)}>${icon('check')}${t('field.accept')}</button></section>`;

/** The move of the moment first; those that only the server can decide need a network. */
export function arrival(page) {
  const {state, visit} = page;
  const open = (noun) => visit.steps.includes(noun) && state === visit.state;
  const others = [open('reassignment') ? html`<button class="yq-btn" type="button" ?disabled=${page.busy} @click=${() => page.act(() => give(page))}>${icon('users')}${t('field.handOver')}</button>` : nothing,
    open('absence') ? html`<button class="yq-btn yq-btn-danger" type="button" ?disabled=${page.busy} @click=${() => absence(page)}>${icon('ban')}${t('field.absence')}</button>` : nothing].filter((x) => x !== nothing);
  const main = state === 'requested' && open('confirmation') ? answering(page) : state === 'confirmed' && open('check-in') ? arriving(page) : state === 'in-progress' ? leaving(page) : nothing;
  const told = ['reporting', 'reported', 'completed'].includes(state) ? html`<p class="yq-note ${state === 'reporting' ? 'yq-note-wait' : 'yq-note-done'}">${icon(state === 'reporting' ? 'clock' : 'circle-check')}<span>${t(`field.now.${state}`)}</span></p>` : nothing;
  return html`${main}${told}${others.length ? html`<div class="yq-row">${others}</div>` : nothing}`;
}

export function visitFacts(page) {
  const v = page.visit;
  const names = new Map((page.areas ?? []).map((a) => [a.code, nameOf(a)]));
  const {contactName, contactPhone, address, divisionName} = v.site;
  return html`<section class="yq-card yq-pad yq-stack"><dl class="yq-facts">
      ${fact(t('field.contact'), html`${contactName} <a class="yq-nowrap" href="tel:${contactPhone.replaceAll(' ', '')}">${icon('phone')} ${contactPhone}</a>`)}
      ${fact(t('field.address'), html`${divisionName} ${address} <a class="yq-nowrap" href=${route(address)}>${icon('pin')} ${t('field.navigate')}</a>`)}
      ${fact(t('field.areas'), listed(v.areas.map((code) => names.get(code) ?? code)))}
      ${fact(t('field.need'), v.details?.need ? html`<span class="yq-prewrap">${v.details.need}</span>` : '')}
      ${fact(t('field.team'), v.team.length > 1 ? html`${v.team.map((e) => html`<div>${e.name} <span class="yq-muted">${e.title}${e.lead ? ` · ${t('field.lead')}` : ''}</span>${e.phone ? html` <a class="yq-nowrap" href="tel:${e.phone.replaceAll(' ', '')}">${e.phone}</a>` : nothing}</div>`)}` : '')}</dl>
    ${v.details?.files.length ? html`<div><h2 class="yq-h">${t('field.material')}</h2><yq-upload readonly .value=${v.details.files}></yq-upload></div>` : nothing}</section>`;
}
