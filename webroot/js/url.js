// The address is the state of a list: filters, sorting, what is open.

/** Reads the query; names in `lists` become arrays (a=1,2 → ['1','2']). */
export function read(lists = []) {
  const state = Object.fromEntries(new URLSearchParams(location.search));
  for (const name of lists) state[name] = state[name] ? state[name].split(',') : [];
  return state;
}

/** Writes the state without its empty parts; `replace` adds no step to the history. */
export function write(state, replace = false) {
  const to = link(location.pathname, state);
  if (to !== location.pathname + location.search) history[replace ? 'replaceState' : 'pushState'](null, '', to);
}

/** path?query of a state. */
export function link(path, state) {
  const pairs = Object.entries(state)
    .map(([name, value]) => [name, Array.isArray(value) ? value.join(',') : value])
    .filter(([, value]) => value !== undefined && value !== null && value !== '' && value !== false);
  const query = new URLSearchParams(pairs).toString().replaceAll('%2C', ',');
  return query ? `${path}?${query}` : path;
}

/** Calls fn when the reader goes back or forward; returns how to stop. */
export function onBack(fn) {
  addEventListener('popstate', fn);
  return () => removeEventListener('popstate', fn);
}
