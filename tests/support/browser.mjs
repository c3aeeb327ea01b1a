// Debian's Chromium, driven by playwright-core: one browser a file, a fresh context for each person.
import assert from "node:assert/strict";
import { after, before } from "node:test";
import { chromium } from "playwright-core";
import { checkAndStop } from "./books.mjs";
import { password } from "./http.mjs";
import { startDemo } from "./programs.mjs";
import { words } from "./words.mjs";

const args = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const actionMsMax = 20_000;
const locales = { sv: "sv-SE", en: "en-US" };
export const phone = { width: 360, height: 740 };

// A demo server and a browser for the tests of one file, made before them and ended after them; `prepare` is
// given the server.
export function stage(prepare = () => {}) {
  const made = { demo: undefined, browser: undefined };
  before(async () => {
    made.demo = await startDemo();
    await prepare(made.demo);
    made.browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args });
  });
  after(async () => {
    await made.browser?.close();
    await checkAndStop(made.demo);
  });
  return made;
}

// A page in a new context; what goes wrong in it (script errors, refused loads) fails the test at the end.
export async function withPage({ browser, demo }, { language = "en", ...options }, work) {
  const context = await browser.newContext({ baseURL: demo.url, locale: locales[language],
    reducedMotion: "reduce",
    ...options });
  const faults = [];
  try {
    context.setDefaultTimeout(actionMsMax);
    const page = await context.newPage();
    page.on("pageerror", (error) => faults.push(error.message));
    page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
    await work(page, words(language), context);
    assert.deepEqual(faults.filter((text) => !/status of (4\d\d|503)/.test(text)), [],
      "errors in the browser");
  } finally {
    await context.close();
  }
}

export async function signIn(page, t, email, next = "/") {
  await page.goto(`/sign-in?next=${encodeURIComponent(next)}`);
  await page.getByLabel(t("E-mail address")).fill(email);
  await page.getByLabel(t("Password")).fill(password);
  await page.getByRole("button", { name: t("Sign in"), exact: true }).click();
  await page.waitForURL((url) => url.pathname !== "/sign-in");
}

// Nothing is wider than the screen. (A phone's own innerWidth grows with a page that is too wide.)
export async function assertFits(page) {
  const screen = page.viewportSize().width;
  const { width, widest } = await page.evaluate((limit) => {
    const beyond = [...document.querySelectorAll("body *")].filter((one) =>
      one.getBoundingClientRect().right > limit + 1).map((one) => one.outerHTML.slice(0, 120));
    return { width: document.documentElement.scrollWidth, widest: beyond.slice(0, 3) };
  }, screen);
  assert.ok(width <= screen, `${page.url()} is ${width} wide on ${screen}: ${widest.join("\n")}`);
}

// The words of all states that the page shows.
export function statesOn(page) {
  return page.locator("[data-state]").evaluateAll((all) => all.map((one) => one.dataset.state));
}
