// What the check found, in words: one quiet line where all is well, a notice with what to do where it is not.
import type { Words } from "../view/words.ts";
import type { PageRecord } from "./page.ts";
import type { Checked, Report } from "./report.ts";

export interface Outcome {
  kind: "quiet" | "alarm";
  /** Of a notice. */
  title?: string;
  text: string;
  advice?: string;
}

/** How the page itself compares with what was computed. */
export type Shown = "same" | "older" | "other";

export class Telling {
  constructor(private readonly words: Words, private readonly sides: PageRecord["sides"], private readonly plural: Intl.PluralRules) {}

  /** A line while it is checked, or without a verdict. */
  quiet(key: string, ...values: string[]): Outcome {
    return { kind: "quiet", text: this.words.say(key, ...values) };
  }

  of(report: Report, shown: Shown): Outcome {
    switch (report.kind) {
      case "progress": return this.quiet("progress", `${Math.floor(report.done)}`, `${report.total}`);
      case "unable": return this.quiet("unable");
      case "unread": return this.quiet("unread");
      case "fails": return this.fails(report);
      case "holds": return this.holds(report, shown);
    }
  }

  private fails({ reason, chain, seq }: Extract<Report, { kind: "fails" }>): Outcome {
    const why = this.words.say(`reason.${reason.toLowerCase().replaceAll("_", "-")}`);
    const text = chain === undefined ? this.words.say("fails.file", why) : this.words.say("fails.entry", this.side(chain), `${seq}`, why);
    return this.alarm("fails", text);
  }

  private holds(report: Checked, shown: Shown): Outcome {
    const missing = report.shortfall;
    if (missing !== undefined) {
      return this.alarm(missing.kind, this.words.say(`${missing.kind}.text`, this.side(missing.chain), `${missing.seen}`, `${missing.shown}`));
    }
    if (shown !== "same") return this.alarm(shown === "older" ? "older" : "differs", this.words.say(shown === "older" ? "older.text" : "differs.text"));
    return { kind: "quiet", text: this.allIsWell(report) };
  }

  private allIsWell({ entries, heads, closed, demo, remembers }: Checked): string {
    const form = this.plural.select(entries);
    const counted = this.words.say(`entries.${form === "other" ? "many" : form}`, `${entries}`);
    const ends = heads.map(([chain, { seq }]) => this.words.say("head", this.side(chain), `${seq}`)).join(", ");
    const more = [demo ? "demo" : "", remembers ? "" : "forgets"].filter((key) => key !== "").map((key) => ` ${this.words.say(key)}`);
    return this.words.say(closed ? "closed" : "holds", counted, ends) + more.join("");
  }

  private alarm(key: string, text: string): Outcome {
    return { kind: "alarm", title: this.words.say(`${key}.title`), text, advice: this.words.say(`${key}.advice`) };
  }

  private side(chain: string): string {
    return this.sides[chain] ?? this.words.say("stranger", chain.slice(0, 8));
  }
}
