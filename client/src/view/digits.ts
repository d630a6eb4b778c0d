// The digits by which two people tell devices and scripts apart, as other pages show them.
import { numberOf, utf8 } from "../dossier/bytes.ts";
import { commitment, hash } from "../dossier/signatures.ts";

const GROUP = 100_000n;

/** Two groups of five digits of a device's public key; nothing of what is none. */
export async function deviceDigits(key: string): Promise<string> {
  try {
    return await scriptDigits(await commitment(key));
  } catch {
    return "";
  }
}

/** The first two groups of five digits of a digest. */
export async function scriptDigits(digest: string): Promise<string> {
  const number = numberOf(await hash(utf8(`parley-fingerprint ${digest}`)));
  return [number % GROUP, (number / GROUP) % GROUP].map((group) => `${group}`.padStart(5, "0")).join(" ");
}
