// Times and places of a visit in words, and the device's own way to a place.
import {lang, need, t} from '../i18n.js';

await need('today.');

/** 09:30 in Chongqing. */
export const clock = (iso) => new Intl.DateTimeFormat(lang(), {timeZone: 'Asia/Shanghai', hour: '2-digit', minute: '2-digit', hourCycle: 'h23'}).format(new Date(iso));

/** 1 小时 25 分钟 */
export function drive(minutes) {
  const hours = Math.floor(minutes / 60);
  if (!hours) return t('field.minutes', {n: minutes});
  return minutes % 60 ? t('field.hoursMinutes', {h: hours, m: minutes % 60}) : t('field.hours', {n: hours});
}

/** Opens the device's own map, whichever that is (RFC 5870; Apple's devices have their own scheme). */
export const route = (address) => (/iPhone|iPad|Macintosh/.test(navigator.userAgent) ? `maps:?q=${encodeURIComponent(address)}` : `geo:0,0?q=${encodeURIComponent(address)}`);
