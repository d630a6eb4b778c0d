// What the talk's page asks its worker, and what it hears back.
import type { Head } from "../dossier/act.ts";
import type { Shortfall } from "../dossier/heads.ts";
import type { Reason } from "../dossier/refusal.ts";

export interface Question {
  /** Address of the dossier. */
  file: string;
  talk: string;
  /** Where the chains ended when the node wrote the page. */
  heads: [chain: string, head: Head][];
}

export interface Checked {
  kind: "holds";
  entries: number;
  heads: [chain: string, head: Head][];
  inForce: string[];
  closed: boolean;
  demo: boolean;
  /** Whether the page was written from the same entries, from fewer, or from some that the file does not have. */
  page: "same" | "older" | "other";
  /** What this browser had seen and the file lacks. */
  shortfall?: Shortfall;
  /** Whether this browser can remember what it saw. */
  remembers: boolean;
}

export type Report =
  | { kind: "progress"; done: number; total: number }
  | Checked
  | { kind: "fails"; reason: Reason; chain?: string; seq: number }
  /** The browser has no Ed25519. */
  | { kind: "unable" }
  /** The node did not give the dossier. */
  | { kind: "unread" };
