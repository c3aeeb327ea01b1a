// The commands beside the server: a programme loaded and dumped, users and keys, jobs, the check; the same
// on a
// database that a server has.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import test from "node:test";
import { Api, visitor } from "../support/http.mjs";
import { databaseIn, kvitt, startServe, temporaryFolder } from "../support/programs.mjs";

const source = path.resolve(import.meta.dirname, "../../src/demo/files/programme.json");

// The demo programme without passwords, whose hashing takes its time.
function programme(change = () => {}) {
  const file = JSON.parse(fs.readFileSync(source, "utf8"));
  for (const user of file.users) delete user.password;
  change(file);
  return file;
}

async function load(folder, value, options = {}) {
  const file = path.join(folder, "load.json");
  fs.writeFileSync(file, typeof value === "string" ? value : JSON.stringify(value));
  return kvitt(["load", file], { env: databaseIn(folder), ...options });
}

async function dumped(folder) {
  const done = await kvitt(["dump"], { env: databaseIn(folder) });
  assert.equal(done.code, 0, done.stderr);
  return done.stdout;
}

async function loadedFolder() {
  const folder = temporaryFolder();
  const done = await load(folder, programme());
  assert.equal(done.code, 0, done.stderr);
  return folder;
}

test("usage", async () => {
  assert.equal((await kvitt([])).code, 2);
  assert.equal((await kvitt(["fly"])).code, 2);
  assert.equal((await kvitt(["load"])).code, 2);
  assert.equal((await kvitt(["load", "/nowhere/x.json"], { env: databaseIn(temporaryFolder()) })).code, 2);
  const help = await kvitt(["--help"]);
  assert.equal(help.code, 0);
  for (const command of ["serve", "demo", "migrate", "load", "dump", "read-statement", "import-statement",
    "run-jobs", "check", "user", "key"]) assert.ok(help.stdout.includes(command), command);
});

test("a wrong setting is named with its place", async () => {
  const folder = temporaryFolder();
  const wrong = { "colour = 1\n": "colour", "listen = 7\n": "listen",
    "[limits]\nqueue_max = 0\n": "limits.queue_max",
    "database = \"mysql:x\"\n": "database", "listen = \"\n": "" };
  for (const [text, named] of Object.entries(wrong)) {
    const file = path.join(folder, "kvitt.toml");
    fs.writeFileSync(file, text);
    const done = await kvitt(["check", "--config", file]);
    assert.equal(done.code, 2, text);
    assert.match(done.stderr, new RegExp(`kvitt\\.toml:\\d+: .*${named}`), text);
  }
  const variable = await kvitt(["check"], { env: { ...databaseIn(folder), KVITT_WORKERS: "many" } });
  assert.equal(variable.code, 2);
  assert.match(variable.stderr, /KVITT_WORKERS/);
});

test("what is loaded is dumped, and loading it again changes nothing", async () => {
  const folder = await loadedFolder();
  const first = await dumped(folder);
  const again = await load(folder, programme());
  assert.equal(again.code, 0);
  assert.match(again.stdout, /: 0 in the catalogue, 0 partners, 0 attainments, 0 users/);
  const copy = temporaryFolder();
  assert.equal((await load(copy, first)).code, 0);
  assert.deepEqual(JSON.parse(await dumped(copy)), JSON.parse(first));
  assert.equal(JSON.parse(first).partners.length, programme().partners.length);
});

test("a faulty programme is told fault by fault, and none of it is loaded", async () => {
  const folder = await loadedFolder();
  const before = await dumped(folder);
  const faulty = [
    [(file) => (file.catalogue.prices[0].amount = 0), "/catalogue/prices/0/amount"],
    [(file) => (file.catalogue.prices[1].currency = "kr"), "/catalogue/prices/1/currency"],
    [(file) => (file.catalogue.taxes[0].treatment = "none"), "/catalogue/taxes/0/treatment"],
    [(file) => (file.catalogue.time_zone = "Mars"), "/catalogue/time_zone"],
    [(file) => delete file.partners[0].legal_name, "/partners/0/legal_name"],
    [(file) => (file.partners[2].legal_address.country = "Sweden"), "/partners/2"],
    [(file) => (file.attainments[0].competency = "juggling"), "/attainments/0"],
    [(file) => (file.users[0].roles = ["king"]), "/users/0/roles/0"],
    [(file) => (file.users[0].roles = ["finance"]), "/users/0"],
    [(file) => (file.colour = "red"), "/colour"],
  ];
  for (const [change, pointer] of faulty) {
    const done = await load(folder, programme((file) => {
      change(file);
      file.partners.push({ ...file.partners[0], partner_id: "4599999", legal_name: "Never AB",
        location_ids: [] });
    }));
    assert.equal(done.code, 1, `${pointer}: ${done.stderr}`);
    assert.ok(done.stderr.includes(pointer), `${pointer}: ${done.stderr}`);
  }
  for (const text of ["", "{", "[]", "null", JSON.stringify(programme()).slice(0, -2)])
    assert.ok([1, 2].includes((await load(folder, text)).code), text.slice(0, 20));
  assert.equal(await dumped(folder), before);
});

