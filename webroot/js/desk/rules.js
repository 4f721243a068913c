// Style rules that only some pages need come with them: await rules('field') after the imports.
const come = new Map();

/** Waits until they apply; what could not be fetched is asked for again the next time. */
export function rules(name) {
  if (!come.has(name)) {
    come.set(name, new Promise((done) => {
      const href = new URL(`../../css/${name}.css`, import.meta.url).href;
      const link = Object.assign(document.createElement('link'), {rel: 'stylesheet', href, onload: done});
      link.onerror = () => { come.delete(name); link.remove(); done(); };
      document.head.append(link);
    }));
  }
  return come.get(name);
}
