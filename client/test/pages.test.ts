import assert from "node:assert/strict";
import { test } from "node:test";
import { changedMarks, isTyped, marksOf } from "../src/marks.ts";

test("marks what is new and what reads differently, and nothing else", () => {
  const before = new Map([["time", "a"], ["format", "b"], ["gone", "c"]]);
  const after = new Map([["time", "a"], ["format", "z"], ["agenda", "d"]]);
  assert.deepEqual(changedMarks(before, after), ["format", "agenda"]);
  assert.deepEqual(changedMarks(before, before), []);
});

test("reads the marks that a page carries", () => {
  const page = { querySelectorAll: () => [{ dataset: { markKey: "time", mark: "a" } }, { dataset: { markKey: "note" } }] };
  assert.deepEqual([...marksOf(page)], [["time", "a"], ["note", ""]]);
});

test("keeps what a person typed, ticked or chose, and renews the rest", () => {
  assert.equal(isTyped({ tagName: "INPUT", type: "text", value: "Legal", defaultValue: "" }), true);
  assert.equal(isTyped({ tagName: "INPUT", type: "text", value: "", defaultValue: "" }), false);
  assert.equal(isTyped({ tagName: "INPUT", type: "hidden", value: "x", defaultValue: "y" }), false);
  assert.equal(isTyped({ tagName: "INPUT", type: "radio", checked: true, defaultChecked: false }), true);
  assert.equal(isTyped({ tagName: "TEXTAREA", value: "a", defaultValue: "b" }), true);
  assert.equal(isTyped({ tagName: "SELECT", options: [{ selected: true, defaultSelected: false }] }), true);
  assert.equal(isTyped({ tagName: "P" }), false);
});