test("a user who was added signs in; a key that was added opens what its scopes say", async () => {
  const folder = await loadedFolder();
  const env = databaseIn(folder);
  const words = ["user", "add", "--email", "New.One@fjallnat.example", "--name", "New One", "--partner",
    "4500101",
    "--role", "partner_admin", "--language", "en", "--password-stdin"];
  const added = await kvitt(words, { env, input: "a long enough password\n" });
  assert.equal(added.code, 0, added.stderr);
  assert.equal((await kvitt(words, { env, input: "a long enough password\n" })).code, 1,
    "the address is taken");
  const short = await kvitt(words.with(3, "short@x.example"), { env, input: "x\n" });
  assert.equal(short.code, 2, "the password is too short");
  for (const wrong of [["--role", "finance"], ["--role", "king"], ["--partner", "9999999"]]) {
    const other = ["user", "add", "--email", "other@x.example", "--name", "O", "--partner", "4500101",
      "--role",
      "guest"];
    other.splice(other.indexOf(wrong[0]), 2, ...wrong);
    assert.ok([1, 2].includes((await kvitt(other, { env })).code), wrong.join(" "));
  }
  const server = await startServe(folder);
  try {
    const who = await visitor(server.url);
    await who.signIn("new.one@fjallnat.example", "a long enough password");
    assert.equal((await who.get("/offers")).status, 200);
    const key = ["key", "add", "--name", "CRM", "--scope", "offers:read", "--partner", "4500101"];
    const made = await kvitt(key, { env });
    assert.match(made.stdout, /^kv_[\w-]{30,}\n$/);
    const api = new Api(server.url, made.stdout.trim());
    assert.equal((await api.get("/offers")).status, 200);
    assert.equal((await api.get("/orders")).status, 403);
    for (const wrong of [["--scope", "everything"], ["--scope", "desk", "--partner", "4500101"], []])
      assert.ok([1, 2].includes((await kvitt(["key", "add", "--name", "X", ...wrong], { env })).code),
        wrong.join());
  } finally {
    await server.stop();
  }
});

test("jobs run once; time is moved in a demo or test database only", async () => {
  const folder = await loadedFolder();
  const env = databaseIn(folder);
  const ran = await kvitt(["run-jobs"], { env });
  assert.equal(ran.code, 0, ran.stderr);
  for (const job of ["expiry", "sealer", "match_waiting"]) assert.match(ran.stdout,
    new RegExp(`^${job}: \\d+$`, "m"));
  const moved = await kvitt(["run-jobs", "--at", "2031-01-01"], { env });
  assert.notEqual(moved.code, 0);
  assert.ok(moved.stderr.length > 10);
  const checked = await kvitt(["check"], { env });
  assert.equal(checked.code, 0, checked.stdout);
  assert.match(checked.stdout, /^ok +journal_balances$/m);
});

test("a command answers the same while a server has the database", async () => {
  const folder = await loadedFolder();
  const alone = await dumped(folder);
  const server = await startServe(folder);
  try {
    assert.equal(await dumped(folder), alone);
    const second = await kvitt(["serve"], { cwd: folder, env: { ...databaseIn(folder),
      KVITT_LISTEN: "127.0.0.1:0" } });
    assert.equal(second.code, 3, "one server on an embedded database");
    const wrong = await load(folder, programme((file) => (file.catalogue.prices[0].amount = -1)));
    assert.equal(wrong.code, 1);
    assert.ok(wrong.stderr.includes("/catalogue/prices/0/amount"));
    const fed = await kvitt(["load", "-"], { env: databaseIn(folder), input: JSON.stringify(programme()) });
    assert.equal(fed.code, 0, fed.stderr);
  } finally {
    await server.stop();
  }
});

test("read-statement needs no database", async () => {
  const folder = temporaryFolder();
  const file = path.join(folder, "x.xml");
  fs.writeFileSync(file, "nothing");
  const done = await kvitt(["read-statement", "--json", "--summary", file], { cwd: folder });
  assert.equal(done.code, 1);
  const [told] = JSON.parse(done.stdout).files;
  assert.deepEqual(Object.keys(told).sort(), ["encoding", "error", "format", "path", "statements"]);
  assert.deepEqual([told.path, told.statements], [file, []]);
  assert.deepEqual(fs.readdirSync(folder), ["x.xml"]);
});
