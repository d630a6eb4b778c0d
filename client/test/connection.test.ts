import assert from "node:assert/strict";
import { test } from "node:test";
import { Connection } from "../src/connection.ts";

function page() {
  const said: string[] = [];
  const waiting: (() => void)[] = [];
  const connection = new Connection(
    { lost: (since) => said.push(`lost ${since.getTime()}`), ended: () => said.push("ended"), clear: () => said.push("clear") },
    { now: () => new Date(4711), after: (_, action) => waiting.push(action) },
  );
  return { said, connection, pass: () => waiting.splice(0).forEach((action) => action()) };
}

test("says once since when nothing is heard, and that it is over", () => {
  const { said, connection, pass } = page();
  connection.lost();
  connection.lost();
  pass();
  assert.deepEqual(said, ["lost 4711"]);
  assert.equal(connection.back(), true);
  assert.deepEqual(said, ["lost 4711", "clear"]);
});

test("says nothing of a moment that is over before anybody could read", () => {
  const { said, connection, pass } = page();
  connection.lost();
  assert.equal(connection.back(), true);
  pass();
  assert.deepEqual(said, ["clear"]);
  assert.equal(connection.back(), false);
});

test("says that she is signed out, and not that the node is away", () => {
  const { said, connection, pass } = page();
  connection.lost();
  connection.ended();
  pass();
  assert.equal(said.at(-1), "ended");
});
