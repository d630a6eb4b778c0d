// The page's half of the keeper: the worker that verifies the dossier and holds every key of the room.
import type { ClientGroupMessage, ServerGroupMessage } from "../protocol/group.ts";
import type { ChatLine, Code, Flow, Holder, Identity, Keys, Member, News, Order, Progress, Purpose, Self, TransformOptions } from "../protocol/keeper.ts";
import { Store } from "../store.ts";

/** The members of one epoch and the mark by which their screens can be compared. */
export interface Circle {
  members: Member[];
  epoch: number;
  mark: Code;
}

export class Keeper {
  readonly keys = new Store<Keys>({ state: "checking", done: 0, total: 0 });
  readonly circle = new Store<Circle | undefined>(undefined);
  readonly identity = new Store<Identity | undefined>(undefined);
  /** What arrives, by {@link flowKey}. */
  readonly flows = new Store<ReadonlyMap<string, Flow>>(new Map());
  /** In the order in which they came. */
  readonly lines = new Store<readonly ChatLine[]>([]);
  /** Documents under way, by their line's id. */
  readonly progress = new Store<ReadonlyMap<string, Progress>>(new Map());
  /** The last thing that the rules refused. */
  readonly refused = new Store<string | undefined>(undefined);
  /** A document that was asked for is here. */
  onDocument: (name: string, content: Blob) => void = () => {};
  /** What the keeper wants to tell the node. */
  onSignal: (message: ClientGroupMessage) => void = () => {};
  /** A track must begin anew, with a picture that needs none before it. */
  onKeyFrame: (purpose: Purpose) => void = () => {};

  constructor(private readonly worker: Worker, self: Self) {
    worker.addEventListener("message", ({ data }: MessageEvent<News>) => this.hear(data));
    worker.addEventListener("error", () => this.keys.set({ state: "no record", reason: "script" }));
    this.order({ kind: "begin", self });
  }

  /** The transform of a sender or receiver, by which all of its frames go through the keeper. */
  transform(options: TransformOptions): RTCRtpScriptTransform {
    return new RTCRtpScriptTransform(this.worker, options);
  }

  online(): void {
    this.order({ kind: "online" });
  }

  offline(): void {
    this.flows.set(new Map());
    this.order({ kind: "offline" });
  }

  signal(message: ServerGroupMessage): void {
    this.order({ kind: "signal", message });
  }

  leave(): void {
    this.order({ kind: "leave" });
    this.circle.set(undefined);
  }

  say(text: string): void {
    this.order({ kind: "say", text });
  }

  share(file: File): void {
    this.order({ kind: "share", file });
  }

  fetch(id: string): void {
    this.order({ kind: "fetch", id });
  }

  cancel(id: string): void {
    this.order({ kind: "cancel", id });
  }

  judge(digits: string, matches: boolean): void {
    this.order({ kind: "judge", digits, matches });
  }

  private order(order: Order): void {
    this.worker.postMessage(order);
  }

  private hear(news: News): void {
    switch (news.kind) {
      case "keys":
        // Whoever is in no epoch has nobody to show in it.
        if (!["in", "changing", "apart"].includes(news.keys.state)) this.circle.set(undefined);
        return this.keys.set(news.keys);
      case "signal": return this.onSignal(news.message);
      case "members": return this.circle.set({ members: news.members, epoch: news.epoch, mark: news.mark });
      case "identity": return this.identity.set(news.identity);
      case "flow": {
        const key = flowKey(news, news.purpose);
        return this.flows.update((all) => (all.get(key) === news.flow ? all : new Map(all).set(key, news.flow)));
      }
      case "key frame": return this.onKeyFrame(news.purpose);
      case "line": return this.lines.update((all) => withLine(all, news.line));
      case "progress": return this.progress.update((all) => new Map(all).set(news.progress.id, news.progress));
      case "document": return this.onDocument(news.name, news.content);
      case "refused": return this.refused.set(news.rule);
    }
  }
}

export function flowKey({ chain, person }: Holder, purpose: Purpose): string {
  return `${chain} ${person} ${purpose}`;
}

/** A line again is the same line with another fate. */
function withLine(all: readonly ChatLine[], line: ChatLine): readonly ChatLine[] {
  const index = all.findIndex(({ id }) => id === line.id);
  return index < 0 ? [...all, line] : all.with(index, line);
}
