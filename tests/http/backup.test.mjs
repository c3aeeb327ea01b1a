// A backup made while the server is under load, restored into an empty place: everything acknowledged before
// it began is there, the books are in order, every kept file has its bytes. What is no whole backup restores
// nothing.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import test, { after, before } from "node:test";
import { checkAndStop } from "../support/books.mjs";
import { camt053, demoAccounts } from "../support/camt.mjs";
import { Api, visitor } from "../support/http.mjs";
import { databaseIn, kvitt, kvittJson, startDemo, startServe, temporaryFolder }
  from "../support/programs.mjs";

const folder = temporaryFolder();
const archive = path.join(folder, "kvitt.tar");
const partners = ["4500101", "4500707", "4500808", "4500909"];
let demo;
let api;
let day;

const env = () => ({ KVITT_DATABASE: demo.database });
const emptyPlace = () => databaseIn(temporaryFolder());

// Places and cancels orders until told to stop; every answer is kept.
async function keepOrdering(partner, acknowledged, running) {
  while (running.on) {
    const order = await api.order(partner);
    acknowledged.push({ number: order.number, at: Date.now() });
    await api.post(`/orders/${order.number}/cancel`, { reason: "Again" });
  }
}

async function keepImporting(acknowledged, running) {
  for (let n = 0; running.on; ++n) {
    const entries = Array.from({ length: 20 }, (_, at) => ({ amount: 100 + at, currency: "SEK",
      text: `load ${n} ${at}` }));
    const xml = camt053({ account: demoAccounts.SEK, id: `LOAD-${n}`, day, entries });
    const sent = await api.send(xml, `${n}.xml`);
    assert.equal(sent.body.result, "taken", sent.text);
    acknowledged.push({ sha256: sent.body.sha256, at: Date.now() });
  }
}

