import { test } from "node:test";
test("the bundle builds", () => {});
