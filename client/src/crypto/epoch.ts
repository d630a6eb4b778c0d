// What the frames of an epoch are sealed with, and what its screens can be compared by: exported from the group (RFC 9420 section 8.5).
import type { Bytes } from "../dossier/bytes.ts";
import type { Group, Leaf } from "./group.ts";

const SENDER_BASE_KEY = "SFrame 1.0 Base Key";
const BASE_KEY_BYTES = 16;
const MARK_BYTES = 16;

export interface Exported {
  leaves: Map<number, Leaf>;
  baseKeys: Map<number, Bytes>;
  mark: Bytes;
}

export async function exportedOf(group: Group): Promise<Exported> {
  const leaves = new Map(group.leaves.map((leaf) => [leaf.index, leaf]));
  const baseKeys = new Map<number, Bytes>();
  for (const index of leaves.keys()) baseKeys.set(index, await group.secret(SENDER_BASE_KEY, sender(index), BASE_KEY_BYTES));
  return { leaves, baseKeys, mark: await group.secret("parley same keys", new Uint8Array(), MARK_BYTES) };
}

/** The context by which a leaf's base key is exported: its index as 64 bits. */
function sender(index: number): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(index));
  return bytes;
}
