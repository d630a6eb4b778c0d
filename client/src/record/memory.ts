// The furthest heads that this browser has seen of each talk, for this host: several tabs share them.
import type { Head } from "../dossier/act.ts";
import { further, type Shortfall, shortfall } from "../dossier/heads.ts";
import type { Holds } from "../dossier/verifier.ts";

const STORE = "heads";

function answer<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("IndexedDB"));
  });
}

async function open(): Promise<IDBDatabase> {
  const request = indexedDB.open("parley-record", 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE);
  return answer(request);
}

/** What was seen before and is missing now; remembers what is new. One transaction, so that no tab undoes another's. */
export async function compareAndRemember({ talk, heads, hashAt }: Holds): Promise<Shortfall | undefined> {
  const database = await open();
  try {
    const store = database.transaction(STORE, "readwrite").objectStore(STORE);
    const seen = new Map<string, Head>((await answer(store.get(talk))) as [string, Head][] | undefined);
    await answer(store.put([...further(seen, heads, hashAt)], talk));
    return shortfall(seen, heads, hashAt);
  } finally {
    database.close();
  }
}
