// The server itself: what every answer carries, limits by name, requests that are meant to confuse, assets.
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { gunzipSync } from "node:zlib";
import { checkAndStop } from "../support/books.mjs";
import { csrfOf } from "../support/html.mjs";
import { Api, rawExchange, visitor } from "../support/http.mjs";
import { startDemo, startServe, temporaryFolder } from "../support/programs.mjs";
import { waitUntil } from "../support/wait.mjs";

let demo;
let buyer;
let desk;

before(async () => {
  demo = await startDemo({ env: { KVITT_LIMITS_HEADER_TIME_MS_MAX: "2500",
    KVITT_LIMITS_BODY_TIME_MS_MAX: "2500",
    KVITT_LOG_LEVEL: "info" } });
  buyer = await visitor(demo.url, "anna@fjallnat.example");
  desk = await visitor(demo.url, "finance@nordlys.example");
});

after(() => checkAndStop(demo));

const exchange = (text, how) => rawExchange(demo.url, text, how);
const head = (line, ...headers) => [line, "Host: kvitt", "Connection: close", ...headers, "",
  ""].join("\r\n");

function assertGuarded(text, told) {
  const headers = text.split("\r\n\r\n")[0].toLowerCase();
  for (const header of ["x-content-type-options: nosniff",
    /content-security-policy: (sandbox; )?default-src 'none'/, "frame-ancestors 'none'",
    "referrer-policy: same-origin", "cross-origin-opener-policy: same-origin", "permissions-policy: ",
    "x-request-id: "])
    assert.ok(header.test?.(headers) ?? headers.includes(header), `${told}: no ${header}\n${headers}`);
  assert.ok(!headers.includes("unsafe-"), told);
}

test("every kind of answer carries the security headers", async () => {
  const asset = (await buyer.get("/offers")).html.match(/href="(\/assets\/kvitt\.[^"]+\.css)"/)[1];
  const answers = {
    page: head("GET /sign-in HTTP/1.1"),
    redirect: head("GET /offers HTTP/1.1"),
    "not found": head("GET /nowhere HTTP/1.1"),
    "form refused": head("POST /sign-in HTTP/1.1", "Content-Length: 0"),
    "wrong method": head("DELETE /sign-in HTTP/1.1"),
    "unknown method": head("BREW / HTTP/1.1"),
    health: head("GET /healthz HTTP/1.1"),
    ready: head("GET /readyz HTTP/1.1"),
    "api without key": head("GET /api/v1/orders HTTP/1.1"),
    api: head("GET /api/v1/orders HTTP/1.1", `Authorization: Bearer ${demo.api_key}`),
    asset: head(`GET ${asset} HTTP/1.1`),
    "unknown asset": head("GET /assets/no.css HTTP/1.1"),
    "bad request": "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
    "long header": head("GET / HTTP/1.1", `X: ${"x".repeat(20_000)}`),
  };
  for (const [told, text] of Object.entries(answers)) assertGuarded((await exchange(text)).text, told);
});

test("pages load nothing but this site's own files, and hold no script or style", async () => {
  const partner = ["/", "/offers", "/offers/compare", "/purchase/silver", "/purchase/silver/transfer",
    "/purchase/gold", "/company", "/company/tax-id", "/my-access", "/nowhere", "/desk", "/demo/bank",
      "/demo/clock"];
  const desks = ["/desk", "/desk/orders", "/desk/receipts", "/desk/statements"];
  const pages = [...partner.map((path) => [buyer, path]), ...desks.map((path) => [desk, path])];
  for (const [who, path] of pages) {
    const { html, headers } = await who.get(path);
    assert.match(html, /^<!doctype html>/, path);
    assert.equal(headers.get("Cache-Control"), "no-store", path);
    assert.doesNotMatch(html, /<style|\sstyle="|\son\w+="|javascript:|<script(?![^>]*\ssrc=)/i, path);
    for (const [, url] of html.matchAll(/<(?:script|link|img)\b[^>]*\s(?:src|href)="([^"]+)"/g))
      assert.match(url, /^\/(assets\/[\w.-]+\.[0-9a-f]{12}\.\w+|orders\/\d+\/qr\.svg)$/, `${path}: ${url}`);
  }
});

