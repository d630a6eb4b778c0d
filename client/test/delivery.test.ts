import { test } from "node:test";
import { Network } from "./network.ts";

const SEED = Number(process.env["SEED"] ?? Math.floor(Math.random() * 1_000_000));

test("whoever comes to an empty room makes the group, and the others are let in", async () => {
  const network = new Network(SEED);
  for (const person of ["ana", "ben", "cleo"]) {
    await network.arrive(person);
    await network.run(3_000);
  }
  await network.converged();
});

test("five people who come at once are in one epoch", async () => {
  const network = new Network(SEED);
  for (const person of ["ana", "ben", "cleo", "dan", "eva"]) await network.arrive(person);
  await network.run(8_000);
  await network.converged();
});
