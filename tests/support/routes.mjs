// Every address of the site, read from the rows in the source, so that a new one is tested without a word
// here.
import fs from "node:fs";
import path from "node:path";

const source = path.resolve(import.meta.dirname, "../../src");
const row = /(?:http::)?Method::(get|post|put|patch|delete_),\s*"(\/[^"]*)"/g;

// [{method, pattern}], without the tests' own.
export function allRoutes() {
  const found = [];
  for (const name of fs.readdirSync(source, { recursive: true }).sort()) {
    if (!name.endsWith(".cpp") || name.endsWith("_test.cpp")) continue;
    const text = fs.readFileSync(path.join(source, name), "utf8");
    for (const [, method, pattern] of text.matchAll(row))
      found.push({ method: method.replace("_", "").toUpperCase(), pattern });
  }
  return found;
}

export const isApi = ({ pattern }) => pattern.startsWith("/api/");

// Without signing in: the addresses that anyone may open.
const open = new Set(["/sign-in", "/language", "/readyz", "/healthz", "/demo/clock", "/demo/bank",
  "/demo/bank/transfers", "/demo/bank/returns"]);
export const isOpen = ({ pattern }) => open.has(pattern);

// The pattern with something in place of its parameters.
export function addressOf({ pattern }, values = {}) {
  return pattern.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "1234567890");
}
