import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Phase } from "../src/call/call.ts";
import type { ChatLine, Keys, Member } from "../src/protocol/keeper.ts";
import type { Person } from "../src/protocol/messages.ts";
import type { PageData } from "../src/protocol/page.ts";
import { familyOf } from "../src/view/browser.ts";
import { deviceDigits, scriptDigits } from "../src/view/digits.ts";
import { CONFIRM_WITHIN_MILLIS, groupsOf, markOf, rosterOf, sealOf, turnsOf } from "../src/view/holding.ts";
import { meaningOf, noticeOf, type Situation } from "../src/view/notice.ts";
import { harmless, paperOf, sizeIn } from "../src/view/papers.ts";
import { random } from "./offers.ts";

const page = {
  delegations: [
    { id: "norland", name: "Norland", side: "a", chain: "chain-n" },
    { id: "sudria", name: "Sudria", side: "b", chain: "chain-s" },
  ],
} as PageData;

function member(chain: string, person: string, change: Partial<Member> = {}): Member {
  return { leaf: 0, chain, person, role: "principal", device: `${person}'s`, client: "c", own: false, confirmed: true, ...change };
}

function person(id: string, change: Partial<Person> = {}): Person {
  return { id, name: id, delegation: id.split(".")[1] ?? "", role: "principal", language: "en", microphone: true, camera: true, muted: false, link: "good", devices: 1, ...change };
}

function peopleOf(...all: Person[]): Map<string, Person> {
  return new Map(all.map((each) => [each.id, each]));
}

describe("the roster", () => {
  const people = peopleOf(person("helen.norland"), person("anna.norland", { role: "negotiator" }), person("viktor.sudria"), person("maria.sudria", { link: "away" }));

  test("has everyone who holds the keys by delegation, then who is here without them, then who is not here", () => {
    const { blocs, unnamed } = rosterOf(page, people, [member("chain-s", "viktor"), member("chain-n", "helen")]);
    const read = blocs.map(({ delegation, holding, keyless, absent }) => [delegation.id, ...[holding.map((each) => each.person), keyless, absent].map((all) => all.map(({ id }) => id).join())]);
    assert.deepEqual(read, [["norland", "helen.norland", "anna.norland", ""], ["sudria", "viktor.sudria", "", "maria.sudria"]]);
    assert.deepEqual(unnamed, []);
  });

  test("names apart whoever holds the keys and is none of the people, or of no delegation", () => {
    const strangers = [member("chain-n", "mallory"), member("chain-x", "helen")];
    assert.deepEqual(rosterOf(page, people, [member("chain-n", "helen"), ...strangers]).unnamed, strangers);
  });

  test("does not believe the node that somebody is on another side than her credential says", () => {
    const told = peopleOf(person("helen.norland", { delegation: "sudria" }));
    const { blocs, unnamed } = rosterOf(page, told, [member("chain-n", "helen")]);
    assert.deepEqual([blocs.flatMap(({ holding }) => holding), unnamed], [[], [member("chain-n", "helen")]]);
  });

  test("shows each holder exactly once, whoever holds and whoever is here", () => {
    for (let seed = 1; seed <= 200; seed++) {
      const below = random(seed);
      const members = ["chain-n", "chain-s", "chain-x"].flatMap((chain) => ["helen", "anna", "viktor", "maria", "mallory"].filter(() => below(2) === 1).map((name) => member(chain, name)));
      const { blocs, unnamed } = rosterOf(page, people, members);
      const shown = [...blocs.flatMap(({ holding }) => holding.map((each) => each.member)), ...unnamed];
      assert.deepEqual(new Set(shown), new Set(members), `seed ${seed}`);
      assert.equal(shown.length, members.length, `seed ${seed}`);
    }
  });
});

describe("who came and who went", () => {
  const [anna, viktor] = [member("chain-n", "anna"), member("chain-s", "viktor")];
  test("says nothing while nobody comes or goes, nor of a reload on the same device", () => {
    assert.deepEqual(turnsOf([anna, viktor], [viktor, { ...anna, leaf: 7, confirmed: false }]), []);
  });
  test("tells who came, who went, and who is on another device", () => {
    assert.deepEqual(turnsOf([anna], [anna, viktor]), [{ what: "came", member: viktor }]);
    assert.deepEqual(turnsOf([anna, viktor], [anna]), [{ what: "went", member: viktor }]);
    const moved = { ...anna, device: "another" };
    assert.deepEqual(turnsOf([anna], [moved]), [{ what: "moved", member: moved }]);
  });
  test("takes people of the same name on both sides for two", () => {
    assert.deepEqual(turnsOf([anna], [member("chain-s", "anna")]).map(({ what }) => what), ["went", "came"]);
  });
});