test("assets are kept for ever under the hash of what they hold", async () => {
  const { html } = await buyer.get("/offers");
  const urls = [...html.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, url]) => url);
  assert.ok(urls.length >= 4);
  for (const url of urls) {
    const { status, headers } = await fetch(demo.url + url);
    assert.equal(status, 200);
    assert.equal(headers.get("Cache-Control"), "public, max-age=31536000, immutable");
    const again = await fetch(demo.url + url, { headers: { "If-None-Match": headers.get("ETag") } });
    assert.deepEqual([again.status, await again.text()], [304, ""]);
    assert.equal((await fetch(demo.url + url.replace(/[0-9a-f]{12}/, "0123456789ab"))).status, 404);
    assert.equal((await fetch(demo.url + url, { method: "POST" })).status, 405);
  }
});

async function bytesOf(path, encoding) {
  const response = await exchange(head(`GET ${path} HTTP/1.1`, `Accept-Encoding: ${encoding}`));
  const [headers] = response.text.split("\r\n\r\n");
  return { headers, body: Buffer.from(response.text.slice(headers.length + 4), "latin1") };
}

test("gzip, for whoever takes it", async () => {
  const css = (await buyer.get("/offers")).html.match(/href="(\/assets\/kvitt\.[^"]+)"/)[1];
  for (const path of ["/sign-in", css]) {
    const plain = await bytesOf(path, "identity");
    assert.doesNotMatch(plain.headers, /content-encoding/i);
    assert.match(plain.headers, /vary: accept-encoding/i);
    for (const refused of ["gzip;q=0", "br", ""])
      assert.doesNotMatch((await bytesOf(path, refused)).headers, /content-encoding/i, `${path} ${refused}`);
    const packed = await bytesOf(path, "br;q=1, gzip;q=0.5");
    assert.match(packed.headers, /content-encoding: gzip/i, path);
    assert.ok(packed.body.length < plain.body.length);
    if (path === css) assert.ok(gunzipSync(packed.body).equals(plain.body));
    else assert.ok(gunzipSync(packed.body).toString().endsWith("</html>\n"));
  }
});

test("HEAD is GET without the body", async () => {
  for (const path of ["/sign-in", "/healthz", "/nowhere"]) {
    const got = await exchange(head(`GET ${path} HTTP/1.1`));
    const asked = await exchange(head(`HEAD ${path} HTTP/1.1`));
    assert.equal(asked.status, got.status);
    assert.ok(asked.text.endsWith("\r\n\r\n"), path);
    assert.match(asked.text, /content-length: [1-9]/i);
  }
});

test("one connection takes many requests, also before their answers", async () => {
  const get = "GET /healthz HTTP/1.1\r\nHost: kvitt\r\n\r\n";
  const { text } = await exchange(get.repeat(3) + head("GET /readyz HTTP/1.1"));
  assert.equal(text.match(/HTTP\/1\.1 200 OK/g)?.length, 4, text);
  const ids = [...text.matchAll(/x-request-id: (\S+)/gi)].map(([, id]) => id);
  assert.equal(new Set(ids).size, 4);
});

test("health and readiness", async () => {
  for (const path of ["/healthz", "/readyz"]) {
    const { status, html } = await (await visitor(demo.url)).get(path);
    assert.deepEqual([status, /^(ok|ready)\n$/.test(html)], [200, true], path);
  }
});

