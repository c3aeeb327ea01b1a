// The programs under test: `kvitt demo` and `kvitt serve` as children that never outlive the test, and
// one-shot
// commands. KVITT_BIN names the binary.
import { spawn } from "node:child_process";
import fs from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "../..");
export const program = path.resolve(process.env.KVITT_BIN ?? path.join(root, "build/release/kvitt"));

const startSecondsMax = 90;
const stopSecondsMax = 30;
const commandSecondsMax = 120;
const logKeptCharacters = 200_000;

const running = new Set();
const folders = new Set();

process.on("exit", () => {
  for (const child of running) child.kill("SIGKILL");
  for (const folder of folders) fs.rmSync(folder, { recursive: true, force: true });
});
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => process.exit(1));

// A folder that goes when the test program ends.
export function temporaryFolder() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "kvitt-test-"));
  folders.add(folder);
  return folder;
}

// Without what the developer has set for a kvitt of their own.
function cleanEnvironment(more) {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith("KVITT_"));
  return { ...Object.fromEntries(kept), ...more };
}

function start(words, { env = {}, cwd, input = "ignore" }) {
  const child = spawn(program, words, { env: cleanEnvironment(env), cwd, stdio: [input, "pipe", "pipe"] });
  running.add(child);
  child.log = "";
  child.stderr.setEncoding("utf8").on("data", (text) => {
    child.log = (child.log + text).slice(-logKeptCharacters);
  });
  child.ended = new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code, signal) => {
      running.delete(child);
      resolve({ code, signal });
    });
  });
  child.ended.catch(() => {});
  return child;
}

async function within(seconds, promise, what) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what}: not within ${seconds} s`)), seconds * 1000);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

// The first match in what the stream says.
function firstMatch(stream, pattern) {
  return new Promise((resolve) => {
    let text = "";
    stream.setEncoding("utf8").on("data", (piece) => {
      if (text === null) return;
      text += piece;
      const found = text.match(pattern);
      if (found) {
        text = null;
        resolve(found);
      }
    });
  });
}

class Server {
  constructor(child) {
    this.child = child;
  }
  get pid() {
    return this.child.pid;
  }
  get log() {
    return this.child.log;
  }
  // SIGTERM: finishes what it began.
  async stop() {
    this.child.kill("SIGTERM");
    return within(stopSecondsMax, this.child.ended, "stopping the server");
  }
  // SIGKILL: as a power failure would.
  async kill() {
    this.child.kill("SIGKILL");
    return this.child.ended;
  }
}

async function ready(child, stream, pattern, what) {
  const gone = child.ended.then(({ code, signal }) => {
    throw new Error(`${what} ended with ${code ?? signal}:\n${child.log}`);
  });
  try {
    return await within(startSecondsMax, Promise.race([firstMatch(stream, pattern), gone]), what);
  } catch (error) {
    child.kill("SIGKILL");
    throw error;
  }
}

// `kvitt demo`: url, users, api_key, inbox, database ... of its ready line, beside stop() and kill().
export async function startDemo({ dir, env } = {}) {
  const words = ["demo", "--json", "--port", "0", ...(dir ? ["--dir", dir] : [])];
  const child = start(words, { env });
  const [line] = await ready(child, child.stdout, /^\{.*\}$/m, "kvitt demo");
  return Object.assign(new Server(child), JSON.parse(line));
}

// `kvitt serve` on a database in the folder.
export async function startServe(folder, env = {}) {
  const database = databaseIn(folder);
  const listen = `127.0.0.1:${await freePort()}`;
  const child = start(["serve"], { cwd: folder, env: { ...database, KVITT_LISTEN: listen, ...env } });
  await ready(child, child.stderr, /"event":"listening"/, "kvitt serve");
  return Object.assign(new Server(child), { url: `http://${listen}`, database: database.KVITT_DATABASE });
}

// `serve` tells its public address, not its port, so the port is chosen here.
function freePort() {
  return new Promise((resolve, reject) => {
    const server = net.createServer().on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

export function databaseIn(folder) {
  return { KVITT_DATABASE: `sqlite:${path.join(folder, "kvitt.db")}` };
}

// One command: {code, stdout, stderr}.
export async function kvitt(words, { env, cwd, input } = {}) {
  const child = start(words, { env, cwd, input: input === undefined ? "ignore" : "pipe" });
  let stdout = "";
  child.stdout.setEncoding("utf8").on("data", (text) => (stdout += text));
  if (input !== undefined) child.stdin.end(input);
  try {
    const { code } = await within(commandSecondsMax, child.ended, `kvitt ${words.join(" ")}`);
    return { code, stdout, stderr: child.log };
  } finally {
    child.kill("SIGKILL");
  }
}

// A command on a database, also while a server has it; its JSON answer.
export async function kvittJson(words, database) {
  const done = await kvitt(words, { env: { KVITT_DATABASE: database } });
  try {
    return { ...done, answer: JSON.parse(done.stdout) };
  } catch {
    throw new Error(`kvitt ${words.join(" ")} (${done.code}), no JSON:\n${done.stdout}\n${done.stderr}`);
  }
}

// A key for one company.
export async function partnerKey(database, partnerId, scopes) {
  const words = ["key", "add", "--name", `Test ${partnerId}`, "--partner", partnerId];
  return newKey(database, [...words, ...scopes.flatMap((scope) => ["--scope", scope])]);
}

// The key that `kvitt key add` prints.
export async function newKey(database, words) {
  const made = await kvitt(words, { env: { KVITT_DATABASE: database } });
  if (made.code !== 0) throw new Error(made.stderr);
  return made.stdout.trim();
}

export const allPartnerScopes = ["offers:read", "orders:read", "orders:write", "memberships:read",
  "receipts:read"];
