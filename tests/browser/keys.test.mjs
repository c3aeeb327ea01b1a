// The desk by the keyboard: search, rows, lists; off while somebody types, and where they were switched off.
import assert from "node:assert/strict";
import test from "node:test";
import { signIn, stage, withPage } from "../support/browser.mjs";

const set = stage();

const focused = (page) => page.evaluate(() => document.activeElement.getAttribute("href") ??
  document.activeElement.id);
const at = (page) => new URL(page.url()).pathname;

test("rows, search and lists are reached by keys, and they can be switched off", () =>
  withPage(set, { language: "sv" }, async (page, t) => {
    await signIn(page, t, "finance@nordlys.example", "/desk/orders");
    await page.keyboard.press("j");
    const first = await focused(page);
    assert.match(first, /^\/desk\/orders\/\d{10}$/);
    await page.keyboard.press("j");
    assert.notEqual(await focused(page), first);
    await page.keyboard.press("k");
    assert.equal(await focused(page), first);
    await page.keyboard.press("/");
    assert.equal(await focused(page), "field-q");
    await page.keyboard.type("gr?/j");
    assert.equal(await page.inputValue("#field-q"), "gr?/j", "typing is typing");
    await page.evaluate(() => document.activeElement.blur());
    await page.keyboard.press("g");
    await Promise.all([page.waitForURL("**/desk/receipts"), page.keyboard.press("r")]);
    await page.keyboard.press("?");
    assert.ok(await page.locator("#keys[open]").isVisible());
    await page.locator("#keys input").uncheck();
    await page.goto(new URL("/desk/orders", page.url()).href);
    await page.keyboard.press("j");
    assert.equal(await focused(page), "", "nothing moves");
    await page.keyboard.press("g");
    await page.keyboard.press("r");
    assert.equal(at(page), "/desk/orders");
    assert.equal(await page.locator("#keys input").isChecked(), false);
    await page.locator("#keys summary").click();
    await page.locator("#keys input").check();
    await page.evaluate(() => document.activeElement.blur());
    await page.keyboard.press("j");
    assert.match(await focused(page), /^\/desk\/orders\//);
  }));