test("too much of a header, an address or a body", async () => {
  const fields = (count) => Array.from({ length: count }, (_, at) => `X-${at}: 1`);
  const asked = [
    [431, head("GET / HTTP/1.1", `X: ${"x".repeat(17 * 1024)}`)],
    [431, head("GET / HTTP/1.1", ...fields(101))],
    [414, head(`GET /${"x".repeat(9000)} HTTP/1.1`)],
    [414, head(`GET /${"x".repeat(40_000)} HTTP/1.1`)],
    [413, head("POST /sign-in HTTP/1.1", `Content-Length: ${1024 * 1024 + 1}`)],
    [413, head("POST /sign-in HTTP/1.1", "Content-Length: 99999999999999")],
    [413, head("POST /api/v1/orders HTTP/1.1", `Content-Length: ${1024 * 1024 + 1}`)],
    [413, head("POST /api/v1/statements HTTP/1.1", `Content-Length: ${257 * 1024 * 1024}`)],
    [413, head("GET /offers HTTP/1.1", "Content-Length: 5")],
  ];
  for (const [status, text] of asked) assert.equal((await exchange(text)).status, status, text.slice(0, 80));
  const chunk = `10000\r\n${"x".repeat(65536)}\r\n`;
  const chunked = await exchange([head("POST /sign-in HTTP/1.1", "Transfer-Encoding: chunked"),
    ...Array.from({ length: 18 }, () => chunk)]);
  assert.equal(chunked.status, 413);
});

test("requests that two servers could read differently are refused", async () => {
  const form = "Content-Type: application/x-www-form-urlencoded";
  const both = head("POST /sign-in HTTP/1.1", form, "Content-Length: 5", "Transfer-Encoding: chunked");
  const refused = {
    "length and chunks": `${both}0\r\n\r\n`,
    "two lengths": `${head("POST /sign-in HTTP/1.1", "Content-Length: 3", "Content-Length: 4")}abcd`,
    "negative length": head("POST /sign-in HTTP/1.1", "Content-Length: -1"),
    "length of words": head("POST /sign-in HTTP/1.1", "Content-Length: five"),
    "plus sign": `${head("POST /sign-in HTTP/1.1", "Content-Length: +5")}abcde`,
    "bad chunk": `${head("POST /sign-in HTTP/1.1", "Transfer-Encoding: chunked")}zz\r\n\r\n`,
    "no host": "GET / HTTP/1.1\r\n\r\n",
    "two hosts": "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
    "blank before colon": "GET / HTTP/1.1\r\nHost : a\r\n\r\n",
    "control character": "GET / HTTP/1.1\r\nHost: a\r\nX: a\u0000b\r\n\r\n",
    "no version": "GET /\r\n\r\n",
    "not http": "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\r\n\r\n",
    "half an escape": head("GET /%4 HTTP/1.1"),
    "dots": head("GET /assets/../secret HTTP/1.1"),
    "escaped dots": head("GET /assets/%2e%2e/secret HTTP/1.1"),
  };
  for (const [told, text] of Object.entries(refused)) {
    const { status } = await exchange(text);
    assert.equal(status, 400, told);
  }
  const coded = await exchange(head("POST /sign-in HTTP/1.1", "Transfer-Encoding: gzip, chunked"));
  assert.ok([400, 501].includes(coded.status), String(coded.status));
  const packed = await exchange(head("POST /sign-in HTTP/1.1", "Content-Encoding: gzip",
    "Content-Length: 1"));
  assert.equal(packed.status, 415);
  for (const method of ["BREW", "TRACE", "get", "OPTIONS"]) {
    const { status } = await exchange(head(`${method} / HTTP/1.1`));
    assert.ok([400, 405, 501].includes(status), `${method}: ${status}`);
  }
});

test("a client that dawdles is told so, and keeps nobody waiting", async () => {
  const slow = exchange("GET / HTTP/1.1\r\nHost:");
  const half = exchange(`${head("POST /sign-in HTTP/1.1", "Content-Length: 50")}abc`);
  assert.equal((await fetch(`${demo.url}/healthz`)).status, 200);
  assert.equal((await slow).status, 408);
  assert.equal((await half).status, 408);
});

