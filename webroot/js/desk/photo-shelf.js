// Photos that wait for a network, in the browser's own database: localStorage is too small for them.
let opened = null;

function database() {
  opened ??= new Promise((done, fail) => {
    const asked = indexedDB.open('yq-photos', 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore('photos', {keyPath: 'key'}).createIndex('visit', 'visitId');
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => fail(asked.error);
  });
  return opened;
}

async function run(mode, work) {
  const photos = (await database()).transaction('photos', mode).objectStore('photos');
  return new Promise((done, fail) => {
    const asked = work(photos);
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => fail(asked.error);
  });
}

export const put = (photo) => run('readwrite', (photos) => photos.put(photo));
export const remove = (key) => run('readwrite', (photos) => photos.delete(key));

/** A browser without a database (private mode) keeps none. */
export const all = (visitId) => run('readonly', (photos) => photos.index('visit').getAll(visitId)).catch(() => []);
