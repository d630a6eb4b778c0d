// Whether a page still hears from its node, and what it says when it does not: an old page must not pass for the present.

/** Shorter than this nobody needs to know: a node that starts again, a network that changes. */
const UNNOTICED_MS = 2_000;

/** How a page says that it hears nothing: since when, or that its reader is not signed in any more. */
export interface Notice {
  lost(since: Date): void;
  ended(): void;
  clear(): void;
}

/** What the browser lends: times and waiting. */
export interface Patience {
  now(): Date;
  after(millis: number, action: () => void): void;
}

export class Connection {
  private since: Date | undefined;
  private isEnded = false;

  constructor(private readonly notice: Notice, private readonly patience: Patience) {}

  /** Nothing is heard any more; said again and again while that lasts, it is noticed once. */
  lost(): void {
    if (this.since !== undefined) return;
    const since = this.patience.now();
    this.since = since;
    this.patience.after(UNNOTICED_MS, () => {
      if (this.since === since && !this.isEnded) this.notice.lost(since);
    });
  }

  /** The node answers, but not to her: her session has ended. */
  ended(): void {
    this.since ??= this.patience.now();
    this.isEnded = true;
    this.notice.ended();
  }

  /** It is heard again; true if it was not before, so that something may have been missed. */
  back(): boolean {
    const missed = this.since !== undefined;
    this.since = undefined;
    this.isEnded = false;
    this.notice.clear();
    return missed;
  }
}

/** The notice in the page's own element, in the words that it carries. */
export function noticeIn(element: HTMLElement | null): Notice {
  const show = (text: string): void => {
    if (element === null) return;
    element.textContent = text;
    element.hidden = text === "";
  };
  const word = (name: string): string => element?.dataset[name] ?? "";
  return {
    lost: (since) => {
      const time = since.toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
      show(word("lost").replace("{0}", time));
    },
    ended: () => show(word("ended")),
    clear: () => show(""),
  };
}
