// What an authenticator answered to navigator.credentials.get: WebAuthn Level 3 section 7.2, the steps that concern
// what a relying party keeps.
import type { PersonKey } from "./credentials.ts";
import type { Testimony } from "./entry.ts";
import { refuse } from "./refusal.ts";

const USER_PRESENT = 1;
const USER_VERIFIED = 4;
const SHORTEST = 37;
const ORIGIN = /^(https?):\/\/([a-z0-9.-]+)(:\d{1,5})?$/;

/** The type, the challenge, and where it was signed. */
export function checkClientData(by: Testimony, key: PersonKey, challenge: string): void {
  const data = clientData(by);
  if (data["type"] !== "webauthn.get") refuse("ASSERTION_INVALID", "type");
  if (data["challenge"] !== challenge) refuse("ASSERTION_INVALID", "challenge");
  if (data["crossOrigin"] === true) refuse("ASSERTION_ORIGIN", "signed inside a foreign page");
  checkOrigin(typeof data["origin"] === "string" ? data["origin"] : "", key.rp);
}

export function checkForm(by: Testimony): void {
  if (by.authenticatorData.length < SHORTEST) refuse("ASSERTION_INVALID", "authenticator data");
}

/** Whether she was there, and the authenticator's counter; 0 if it keeps none. */
export function counterOf(by: Testimony): number {
  const wanted = USER_PRESENT | USER_VERIFIED;
  if ((flags(by) & wanted) !== wanted) refuse("ASSERTION_INVALID", "the person was not present and verified");
  return new DataView(by.authenticatorData.buffer, by.authenticatorData.byteOffset).getUint32(33);
}

function flags(by: Testimony): number {
  return by.authenticatorData[32] ?? 0;
}

function clientData(by: Testimony): Record<string, unknown> {
  try {
    const data: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(by.clientData));
    if (typeof data === "object" && data !== null && !Array.isArray(data)) return data as Record<string, unknown>;
  } catch {
    // said below
  }
  return refuse("ASSERTION_INVALID", "client data");
}

/** The origin is the relying party or below it, by https, or by http on this machine itself. */
function checkOrigin(origin: string, rp: string): void {
  const [, scheme, host = ""] = ORIGIN.exec(origin) ?? [];
  const local = host === "localhost" || host.endsWith(".localhost");
  const secure = scheme === "https" || (scheme === "http" && local);
  if (!secure || (host !== rp && !host.endsWith(`.${rp}`))) refuse("ASSERTION_ORIGIN", "origin is not the relying party's");
}
