// When somebody who waits could be visited, and how far ahead they are, in words.
import {lang, listed, need, t} from '../i18n.js';
import {dayWords} from './visit-facts.js';

await need('visit.');

/** 周一, 1 is Monday. */
export const weekdayWord = (n) => new Intl.DateTimeFormat(lang(), {timeZone: 'UTC', weekday: 'short'}).format(new Date(Date.UTC(2024, 0, n)));

/** 12月1日周二 – 12月31日周四 · 周一、周三 · 上午 */
export const daysWords = (place) => [
  place.firstDay === place.lastDay ? dayWords(place.firstDay) : `${dayWords(place.firstDay)} – ${dayWords(place.lastDay)}`,
  listed(place.weekdays.map(weekdayWord)),
  place.part === 'any' ? '' : t(`slots.${place.part}`)].filter(Boolean).join(' · ');

export const positionWords = (place) => t('waiting.position', {n: place.position});
