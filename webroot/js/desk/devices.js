// Signed-in devices: named from what the browser says of itself, and ended one by one.
import {html, icon, nothing} from '../base.js';
import {dateTime, need, t} from '../i18n.js';

await need('own.');

const browsers = [[/MicroMessenger/, 'desk.wechat'], [/Edg\//, 'Edge'], [/(?:360SE|QihooBrowser|QIHU)/, '360'], [/Firefox\//, 'Firefox'], [/OPR\//, 'Opera'], [/Chrome\//, 'Chrome'], [/Safari\//, 'Safari'], [/curl\//, 'curl']];
const systems = [[/HarmonyOS|OpenHarmony/, 'HarmonyOS'], [/Android/, 'Android'], [/iPhone/, 'iPhone'], [/iPad/, 'iPad'], [/Windows/, 'Windows'], [/Mac OS X/, 'macOS'], [/Linux/, 'Linux']];
const first = (table, text) => table.find(([pattern]) => pattern.test(text))?.[1];

/** "Chrome · Windows"; what the browser says when it is none of the known. */
export function deviceName(userAgent) {
  const text = userAgent ?? '';
  const browser = first(browsers, text);
  const name = [browser === 'desk.wechat' ? t('devices.wechat') : browser, first(systems, text)].filter(Boolean).join(' · ');
  return name || text.slice(0, 60) || t('devices.unknown');
}

/** Sessions as a list; end(session) draws a button on those that are not this one. */
export const devices = (sessions, end) => html`<ul class="yq-inbox">${sessions.map((s) => html`<li class="yq-device"><div class="yq-grow">
  <strong>${deviceName(s.userAgent)}</strong>${s.current ? html` <span class="yq-chip">${t('profile.thisDevice')}</span>` : nothing}
  <div class="yq-muted yq-small">${t('profile.lastSeen', {when: dateTime(s.lastSeenAt)})}</div><div class="yq-muted yq-small">${t('devices.since', {when: dateTime(s.createdAt)})}</div>
  ${s.address ? html`<div class="yq-muted yq-small">${t('devices.address', {address: s.address})}</div>` : nothing}</div>
  ${end && !s.current ? html`<button class="yq-btn yq-btn-sm" type="button" aria-label=${t('devices.endOne', {name: deviceName(s.userAgent)})} @click=${() => end(s)}>${icon('logout')}${t('profile.end')}</button>` : nothing}</li>`)}</ul>`;
