// What a report still lacks, each thing named at its field: before it is sent, and as the server names it.
import {need, t} from '../i18n.js';
import {today} from '../dates.js';
import {whole} from './draft.js';

await need('field.');

const partOf = (name) => (name.startsWith('answers') ? 'questions' : name.startsWith('actions') ? 'findings' : name.startsWith('photos') ? 'photos' : 'submission');
const error = (name, text) => ({name, text, part: partOf(name)});

function lacking(a, i) {
  const n = i + 1;
  const found = [];
  if (!a.area) found.push(error(`actions/${i}/area`, t('field.lacks.area', {n})));
  if ((a.finding ?? '').trim().length < 2) found.push(error(`actions/${i}/finding`, t('field.lacks.finding', {n})));
  if ((a.action ?? '').trim().length < 2) found.push(error(`actions/${i}/action`, t('field.lacks.action', {n})));
  if (!(a.owner ?? '').trim()) found.push(error(`actions/${i}/owner`, t('field.lacks.owner', {n})));
  if (!a.dueOn) found.push(error(`actions/${i}/dueOn`, t('field.lacks.dueOn', {n})));
  else if (a.dueOn < today()) found.push(error(`actions/${i}/dueOn`, t('field.lacks.past', {n})));
  return found;
}

export function missingIn({mine, report}) {
  const open = report.questionnaire.questions.map((q, i) => [q.key, i + 1]).filter(([key]) => !mine.answers[key]);
  return [
    ...open.map(([key, n]) => error(`answers/${key}`, t('field.lacks.answer', {n}))),
    ...(mine.actions.length ? mine.actions.flatMap(lacking) : [error('actions', t('field.lacks.actions'))]),
    ...(mine.summary.trim().length < 10 ? [error('summary', t('field.lacks.summary'))] : [])];
}

/** The server counts only findings that were sent; on the page, unfinished ones stand between them. */
export function placed(problem, {mine}) {
  const sent = mine.actions.map((a, i) => [a, i]).filter(([a]) => whole(a)).map(([, i]) => i);
  return (problem.errors ?? []).filter((e) => e.pointer).map((e) => {
    const name = e.pointer.replace(/^\//, '').replace(/^actions\/(\d+)/, (all, n) => `actions/${sent[n] ?? n}`);
    return error(name, e.detail);
  });
}
