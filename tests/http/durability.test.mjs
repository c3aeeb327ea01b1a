// What was acknowledged is on disk, whatever happens to the server; and it goes without cutting anybody off.
import assert from "node:assert/strict";
import net from "node:net";
import path from "node:path";
import test, { after, before } from "node:test";
import { checkAndStop } from "../support/books.mjs";
import { camt053, demoAccounts } from "../support/camt.mjs";
import { Api } from "../support/http.mjs";
import { kvittJson, startDemo, temporaryFolder } from "../support/programs.mjs";
import { waitUntil } from "../support/wait.mjs";

let dir;
let demo;
let api;

async function restarted() {
  demo = await startDemo({ dir });
  api = new Api(demo.url, demo.api_key);
}

before(async () => {
  dir = path.join(temporaryFolder(), "demo");
  await restarted();
});

after(() => checkAndStop(demo));

async function assertBooksHold() {
  const { code, answer } = await kvittJson(["check", "--json"], demo.database);
  assert.deepEqual([code, answer.checks.filter((one) => !one.ok)], [0, []]);
}

test("killed right after an order was acknowledged, the order is there", async () => {
  for (let round = 0; round < 3; ++round) {
    const order = await api.order("4500101", "action_pack");
    await demo.kill();
    await restarted();
    assert.deepEqual((await api.get(`/orders/${order.number}`)).body, order);
    await assertBooksHold();
    assert.equal((await api.post(`/orders/${order.number}/cancel`)).status, 200);
  }
});

// Orders and cancels for one company until the server goes; what was acknowledged, newest last.
async function keepOrdering(partnerId, agreement, acknowledged) {
  const input = { offer: "action_pack", payment_method: "bank_transfer", agreement_version: agreement,
    partner_id: partnerId };
  for (;;) {
    const placed = await api.post("/orders", input);
    acknowledged.set(placed.body.number, placed.body.state);
    const cancelled = await api.post(`/orders/${placed.body.number}/cancel`);
    acknowledged.set(cancelled.body.number, cancelled.body.state);
  }
}

test("killed amid many, all that was acknowledged is there, and nothing twice", async () => {
  const agreement = (await api.get("/offers?partner_id=4500101")).body.agreement_version;
  const acknowledged = new Map();
  const companies = ["4500101", "4500202", "4500505", "4500707", "4500808", "4500909"];
  const writers = companies.map((one) => keepOrdering(one, agreement, acknowledged).catch(() => {}));
  await waitUntil("enough orders", () => acknowledged.size >= 60, { seconds: 60, everyMs: 5 });
  await demo.kill();
  await Promise.all(writers);
  await restarted();
  for (const [number, state] of acknowledged) {
    const { status, body } = await api.get(`/orders/${number}`);
    assert.equal(status, 200, `${number} is lost`);
    // A cancellation may have been done without its answer getting through.
    assert.ok(body.state === state || body.state === "cancelled", `${number} was ${state}, is ${body.state}`);
  }
  await assertBooksHold();
});

test("killed while it takes a statement, every entry counts once", async () => {
  const entries = Array.from({ length: 1500 }, (_, at) => ({ amount: 100 + at, currency: "SEK",
    text: `line ${at}` }));
  const file = camt053({ account: demoAccounts.SEK, id: "CRASH-1", day: "2026-01-20", entries });
  const sum = entries.reduce((total, { amount }) => total + amount, 0);
  for (const afterMs of [15, 60, 150]) {
    const sent = api.send(file, "crash.xml").catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, afterMs));
    await demo.kill();
    await sent;
    await restarted();
  }
  const answer = await api.send(file, "crash.xml");
  assert.ok(["taken", "already_known"].includes(answer.body.result), answer.text);
  const received = await waitUntil("all entries are placed", async () => {
    const lines = await receiptsLike(/^line \d+$/);
    return lines.length >= entries.length && lines;
  }, { seconds: 90, everyMs: 300 });
  assert.equal(received.length, entries.length);
  assert.equal(received.reduce((total, one) => total + one.amount.amount, 0), sum);
  await assertBooksHold();
});

async function receiptsLike(pattern) {
  const found = [];
  for (let cursor = "", more = true; more;) {
    const { receipts, next_cursor } = (await api.get(`/receipts?limit=200${cursor}`)).body;
    found.push(...receipts.filter(({ remittance }) => pattern.test(remittance)));
    cursor = `&cursor=${next_cursor}`;
    more = next_cursor !== null;
  }
  return found;
}

test("asked to stop, it finishes what is under way and takes nothing new", async () => {
  const order = await api.order("4500808");
  const entries = [{ amount: order.total.amount, currency: "USD", text: order.reference.text }];
  const body = camt053({ account: demoAccounts.USD, id: "SLOW-1", day: order.created_at.slice(0, 10),
    entries });
  const bytes = Buffer.from(body);
  const { hostname, port } = new URL(demo.url);
  const socket = net.connect({ host: hostname, port: Number(port) });
  let answer = "";
  socket.on("data", (piece) => (answer += piece));
  const closed = new Promise((resolve) => socket.on("close", resolve));
  socket.write(`POST /api/v1/statements?name=slow.xml HTTP/1.1\r\nHost: kvitt\r\n` +
    `Authorization: Bearer ${demo.api_key}\r\nContent-Type: application/xml\r\n` +
    `Content-Length: ${bytes.length}\r\n\r\n`);
  socket.write(bytes.subarray(0, 200));
  await new Promise((resolve) => setTimeout(resolve, 300));

  const stopped = demo.stop();
  await waitUntil("new connections are refused", () => refused(hostname, Number(port)));
  socket.write(bytes.subarray(200));
  const { code, signal } = await stopped;
  await closed;
  assert.deepEqual([code, signal], [0, null], demo.log);
  assert.match(answer, /^HTTP\/1\.1 200 OK/);
  assert.match(answer, /connection: close/i);
  assert.ok(answer.includes(order.number));
  await restarted();
  assert.equal((await api.get(`/orders/${order.number}`)).body.state, "active");
});

function refused(host, port) {
  return new Promise((resolve) => {
    const socket = net.connect({ host, port });
    socket.on("connect", () => {
      socket.destroy();
      resolve(false);
    });
    socket.on("error", () => resolve(true));
  });
}

test("a key used before a crash is still known after it", async () => {
  const agreement = (await api.get("/offers?partner_id=4500101")).body.agreement_version;
  const input = { offer: "silver", payment_method: "bank_transfer", agreement_version: agreement,
    partner_id: "4500101" };
  const first = await api.post("/orders", input, "before-the-crash");
  await demo.kill();
  await restarted();
  const again = await api.post("/orders", input, "before-the-crash");
  assert.deepEqual([again.status, again.text], [201, first.text]);
  assert.equal(again.headers.get("Idempotent-Replayed"), "true");
});
