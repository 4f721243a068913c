// Calendar days as text (YYYY-MM-DD), as the dictionaries and the calendar speak of them; the city's zone is Shanghai's.
import {date, lang} from './i18n.js';

/** Today in Shanghai, wherever the reader is. */
export const today = () => new Date(Date.now() + 8 * 3600e3).toISOString().slice(0, 10);

/** The day n days later. */
export const plusDays = (day, n) => new Date(Date.parse(`${day}T00:00:00Z`) + n * 86400e3).toISOString().slice(0, 10);

/** The instant at which a day of Shanghai begins, for filters of the API. */
export const startOf = (day) => (day ? `${day}T00:00:00+08:00` : undefined);

/** The same for the end of a span that includes its last day. */
export const endOf = (day) => (day ? startOf(plusDays(day, 1)) : undefined);

/** Whether something is in force on a day, was, or will be: validFrom counts, validTo does not. */
export function phase({validFrom, validTo}, day) {
  if (day < validFrom) return 'coming';
  return validTo && day >= validTo ? 'ended' : 'current';
}

/** A day without its year where that is the year spoken of. */
export const dayOf = (day, year) => (day.startsWith(`${year}-`) ? new Intl.DateTimeFormat(lang(), {timeZone: 'UTC', month: 'short', day: 'numeric'}).format(new Date(`${day}T00:00:00Z`)) : date(day));

/** Day of the week, 0 is Monday. */
export const weekday = (day) => (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;