describe("the mark of the same keys", () => {
  const circle = (...confirmed: boolean[]) => ({ members: confirmed.map((each, at) => member("chain-n", `p${at}`, { confirmed: each })), epoch: 1, mark: { digits: "0000", words: {} } });
  const inside: Keys = { state: "in" };
  test("says the same only when every screen has said so", () => {
    assert.deepEqual(markOf(inside, circle(true, true, true), 0), { state: "same", of: 3 });
    for (let missing = 0; missing < 3; missing++) {
      assert.notEqual(markOf(inside, circle(...[0, 1, 2].map((at) => at !== missing)), 0).state, "same");
      assert.notEqual(markOf(inside, circle(...[0, 1, 2].map((at) => at !== missing)), 60_000).state, "same");
    }
  });
  test("waits five seconds for the others, and names them after that", () => {
    assert.deepEqual(markOf(inside, circle(true, false), CONFIRM_WITHIN_MILLIS - 1), { state: "confirming", done: 1, of: 2 });
    const late = markOf(inside, circle(true, false), CONFIRM_WITHIN_MILLIS);
    assert.equal(late.state, "unconfirmed");
    assert.deepEqual(late.state === "unconfirmed" && late.missing.map((each) => each.person), ["p1"]);
  });
  test("claims nothing without keys or while they change", () => {
    assert.equal(markOf(inside, undefined, 0).state, "none");
    for (const keys of [{ state: "waiting" }, { state: "not admitted" }, { state: "no record", reason: "" }] as Keys[]) {
      assert.equal(markOf(keys, circle(true, true), 0).state, "none");
    }
    assert.equal(markOf({ state: "changing" }, circle(true, true), 0).state, "changing");
  });
});

describe("what can be opened of somebody", () => {
  const arriving = { inside: true, holds: true, hereMillis: 60_000, flows: ["flowing", undefined] } as const;
  test("all of it, when it flows", () => assert.equal(sealOf(arriving), "open"));
  test("nothing before one has keys oneself", () => assert.equal(sealOf({ ...arriving, inside: false }), "noKey"));
  test("who is here and does not hold the keys is not admitted, after the moment that keys take", () => {
    assert.equal(sealOf({ ...arriving, holds: false, hereMillis: 500 }), "noKey");
    assert.equal(sealOf({ ...arriving, holds: false }), "notAdmitted");
  });
  test("what cannot be opened is graver than what waits for its key", () => {
    assert.equal(sealOf({ ...arriving, flows: ["no-key", "undecryptable"] }), "undecryptable");
    assert.equal(sealOf({ ...arriving, flows: ["no-key", "flowing"] }), "noKey");
  });
});

describe("the one line", () => {
  const calm: Situation = { phase: { name: "in" }, soundBlocked: false, unheard: false, weak: false, keys: { state: "in" }, keysMillis: 0, unnamed: [], apart: [], beyond: [], refused: undefined };
  const keyOf = (change: Partial<Situation>) => noticeOf({ ...calm, ...change })?.key;
  test("is empty when all is well", () => assert.equal(noticeOf(calm), undefined));
  test("somebody without a name is louder than all but the lost connection", () => {
    const worst: Partial<Situation> = { unnamed: ["mallory"], soundBlocked: true, unheard: true, weak: true, keys: { state: "not admitted" }, refused: "x" };
    assert.deepEqual(noticeOf({ ...calm, ...worst }), { key: "unnamed", values: ["mallory"] });
    assert.equal(keyOf({ ...worst, phase: { name: "back", why: "media" } }), "back.media");
  });
  test("names who has other keys, and who is beyond a line that is interrupted", () => {
    assert.deepEqual(noticeOf({ ...calm, keys: { state: "apart", people: ["viktor.sudria"] }, apart: ["Viktor"] }), { key: "apart", values: ["Viktor"] });
    assert.deepEqual(noticeOf({ ...calm, beyond: ["Sudria"] }), { key: "cut", values: ["Sudria"] });
  });
  test("a change of keys is worth a line only when it lasts", () => {
    assert.equal(keyOf({ keys: { state: "changing" }, keysMillis: 300 }), undefined);
    assert.equal(keyOf({ keys: { state: "changing" }, keysMillis: 1_500 }), "changing");
    assert.equal(keyOf({ keys: { state: "waiting" }, keysMillis: 1_000 }), undefined);
    assert.equal(keyOf({ keys: { state: "waiting" }, keysMillis: 3_000 }), "waiting");
  });
  test("says at once that she holds the keys no longer, and by name what was refused", () => {
    assert.equal(keyOf({ keys: { state: "not admitted" } }), "not-admitted");
    assert.deepEqual(noticeOf({ ...calm, keys: { state: "no record", reason: "why" } }), { key: "no-record", values: ["why"] });
    assert.deepEqual(noticeOf({ ...calm, refused: "REINIT", weak: true }), { key: "refused", values: ["REINIT"] });
  });
  test("says nothing outside the room", () => {
    for (const name of ["green", "joining", "left", "replaced", "closed"] as const) assert.equal(keyOf({ phase: { name } as Phase, unnamed: ["x"] }), undefined);
  });
  test("what a refused change would have done has words where people can use them", () => {
    assert.equal(meaningOf("REMOVES_ADMITTED"), "shutsOut");
    assert.equal(meaningOf("NOT_CANONICAL"), undefined);
  });
});

