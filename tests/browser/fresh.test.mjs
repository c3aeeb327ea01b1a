// A page that waits turns by itself: nothing is asked in vain, what stays keeps its focus, and what cannot be
// had does not wipe out what is there.
import assert from "node:assert/strict";
import test from "node:test";
import { signIn, stage, statesOn, withPage } from "../support/browser.mjs";
import { camt053, demoAccounts } from "../support/camt.mjs";
import { Api } from "../support/http.mjs";
import { waitUntil } from "../support/wait.mjs";

const everyMs = 4000;
const set = stage();

// The page of a new order, on a clock that goes when it is told to; every refresh that it asks for is noted.
async function onOrder({ partner, email }, work) {
  const api = new Api(set.demo.url, set.demo.api_key);
  const order = await api.order(partner);
  const payHalf = async (which) => {
    const bytes = camt053({ account: demoAccounts.EUR, id: `${order.number}-${which}`,
      day: order.created_at.slice(0, 10), entries: [{ amount: order.total.amount / 2, currency: "EUR",
        text: `RF74${order.number}` }] });
    const { body } = await api.send(bytes);
    assert.equal(body.result, "taken");
  };
  await withPage(set, { language: "en" }, async (page, t) => {
    await signIn(page, t, email);
    await page.clock.install();
    await page.goto(`/orders/${order.number}`);
    const asked = [];
    page.on("response", (answer) => {
      if (answer.request().headers()["hx-request"]) asked.push(answer.status());
    });
    const tick = async () => {
      const before = asked.length;
      await page.clock.runFor(everyMs);
      await waitUntil("a refresh", () => asked.length > before, { seconds: 10 });
    };
    await work({ page, asked, payHalf, tick });
  });
}

const hide = (page, hidden) => page.evaluate((value) =>
  Object.defineProperty(document, "hidden", { value, configurable: true }), hidden);
const focused = (page) => page.evaluate(() => document.activeElement.outerHTML.slice(0, 60));
const onHeading = (page) => page.waitForFunction(() => document.activeElement.tagName === "H1");

test("it asks while it waits and is seen, and is told when nothing has changed", async () => {
  await onOrder({ partner: "4500707", email: "lena@alpenglanz.example" }, async ({ page, asked, payHalf,
    tick }) => {
    await tick();
    await tick();
    assert.deepEqual(asked, [204, 204]);
    await hide(page, true);
    await page.clock.runFor(3 * everyMs);
    await hide(page, false);
    await tick();
    assert.deepEqual(asked, [204, 204, 204], "a hidden tab asked");

    const status = page.locator('[role="status"]', { has: page.locator("[data-state]") });
    const announced = await status.elementHandle();
    await payHalf(1);
    await page.locator(".crumb a").focus();
    await tick();
    await page.locator('#order [data-state="part_paid"]').waitFor();
    assert.match(await announced.innerText(), /part/i, "readers hear of what stands in the same place");
    assert.match(await focused(page), /^<a href="\/offers"/);

    await page.locator("[data-copy]").first().focus();
    await payHalf(2);
    await tick();
    await page.locator('#order [data-state="active"]').waitFor();
    assert.ok((await statesOn(page)).includes("active"));
    await onHeading(page); // the button has gone
    const heard = asked.length;
    await page.clock.runFor(3 * everyMs);
    assert.equal(asked.length, heard, "nothing more will come, so nothing more is asked");
  });
});

test("a session that ends, or a server that is away, leaves the page as it was", async () => {
  await onOrder({ partner: "4500808", email: "david@cedarpine.example" }, async ({ page, asked, tick }) => {
    const before = await page.locator("#order").innerText();
    await page.context().clearCookies();
    await tick();
    assert.equal(asked.at(-1), 303);
    await page.route("**/orders/**", (route) => route.fulfill({ status: 503, body: "<p>busy</p>" }));
    await tick();
    assert.equal(asked.at(-1), 503);
    await page.clock.runFor(everyMs);
    assert.equal(await page.locator("#order").innerText(), before);
  });
});
