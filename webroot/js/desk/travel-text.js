// Travel times pasted from a sheet or read from a CSV file: from, to, minutes and perhaps a note on each line.
const plain = (name) => name.trim().toLowerCase();

/** 渝中 and 渝中区 are the same place; what is ambiguous without its last character is not guessed. */
function places(divisions) {
  const map = new Map();
  for (const d of divisions) for (const key of [d.code, d.name, d.nameEn, ...(d.name.length > 2 ? [d.name.replace(/(土家族|苗族)+自治县$|[区县]$/, '')] : [])]) if (key && !map.has(plain(key))) map.set(plain(key), d.code);
  return map;
}

/** {items: [{from, to, minutes, note}], wrong: [{line, text, why}]}; of two lines for one way the later counts. */
export function readTimes(text, divisions) {
  const known = places(divisions);
  const items = new Map();
  const wrong = [];
  text.split(/\r?\n/).forEach((line, i) => {
    if (!line.trim()) return;
    const cells = line.split(/\t|[,，;；]/).map((c) => c.trim().replace(/^"(.*)"$/, '$1'));
    const [from, to] = cells.slice(0, 2).map((c) => known.get(plain(c ?? '')));
    const minutes = Number(cells[2]);
    const heading = i === 0 && !from && !Number.isFinite(minutes);
    if (heading) return;
    const why = cells.length < 3 ? 'cells' : !from ? 'from' : !to ? 'to' : !cells[2] || !Number.isInteger(minutes) || minutes < 0 || minutes > 1440 ? 'minutes' : null;
    if (why) wrong.push({line: i + 1, text: line.trim().slice(0, 60), why});
    else items.set(`${from}>${to}`, {from, to, minutes, ...(cells[3] ? {note: cells[3].slice(0, 200)} : {})});
  });
  return {items: [...items.values()], wrong};
}