describe("documents", () => {
  test("a name is one name: no path, nothing that hides or turns the writing, no device of an operating system", () => {
    assert.equal(harmless("../../etc/passwd"), "_.._etc_passwd");
    assert.equal(harmless("annex\u202Efdp.exe"), "annexfdp.exe");
    assert.equal(harmless("C:\\Windows\\x.bat\u0000"), "C__Windows_x.bat");
    assert.equal(harmless(".bashrc"), "bashrc");
    assert.equal(harmless("CON"), "_CON");
    assert.equal(harmless("nul.txt"), "_nul.txt");
    assert.equal(harmless("report.pdf. . "), "report.pdf");
    for (const nothing of ["", " ", "...", "\u200B\u2066"]) assert.equal(harmless(nothing), "document");
    for (const fine of ["Draft article 4 (clean).docx", "Карта участка 7.pdf", "ملحق.pdf", "附件.pdf"]) assert.equal(harmless(fine), fine);
  });
  test("a long name keeps its ending", () => {
    const long = harmless(`${"ж".repeat(500)}.pdf`);
    assert.ok(long.endsWith(".pdf"));
    assert.equal([...long].length, 120);
  });
  test("whatever the name, it stays harmless, and twice is once", () => {
    const parts = ["a", ".", "/", "\\", " ", "\u202E", "\u0000", "\n", "con", ":", "Ж", "📄", "e\u0301"];
    for (let seed = 1; seed <= 500; seed++) {
      const below = random(seed);
      const name = Array.from({ length: below(12) }, () => parts[below(parts.length)]).join("");
      const safe = harmless(name);
      assert.match(safe, /^[^./\\:\p{Cc}\p{Cf}]([^/\\:\p{Cc}\p{Cf}]*[^./\\:\s\p{Cc}\p{Cf}])?$/u, JSON.stringify(name));
      assert.equal(harmless(safe), safe, JSON.stringify(name));
    }
  });
  test("sizes are in the reader's language", () => {
    assert.equal(sizeIn("en", 1_843_200), "1.8 MB");
    assert.equal(sizeIn("ru", 48_000_000), "48 МБ");
    assert.equal(sizeIn("en", 3), "1 kB");
  });
  test("a line says what moves, what failed and why, what can be saved", () => {
    const theirs: ChatLine = { id: "1", chain: "c", person: "p", own: false, at: 0, text: "", file: { name: "n", type: "t", size: 9 }, sent: "sent" };
    const ours: ChatLine = { ...theirs, own: true, sent: "sending" };
    assert.deepEqual(paperOf(theirs, undefined), { name: "offered" });
    assert.deepEqual(paperOf(theirs, { id: "1", done: 3, total: 6 }), { name: "moving", share: 0.5 });
    assert.deepEqual(paperOf(theirs, { id: "1", done: 6, total: 6 }), { name: "saved" });
    assert.deepEqual(paperOf(theirs, { id: "1", done: 3, total: 6, failed: "damaged" }), { name: "failed", why: "damaged" });
    assert.deepEqual(paperOf(ours, undefined), { name: "moving", share: 0 });
    assert.deepEqual(paperOf({ ...ours, sent: "sent" }, { id: "1", done: 6, total: 6 }), { name: "sent" });
    assert.deepEqual(paperOf({ ...ours, sent: "failed" }, undefined), { name: "failed", why: "network" });
  });
});

describe("names", () => {
  test("a browser is called by its family, by its brands first", () => {
    assert.equal(familyOf(["Not A;Brand", "Chromium", "Microsoft Edge"], "Mozilla/5.0 Chrome/140.0 Safari/537.36 Edg/140.0"), "Microsoft Edge");
    assert.equal(familyOf(["Chromium", "Google Chrome"], ""), "Google Chrome");
    assert.equal(familyOf(["Chromium"], "Mozilla/5.0 Chrome/140.0 Safari/537.36"), "Chromium");
    assert.equal(familyOf([], "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"), "Firefox");
    assert.equal(familyOf([], "Mozilla/5.0 (Macintosh) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0 Safari/605.1.15"), "Safari");
    assert.equal(familyOf([], "curl/8"), "");
  });
  test("a device and a script have the digits that other pages show", async () => {
    const x = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo";
    assert.equal(await deviceDigits(x), "37797 24497");
    assert.equal(await scriptDigits(x), "52223 74545");
    assert.equal(await deviceDigits("not a key"), "");
  });
  test("the identity code is read in groups of five", () => {
    assert.deepEqual(groupsOf("123456789012345"), ["12345", "67890", "12345"]);
    assert.deepEqual(groupsOf("12345 67890"), ["12345", "67890"]);
  });
});
