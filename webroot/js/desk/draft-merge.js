// Brings together what two devices wrote since they last agreed.
const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

/** One value: whoever changed it; when both did, and differently, a clash that `wins` decides. */
function one(base, mine, theirs, wins, clash) {
  if (same(mine, base)) return theirs;
  if (same(theirs, base) || same(mine, theirs)) return mine;
  clash();
  return wins === 'mine' ? mine : theirs;
}

/** Maps by key; what one removed and the other left alone is gone. */
function each(base, mine, theirs, wins, clash) {
  const all = new Map();
  for (const key of new Set([...theirs.keys(), ...mine.keys()])) {
    const value = one(base.get(key), mine.get(key), theirs.get(key), wins, () => clash(key));
    if (value !== undefined) all.set(key, value);
  }
  return all;
}

const byKey = (object) => new Map(Object.entries(object));
const byId = (photos) => new Map(photos.map((p) => [p.id, p]));
/** A finding is known by its place: the words are what changes. */
const byPlace = (actions) => new Map(actions.map((a, i) => [String(i), a]));

/** What only one side added at the end stands behind what the other did, not in its place. */
function actionsOf(base, mine, theirs, wins, clash) {
  const n = base.length;
  const common = each(byPlace(base), byPlace(mine.slice(0, n)), byPlace(theirs.slice(0, n)), wins, clash);
  const added = theirs.slice(n);
  return [...common.values(), ...added, ...mine.slice(n).filter((a) => !added.some((b) => same(a, b)))];
}

/** {value, clashes}: clashes name parts: answers, summary, actions */
export function merge(base, mine, theirs, wins = 'mine') {
  const clashes = [];
  const value = {
    answers: Object.fromEntries(each(byKey(base.answers), byKey(mine.answers), byKey(theirs.answers), wins, () => clashes.push('answers'))),
    summary: one(base.summary, mine.summary, theirs.summary, wins, () => clashes.push('summary')),
    photos: [...each(byId(base.photos), byId(mine.photos), byId(theirs.photos), wins, () => {}).values()],
    actions: actionsOf(base.actions, mine.actions, theirs.actions, wins, () => clashes.push('actions')),
  };
  return {value, clashes: [...new Set(clashes)]};
}
