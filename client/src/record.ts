// The talk's page looks a second time: a worker verifies the dossier that the node exports, and the page compares what
// is shown in force with what the signed record makes. It says what it found, and asks again when the page changes.
import type { Outcome, Shown } from "./record/outcome.ts";
import { Telling } from "./record/outcome.ts";
import { show } from "./record/line.ts";
import { type PageRecord, readPageRecord } from "./record/page.ts";
import type { Checked, Question, Report } from "./record/report.ts";
import { Words } from "./view/words.ts";

/** Below this a line of progress would only flicker. */
const PROGRESS_AFTER_MS = 700;
/** A page and an export are written one after the other: between them somebody may act. */
const AGAIN_AFTER_MS = 1200;
const ATTEMPTS = 4;

class RecordCheck {
  private readonly worker = new Worker(new URL("record-worker.js", import.meta.url), { type: "module" });
  private last: Checked | undefined;
  private running = false;
  private wanted = false;
  private began = 0;
  private attempts = 0;

  constructor(private readonly at: HTMLElement) {
    this.worker.onmessage = (event: MessageEvent<Report>) => this.hear(event.data);
    this.worker.onerror = () => {
      this.running = false;
      this.say((telling) => telling.quiet("unread"));
    };
    document.addEventListener("parley:refreshed", () => this.again());
    this.say((telling) => telling.quiet("checking"));
    this.ask();
  }

  /** The page has changed: if only its words did, what was verified is compared again. */
  private again(): void {
    this.attempts = 0;
    const { last } = this;
    if (last !== undefined && !this.running && sameHeads(last, this.page())) this.conclude({ ...last, page: "same" });
    else this.ask();
  }

  private ask(): void {
    this.wanted = this.running;
    if (this.running) return;
    this.running = true;
    this.began = performance.now();
    const { file, talk, heads } = this.page();
    const question: Question = { file, talk, heads: heads.map(({ chain, seq, hash }) => [chain, { seq, hash }]) };
    this.worker.postMessage(question);
  }

  private hear(report: Report): void {
    if (report.kind === "progress") {
      if (performance.now() - this.began > PROGRESS_AFTER_MS) this.say((telling) => telling.of(report, "same"));
      return;
    }
    this.running = false;
    if (this.wanted) return this.ask();
    if (report.kind === "holds") return this.conclude(report);
    this.last = undefined;
    this.say((telling) => telling.of(report, "same"));
  }

  private conclude(report: Checked): void {
    this.last = report;
    const shown = this.shown(report);
    if (shown !== "same" && report.shortfall === undefined && ++this.attempts < ATTEMPTS) {
      setTimeout(() => this.ask(), AGAIN_AFTER_MS);
    } else {
      this.say((telling) => telling.of(report, shown));
    }
  }

  /** Whether the terms that the page marks as in force are those of the record. */
  private shown({ page, inForce }: Checked): Shown {
    if (page !== "same") return page;
    const marked = [...document.querySelectorAll<HTMLElement>("[data-in-force]")].map((each) => each.dataset["inForce"] ?? "");
    return [...new Set(marked)].sort().join() === inForce.join() ? "same" : "other";
  }

  private say(words: (telling: Telling) => Outcome): void {
    const place = this.at.querySelector("[data-kept]");
    const { words: all, sides } = this.page();
    if (place !== null) show(place, words(new Telling(new Words(all, "check"), sides, new Intl.PluralRules(document.documentElement.lang))));
  }

  private page(): PageRecord {
    return readPageRecord(this.at.dataset["record"] ?? "");
  }
}

function sameHeads({ heads }: Checked, page: PageRecord): boolean {
  return heads.length === page.heads.length && page.heads.every((mine) => heads.some(([chain, { hash }]) => chain === mine.chain && hash === mine.hash));
}

const at = document.querySelector<HTMLElement>("[data-record]");
if (at !== null) new RecordCheck(at);
