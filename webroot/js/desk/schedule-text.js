// Reads the State Council's notice of a year's holidays, pasted as it was published, into days.
import {plusDays} from '../dates.js';

const DAY = /(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})日/g;

/** Days of a sentence; 至 makes a span. A month or year that is left out is the one before. */
function days(text, at) {
  const found = [];
  let end = 0;
  for (const match of text.matchAll(DAY)) {
    const [all, year, month, day] = match;
    if (year) at.year = Number(year);
    if (month) at.month = Number(month);
    const here = `${at.year}-${String(at.month).padStart(2, '0')}-${day.padStart(2, '0')}`;
    const between = text.slice(end, match.index);
    end = match.index + all.length;
    if (found.length && /^\s*[至到—–-]\s*$/.test(between)) {
      for (let next = plusDays(found.at(-1), 1); next < here && found.length < 400; next = plusDays(next, 1)) found.push(next);
    }
    found.push(here);
  }
  return found;
}

/**
 * 一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
 * → [{day: '2026-01-01', kind: 'holiday', name: '元旦'}, … {day: '2026-01-04', kind: 'workday', name: '元旦调休'}]
 */
export function readSchedule(text, year) {
  const all = new Map();
  for (const line of text.split(/\n+/)) {
    const [, name, rest] = line.match(/^\s*(?:[一二三四五六七八九十\d]+[、.．]\s*)?([^：:\d]{1,12})[：:](.*)$/) ?? [];
    if (!name) continue;
    const at = {year, month: 1};
    for (const sentence of rest.replace(/[（(][^）)]*[）)]/g, '').split(/[。；;]/)) {
      const kind = sentence.includes('上班') ? 'workday' : sentence.includes('放假') || sentence.includes('休息') ? 'holiday' : null;
      if (!kind) continue;
      const plain = name.trim();
      // the New Year holiday may begin in the last days of the year before, which the notice then says or leaves to the reader
      for (const day of days(sentence, at)) {
        const early = plain === '元旦' && at.month === 1 && day.slice(5, 7) === '12' && day.startsWith(String(year));
        const real = early ? `${year - 1}${day.slice(4)}` : day;
        all.set(real, {day: real, kind, name: kind === 'workday' ? `${plain}调休` : plain});
      }
    }
  }
  return [...all.values()].sort((a, b) => a.day.localeCompare(b.day));
}
