// Whether this browser can encrypt, and what it is called when it cannot.
import { canVerify } from "../dossier/signatures.ts";

/** What a browser may lack; each has its words. */
export type Lack = "transform" | "ed25519" | "storage";

/** What this browser lacks to encrypt, if anything. */
export async function lackOf(): Promise<Lack | undefined> {
  if (typeof RTCRtpScriptTransform !== "function") return "transform";
  if (typeof crypto.subtle !== "object" || !(await canVerify())) return "ed25519";
  return (await canStore()) ? undefined : "storage";
}

async function canStore(): Promise<boolean> {
  try {
    await indexedDB.databases();
    return true;
  } catch {
    return false;
  }
}

const BRANDS = [["Microsoft Edge", "Microsoft Edge"], ["Opera", "Opera"], ["Google Chrome", "Google Chrome"], ["Chromium", "Chromium"]] as const;
const AGENTS = [
  [/Firefox\/|FxiOS\//, "Firefox"], [/Edg(?:e|A|iOS)?\//, "Microsoft Edge"], [/OPR\//, "Opera"], [/SamsungBrowser\//, "Samsung Internet"],
  [/YaBrowser\//, "Yandex Browser"], [/Chrome\/|CriOS\//, "Google Chrome"], [/Version\/[\d.]+ .*Safari\//, "Safari"],
] as const;

/** A browser's family by what it says of itself; empty when it says nothing known. */
export function familyOf(brands: readonly string[], agent: string): string {
  const brand = BRANDS.find(([name]) => brands.includes(name));
  return brand?.[1] ?? AGENTS.find(([pattern]) => pattern.test(agent))?.[1] ?? "";
}

/** This browser's family. */
export function family(): string {
  const data = (navigator as Navigator & { userAgentData?: { brands: { brand: string }[] } }).userAgentData;
  return familyOf(data?.brands.map(({ brand }) => brand) ?? [], navigator.userAgent);
}