test("100-continue", async () => {
  const { csrf, cookie } = await token();
  const body = `csrf=${csrf}&language=sv`;
  const first = head("POST /language HTTP/1.1", "Content-Type: application/x-www-form-urlencoded", cookie,
    `Content-Length: ${body.length}`, "Expect: 100-continue");
  const { text } = await exchange([first, body], { pauseMs: 200 });
  assert.match(text, /^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 303/);
});

async function token() {
  const stranger = await visitor(demo.url);
  const csrf = csrfOf((await stranger.get("/sign-in")).html);
  const cookie = [...stranger.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  return { csrf, cookie: `Cookie: ${cookie}` };
}

test("language: what the browser asks for, until somebody chooses", async () => {
  const accepted = { "sv": "sv", "sv-SE,en;q=0.5": "sv", "en;q=0.8, sv;q=0.9": "sv", "de, fr": "en", "": "en",
    "sv;q=0, en": "en", "*": "en", ["x".repeat(3000)]: "en" };
  for (const [asked, given] of Object.entries(accepted)) {
    const stranger = await visitor(demo.url, undefined, asked);
    assert.match((await stranger.get("/sign-in")).html, new RegExp(`<html lang="${given}"`), asked);
  }
});

test("every request is one line of JSON in the log, with the id of its answer and no secret", async () => {
  const { headers } = await buyer.get("/offers?secret=7");
  const id = headers.get("X-Request-Id");
  await waitUntil("the line", () => demo.log.includes(`"${id}"`));
  const lines = demo.log.trim().split("\n").slice(1, -1).map((line) => JSON.parse(line));
  const line = lines.concat(demo.log.trim().split("\n").slice(-1).map(JSON.parse)).find((one) =>
    one.request_id === id);
  assert.deepEqual([line.method, line.path, line.status], ["GET", "/offers", 200]);
  for (const secret of ["demo-password", demo.api_key, buyer.cookies.get("kvitt_session")])
    assert.ok(!demo.log.includes(secret));
});

test("behind TLS cookies are Secure and browsers are told to stay there", async () => {
  const server = await startServe(temporaryFolder(), { KVITT_PUBLIC_URL: "https://partners.example" });
  try {
    const { headers } = await fetch(`${server.url}/sign-in`);
    assert.match(headers.get("Strict-Transport-Security"), /^max-age=31536000/);
    const lines = headers.getSetCookie();
    assert.ok(lines.length > 0);
    for (const line of lines) assert.match(line, /; Secure/i);
  } finally {
    await server.stop();
  }
});

test("a full queue answers 503 at once", async () => {
  const folder = temporaryFolder();
  const server = await startServe(folder, { KVITT_WORKERS: "1", KVITT_LIMITS_QUEUE_MAX: "1" });
  try {
    const stranger = await visitor(server.url);
    const csrf = csrfOf((await stranger.get("/sign-in")).html);
    const tries = Array.from({ length: 24 }, (_, at) =>
      stranger.post("/sign-in", { csrf, email: `${at}@x.example`, password: "guess" }));
    const answers = await Promise.all(tries);
    const busy = answers.filter(({ status }) => status === 503);
    assert.ok(busy.length > 0, answers.map(({ status }) => status).join());
    assert.ok(busy.every(({ headers }) => Number(headers.get("Retry-After")) > 0));
    assert.ok(answers.every(({ status }) => [401, 503].includes(status)));
    assert.equal((await stranger.get("/healthz")).status, 200);
    assert.equal((await stranger.get("/sign-in")).status, 200);
  } finally {
    await server.stop();
  }
});

test("an API answer is JSON in UTF-8 and says when it may be kept: never", async () => {
  const { headers, body } = await new Api(demo.url, demo.api_key).get("/offers?partner_id=4500303");
  assert.match(headers.get("Content-Type"), /^application\/json/);
  assert.equal(headers.get("Cache-Control"), "no-store");
  assert.ok(body.offers.some((offer) => offer.name_sv === "Guldmedlemskap"));
});
