// A file that outlives the page once: another language is another page, and the visitor's own file is not chosen again for it.
// It stays in this browser and is taken away when it is read.

const NAME = "sunlot-kept";
const KEY = "bundle";

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("no storage"));
  });
}

async function store<T>(work: (files: IDBObjectStore) => Promise<T>): Promise<T> {
  const opening = indexedDB.open(NAME, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(KEY);
  const database = await done(opening);
  try {
    return await work(database.transaction(KEY, "readwrite").objectStore(KEY));
  } finally {
    database.close();
  }
}

export async function keep(file: File): Promise<void> {
  await store((files) => done(files.put(file, KEY)));
}

/** The file kept, once; nothing where nothing was kept, or nothing can be. */
export async function take(): Promise<File | undefined> {
  try {
    return await store(async (files) => {
      const file: unknown = await done(files.get(KEY));
      await done(files.delete(KEY));
      return file instanceof File ? file : undefined;
    });
  } catch {
    return undefined;
  }
}
