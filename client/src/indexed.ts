// What this browser keeps for this host beyond the page: databases of one store each.

export interface Place {
  database: string;
  store: string;
}

export function answer<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("the browser keeps nothing"));
  });
}

/** Works on a store in one transaction, so that no tab undoes another's; done when what it wrote is kept. */
export async function within<T>({ database, store }: Place, mode: IDBTransactionMode, work: (store: IDBObjectStore) => Promise<T>): Promise<T> {
  const opening = indexedDB.open(database, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(store);
  const opened = await answer(opening);
  try {
    const transaction = opened.transaction(store, mode, { durability: "strict" });
    const done = new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error ?? new Error("the browser keeps nothing"));
    });
    const [result] = await Promise.all([work(transaction.objectStore(store)), done]);
    return result;
  } finally {
    opened.close();
  }
}
