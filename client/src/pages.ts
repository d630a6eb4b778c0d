// What every page loads: updates in place when the other side acts, and marks on what changed until it was seen.
// Every page works without it.
import { Idiomorph } from "idiomorph";
import "./copy.ts";
import { Connection, noticeIn } from "./connection.ts";
import { changedMarks, isTyped, marksOf } from "./marks.ts";

/** How long a change must have been on the screen before its mark goes. */
const SEEN_AFTER_MS = 4000;
/** Several acts in a row (a consent and its acknowledgements) redraw the page once. */
const SETTLE_MS = 80;
/** Between attempts to listen again after an answer that is no stream. */
const RETRY_MS = 10_000;
/** Says that a page asks, and not a person: it does not keep a session from ending. */
const FOR_A_PAGE = { "X-Parley-Live": "1" };

const main = document.querySelector<HTMLElement>('main[data-live]:not([data-live=""])');
const announcer = document.querySelector<HTMLElement>("[data-announcer]");

const seen = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) {
    if (isIntersecting) fade(target);
  }
}, { threshold: 0.5 });

function fade(element: Element): void {
  setTimeout(() => {
    if (document.hidden) return;
    element.classList.remove("changed");
    seen.unobserve(element);
  }, SEEN_AFTER_MS);
}

/** The house's pages are parsed and nothing else is: the policy that the security headers allow. */
const policy = (window as unknown as { trustedTypes?: { createPolicy(name: string, rules: { createHTML(text: string): string }): { createHTML(text: string): string } } })
  .trustedTypes?.createPolicy("parley", { createHTML: (text) => text });

function parse(page: string): Document {
  return new DOMParser().parseFromString(policy?.createHTML(page) ?? page, "text/html");
}

/** What somebody is writing stays on her page, even when the page has no more use for it. */
function holdsTyped(element: Element): boolean {
  return isTyped(element) || [...element.querySelectorAll("input, textarea, select")].some(isTyped);
}

function announced(page: Element): string {
  return page.querySelector("[data-announce]")?.textContent?.trim().replaceAll(/\s+/g, " ") ?? "";
}

async function refresh(from: HTMLElement): Promise<void> {
  const answer = await fetch(location.href, { headers: FOR_A_PAGE, redirect: "manual" });
  if (!answer.ok) return;
  const fresh = parse(await answer.text()).querySelector("main");
  if (fresh === null) return;
  const before = marksOf(from);
  const unseen = marksOf({ querySelectorAll: () => from.querySelectorAll<HTMLElement>("[data-mark-key].changed") }).keys();
  const announcement = announced(fresh);
  const isNews = announcement !== announced(from);
  Idiomorph.morph(from, fresh, {
    ignoreActiveValue: true,
    callbacks: {
      beforeNodeMorphed: (old: Node) => !isTyped(old) && !(old instanceof HTMLElement && "kept" in old.dataset),
      beforeAttributeUpdated: (name: string, node: Element) => !(name === "open" && node instanceof HTMLDetailsElement),
      beforeNodeRemoved: (old: Node) => !(old instanceof Element && holdsTyped(old)),
    },
  });
  for (const key of [...unseen, ...changedMarks(before, marksOf(from))]) {
    const element = from.querySelector(`[data-mark-key="${CSS.escape(key)}"]`);
    if (element === null) continue;
    element.classList.add("changed");
    seen.observe(element);
  }
  if (announcer !== null && isNews) announcer.textContent = announcement;
  document.dispatchEvent(new Event("parley:refreshed"));
}

function listen(to: HTMLElement): void {
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const connection = new Connection(noticeIn(document.querySelector("[data-connection]")), {
    now: () => new Date(),
    after: (millis, action) => { setTimeout(action, millis); },
  });
  const later = (): void => {
    clearTimeout(waiting);
    waiting = setTimeout(() => void refresh(to), SETTLE_MS);
  };
  let source: EventSource;
  const open = (): void => {
    source = new EventSource(to.dataset["live"] ?? "");
    source.addEventListener("change", later);
    source.addEventListener("error", () => {
      connection.lost();
      if (source.readyState === EventSource.CLOSED) void ask();
    });
    source.addEventListener("open", () => {
      if (connection.back()) later();
    });
  };
  // The browser tries again by itself unless it got an answer that is no stream.
  const ask = async (): Promise<void> => {
    const answer = await fetch(location.href, { headers: FOR_A_PAGE, redirect: "manual" }).catch(() => undefined);
    if (answer?.status === 401) connection.ended();
    setTimeout(open, RETRY_MS);
  };
  open();
  addEventListener("pagehide", () => source.close());
  addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
}

if (main !== null) listen(main);

document.addEventListener("visibilitychange", () => {
  if (!document.hidden) document.querySelectorAll(".changed").forEach((element) => { seen.unobserve(element); seen.observe(element); });
});

// A form is sent once, however often its button is touched.
document.addEventListener("submit", (event) => {
  const form = event.target as HTMLFormElement;
  if (form.dataset["sent"] === "yes") event.preventDefault();
  else if (!event.defaultPrevented) form.dataset["sent"] = "yes";
});
addEventListener("pageshow", () => document.querySelectorAll<HTMLFormElement>("form[data-sent]").forEach((form) => { delete form.dataset["sent"]; }));
