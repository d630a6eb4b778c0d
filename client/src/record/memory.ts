// The furthest heads that this browser has seen of each talk, for this host: several tabs share them.
import type { Head } from "../dossier/act.ts";
import { further, type Heads, type Shortfall, shortfall } from "../dossier/heads.ts";
import type { Holds } from "../dossier/verifier.ts";
import { answer, within } from "../indexed.ts";

const HEADS = { database: "parley-record", store: "heads" };

/** A verified dossier, as far as it goes. */
type Seen = Pick<Holds, "talk" | "hashAt" | "strays"> & { heads: Heads };

/** What was seen before and is missing now; remembers what is new. One transaction, so that no tab undoes another's. */
export async function compareAndRemember({ talk, heads, hashAt, strays }: Seen): Promise<Shortfall | undefined> {
  return within(HEADS, "readwrite", async (store) => {
    const seen = new Map<string, Head>((await answer(store.get(talk))) as [string, Head][] | undefined);
    await answer(store.put([...further(seen, heads, hashAt)], talk));
    return shortfall(seen, heads, hashAt, strays);
  });
}
