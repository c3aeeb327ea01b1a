// What a refusal must leave as it was, told by the programs' own doors: programme, orders and receipts.
import assert from "node:assert/strict";
import { Api } from "./http.mjs";
import { kvitt, kvittJson } from "./programs.mjs";

export async function books(demo) {
  const desk = new Api(demo.url, demo.api_key);
  const dumped = await kvitt(["dump"], { env: { KVITT_DATABASE: demo.database } });
  assert.equal(dumped.code, 0, dumped.stderr);
  const { partners } = JSON.parse(dumped.stdout);
  const { orders } = (await desk.get("/orders?limit=200")).body;
  const { receipts } = (await desk.get("/receipts?limit=200")).body;
  return { partners, orders, receipts };
}

// Runs the work; then everything must stand as before.
export async function nothingChanges(demo, work) {
  const before = await books(demo);
  await work();
  assert.deepEqual(await books(demo), before);
}

// For the end of every file: the books hold, then the server goes.
export async function checkAndStop(demo) {
  if (!demo) return;
  try {
    const { answer, code } = await kvittJson(["check", "--json"], demo.database);
    assert.deepEqual(answer.checks.filter((one) => !one.ok), []);
    assert.deepEqual([answer.ok, code], [true, 0]);
  } finally {
    await demo.stop();
  }
}
