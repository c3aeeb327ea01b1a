// Talking to a server: as a browser without JavaScript (Visitor), as a program with a key (Api), and byte by
// byte (rawExchange).
import net from "node:net";
import { formOf } from "./html.mjs";

const timeoutMs = 30_000;
export const password = "demo-password";

// Keeps cookies; follows no redirect by itself.
export class Visitor {
  constructor(url, language = "en") {
    this.url = url;
    this.cookies = new Map();
    this.headers = { "Accept-Language": language };
  }

  async request(path, { method = "GET", body, headers = {} } = {}) {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const response = await fetch(this.url + path, {
      method, body, redirect: "manual", signal: AbortSignal.timeout(timeoutMs),
      headers: { ...this.headers, ...(cookie ? { Cookie: cookie } : {}), ...headers },
    });
    for (const line of response.headers.getSetCookie()) this.keep(line);
    return { status: response.status, headers: response.headers, html: await response.text(), path,
      location: response.headers.get("Location") };
  }

  keep(line) {
    const [pair] = line.split(";");
    const equals = pair.indexOf("=");
    if (/max-age=0/i.test(line)) this.cookies.delete(pair.slice(0, equals));
    else this.cookies.set(pair.slice(0, equals), pair.slice(equals + 1));
  }

  get(path) {
    return this.request(path);
  }

  // Where a redirect leads.
  async follow(answer) {
    let at = answer;
    while (at.status === 303) at = await this.get(at.location);
    return at;
  }

  // Sends the fields as they are given.
  post(path, fields, headers = {}) {
    return this.request(path, { method: "POST", body: new URLSearchParams(fields), headers });
  }

  // Fills in the form on a page that was got, as it stands but for the changes; undefined leaves a field out.
  submit(page, action, changes = {}) {
    const { fields } = formOf(page.html, action);
    const all = Object.entries({ ...fields, ...changes }).filter(([, value]) => value !== undefined);
    return this.post(action, Object.fromEntries(all));
  }

  // Opens the page and sends its form.
  async fill(path, action, changes) {
    return this.submit(await this.get(path), action, changes);
  }

  // Sends files, as the form on the page would, with its other fields as they stand but for the changes.
  upload(page, action, files, changes = {}) {
    const form = new FormData();
    const fields = { ...formOf(page.html, action).fields, ...changes };
    for (const [name, value] of Object.entries(fields)) if (value !== undefined) form.append(name, value);
    for (const { name, bytes } of files) form.append("file", new Blob([bytes]), name);
    return this.request(action, { method: "POST", body: form });
  }

  async signIn(email, secret = password) {
    const answer = await this.fill("/sign-in", "/sign-in", { email, password: secret });
    if (answer.status !== 303) throw new Error(`${email} cannot sign in: ${answer.status}\n${answer.html}`);
    return this;
  }
}

export async function visitor(url, email, language) {
  const made = new Visitor(url, language);
  return email ? made.signIn(email) : made;
}

export class Api {
  constructor(url, key) {
    this.url = url;
    this.key = key;
  }

  async request(method, path, { body, headers = {} } = {}) {
    const response = await fetch(`${this.url}/api/v1${path}`, {
      method, body, redirect: "manual", signal: AbortSignal.timeout(timeoutMs),
      headers: { ...(this.key ? { Authorization: `Bearer ${this.key}` } : {}), ...headers },
    });
    const text = await response.text();
    const isJson = /[/+]json$/.test(response.headers.get("Content-Type")?.split(";")[0] ?? "");
    return { status: response.status, headers: response.headers, text, body: isJson ? JSON.parse(text)
      : undefined };
  }

  get(path) {
    return this.request("GET", path);
  }

  post(path, value, idempotencyKey) {
    return this.request("POST", path, {
      body: value === undefined ? undefined : JSON.stringify(value),
      headers: { ...(value === undefined ? {} : { "Content-Type": "application/json" }),
        ...(idempotencyKey ? { "Idempotency-Key": idempotencyKey } : {}) },
    });
  }

  // A statement file as the body.
  send(bytes, name = "test.xml", headers = {}) {
    return this.request("POST", `/statements?name=${encodeURIComponent(name)}`,
      { body: bytes, headers: { "Content-Type": "application/xml", ...headers } });
  }

  // Places an order that must succeed.
  async order(partnerId, offer = "silver") {
    const offers = await this.get(`/offers?partner_id=${partnerId}`);
    const made = await this.post("/orders", { offer, payment_method: "bank_transfer",
      agreement_version: offers.body.agreement_version, partner_id: partnerId });
    if (made.status !== 201) throw new Error(`no order: ${made.text}`);
    return made.body;
  }
}

// Sends the pieces as they are and gives all that comes back until the server closes: {status, text}.
export function rawExchange(url, pieces, { pauseMs = 20, endAfterMs = 15_000 } = {}) {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = net.connect({ host: hostname, port: Number(port) });
    const received = [];
    const timer = setTimeout(() => socket.destroy(), endAfterMs);
    socket.on("data", (data) => received.push(data));
    socket.on("error", (error) => {
      if (error.code !== "EPIPE" && error.code !== "ECONNRESET") reject(error);
    });
    socket.on("close", () => {
      clearTimeout(timer);
      const text = Buffer.concat(received).toString("latin1");
      resolve({ status: Number(text.match(/^HTTP\/1\.1 (\d{3})/)?.[1] ?? 0), text });
    });
    socket.on("connect", async () => {
      for (const piece of Array.isArray(pieces) ? pieces : [pieces]) {
        if (socket.destroyed) return;
        socket.write(piece);
        await new Promise((go) => setTimeout(go, pauseMs));
      }
    });
  });
}