before(async () => {
  demo = await startDemo({ dir: path.join(folder, "demo") });
  api = new Api(demo.url, demo.api_key);
  const clock = await (await visitor(demo.url)).get("/demo/clock");
  day = clock.html.match(/value="(\d{4}-\d\d-\d\d)/)[1];
});

after(() => checkAndStop(demo));

const listed = (file) => spawnSync("tar", ["-tf", file], { encoding: "utf8" }).stdout.trim().split("\n");

async function restored(file, place = emptyPlace()) {
  const answer = await kvitt(["restore", file], { env: place });
  return { ...answer, place, at: path.dirname(place.KVITT_DATABASE.replace("sqlite:", "")) };
}

test("a backup under load holds what was acknowledged, and is restored whole", async (t) => {
  const orders = [];
  const files = [];
  const running = { on: true };
  const work = [...partners.map((one) => keepOrdering(one, orders, running)), keepImporting(files, running)];
  const all = Promise.all(work);
  await new Promise((resolve) => setTimeout(resolve, 1500));
  const began = Date.now();
  const made = await kvitt(["backup", archive], { env: env() });
  const took = Date.now() - began;
  running.on = false;
  await all;
  assert.equal(made.code, 0, made.stderr);
  assert.match(made.stdout, /^backed up \d+ files and the database, \d+ bytes, as of /);
  const slowest = orders.slice(1).map(({ at }, n) => at - orders[n].at).sort((a, b) => b - a)[0];
  t.diagnostic(`backup ${took} ms; ${orders.length} orders, longest wait between two ${slowest} ms`);
  assert.ok(slowest < 2000, `${slowest} ms without an order`);
  assert.equal(fs.statSync(archive).mode & 0o777, 0o600);

  const { code, stdout, stderr, place, at } = await restored(archive);
  assert.equal(code, 0, stdout + stderr);
  assert.match(stdout, /the books are in order/);
  const { answer } = await kvittJson(["check", "--json"], place.KVITT_DATABASE);
  assert.equal(answer.ok, true);

  const before = orders.filter((one) => one.at < began);
  assert.ok(before.length > 20, `${before.length} orders before the backup`);
  const added = await kvitt(["key", "add", "--name", "look", "--scope", "desk"], { env: place });
  const key = added.stdout.trim();
  const server = await startServe(at);
  try {
    const copy = new Api(server.url, key);
    for (const { number } of before)
      assert.equal((await copy.get(`/orders/${number}`)).status, 200, `${number} is not in the backup`);
    const { statements } = (await copy.get("/statements?limit=200")).body;
    const known = statements.map((one) => one.sha256);
    for (const { sha256, at: sent } of files) assert.ok(sent >= began || known.includes(sha256), sha256);
  } finally {
    await server.stop();
  }
  const kept = listed(archive).filter((name) => name.startsWith("files/"));
  assert.ok(kept.some((name) => name.startsWith("files/statements/")));
  assert.ok(kept.some((name) => name.startsWith("files/proofs/")), "the demo's proof");
  for (const name of kept) {
    const bytes = fs.readFileSync(path.join(at, name));
    assert.equal(createHash("sha256").update(bytes).digest("hex"), path.basename(name));
  }
});

test("the copy says the same as the database, once nothing changes", async () => {
  const still = path.join(folder, "still.tar");
  assert.equal((await kvitt(["backup", still], { env: env() })).code, 0);
  const { code, place, stderr } = await restored(still);
  assert.equal(code, 0, stderr);
  for (const words of [["dump"], ["export", "journal", "--format", "csv"]]) {
    const [ours, theirs] = await Promise.all([kvitt(words, { env: env() }), kvitt(words, { env: place })]);
    assert.equal(theirs.stdout, ours.stdout, words.join(" "));
  }
});

test("a backup overwrites nothing, and a place that is not empty keeps what it has", async () => {
  const again = await kvitt(["backup", archive], { env: env() });
  assert.equal(again.code, 1);
  assert.match(again.stderr, /is there already/);
  assert.equal((await kvitt(["backup", path.join(folder, "no", "such", "x.tar")], { env: env() })).code, 1);
  const taken = await kvitt(["restore", archive], { env: env() });
  assert.equal(taken.code, 1);
  assert.match(taken.stderr, /is there already/);
  const place = emptyPlace();
  const files = path.join(path.dirname(place.KVITT_DATABASE.replace("sqlite:", "")), "files");
  fs.mkdirSync(files);
  fs.writeFileSync(path.join(files, "mine"), "mine");
  assert.equal((await restored(archive, place)).code, 1);
  assert.deepEqual(fs.readdirSync(files), ["mine"]);
});

// A tar with the archive's parts, some of them changed.
function changed(name, change) {
  const at = temporaryFolder();
  spawnSync("tar", ["-xf", archive, "-C", at]);
  const names = change(at) ?? listed(archive);
  const file = path.join(temporaryFolder(), `${name}.tar`);
  const made = spawnSync("tar", ["--format=pax", "-cf", file, "-C", at, "--no-recursion", "-P", ...names],
    { encoding: "utf8" });
  assert.equal(made.status, 0, made.stderr);
  return file;
}

const inManifest = (at, change) => {
  const file = path.join(at, "manifest.json");
  const manifest = JSON.parse(fs.readFileSync(file, "utf8"));
  change(manifest);
  fs.writeFileSync(file, JSON.stringify(manifest));
};

const hostile = {
  "a flipped byte of a kept file": (at) => {
    const name = listed(archive).find((one) => one.startsWith("files/"));
    const bytes = fs.readFileSync(path.join(at, name));
    bytes[0] ^= 1;
    fs.writeFileSync(path.join(at, name), bytes);
  },
  "a database with other pages": (at) => {
    const file = path.join(at, "kvitt.db");
    const bytes = fs.readFileSync(file);
    bytes.fill(0x5a, 8192, 16384);
    fs.writeFileSync(file, bytes);
    inManifest(at, (manifest) => {
      manifest.entries[0].sha256 = createHash("sha256").update(bytes).digest("hex");
    });
  },
  "a name that leads out": (at) => inManifest(at, (manifest) => {
    manifest.entries[1].name = "../../outside";
  }),
  "a file more than the manifest names": (at) => {
    fs.writeFileSync(path.join(at, "more"), "more");
    return [...listed(archive), "more"];
  },
  "a file less": () => listed(archive).slice(0, -1),
  "a link in place of a file": (at) => {
    const name = listed(archive).find((one) => one.startsWith("files/"));
    fs.rmSync(path.join(at, name));
    fs.symlinkSync("/etc/passwd", path.join(at, name));
  },
  "another size than it says": (at) => inManifest(at, (manifest) => {
    manifest.entries.at(-1).bytes += 1;
  }),
  "no manifest": () => listed(archive).slice(1),
  "a manifest that is none": (at) => fs.writeFileSync(path.join(at, "manifest.json"), "[1, 2"),
};

for (const [what, change] of Object.entries(hostile))
  test(`${what} restores nothing`, async () => {
    const { code, stderr, at } = await restored(changed("hostile", change));
    assert.equal(code, 1, stderr);
    assert.match(stderr, /is no whole backup: .+\. Nothing was restored\./);
    assert.deepEqual(fs.readdirSync(at).filter((name) => !name.endsWith(".lock")), []);
  });

test("cut short anywhere, or no tar at all, it restores nothing", async () => {
  const bytes = fs.readFileSync(archive);
  for (const part of [0, 100, 512, 5000, Math.floor(bytes.length / 2), bytes.length - 4096]) {
    const file = path.join(temporaryFolder(), "cut.tar");
    fs.writeFileSync(file, bytes.subarray(0, part));
    const { code, at } = await restored(file);
    assert.equal(code, 1, `${part} bytes`);
    assert.deepEqual(fs.readdirSync(at).filter((name) => !name.endsWith(".lock")), []);
  }
  assert.equal((await restored(path.join(folder, "none.tar"))).code, 1);
});

test("a kept file that is damaged stops the backup by name", async () => {
  const kept = path.join(folder, "demo", "files", "statements");
  const [name] = fs.readdirSync(kept).filter((one) => /^[0-9a-f]{64}$/.test(one));
  const bytes = fs.readFileSync(path.join(kept, name));
  fs.writeFileSync(path.join(kept, name), "damaged");
  const file = path.join(folder, "damaged.tar");
  const made = await kvitt(["backup", file], { env: env() });
  assert.equal(made.code, 1);
  assert.ok(made.stderr.includes(name), made.stderr);
  assert.ok(!fs.existsSync(file));
  assert.deepEqual(fs.readdirSync(folder).filter((one) => one.startsWith(".")), [], "nothing is left");
  fs.writeFileSync(path.join(kept, name), bytes);
});
