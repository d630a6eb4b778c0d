// The talk's dossier as the node exports it, verified, and compared with what this browser has seen of it before.
import { Dossier } from "../dossier/dossier.ts";
import type { Self } from "../protocol/keeper.ts";
import { compareAndRemember } from "../record/memory.ts";

/** The dossier, or what is amiss: the reason of the first thing that does not hold, or one of our own words. */
export type Read = { dossier: Dossier } | { missing: string };

export async function fetchDossier({ file, talk }: Self, progress: (done: number, total: number) => void): Promise<Read> {
  const response = await fetch(file, { redirect: "manual", cache: "no-store" }).catch(() => undefined);
  if (response?.ok !== true) return { missing: "unread" };
  const dossier = await Dossier.read(new Uint8Array(await response.arrayBuffer()), progress);
  if (!(dossier instanceof Dossier)) return { missing: dossier.reason };
  if (dossier.talk !== talk) return { missing: "TALK_MISMATCH" };
  const shortfall = await rememberHeads(dossier);
  return shortfall === undefined ? { dossier } : { missing: shortfall };
}

/** Remembers how far the dossier goes; says what was seen before and is missing, where that is so. */
export async function rememberHeads(dossier: Dossier): Promise<string | undefined> {
  const seen = { talk: dossier.talk, heads: dossier.newest(), strays: dossier.strays, hashAt: (chain: string, seq: number) => dossier.hashAt(chain, seq) };
  // A browser that remembers nothing is told so on the talk's page.
  return (await compareAndRemember(seen).catch(() => undefined))?.kind;
}
