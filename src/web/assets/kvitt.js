// Makes pages quicker to use; every one works without it. It keeps no state: what a page shows is the
// server's.
"use strict";

document.documentElement.classList.add("js");

const copiedShownMs = 2000;

function say(text) {
  const region = document.getElementById("said");
  if (region) region.textContent = text;
}

// Outside a secure context (plain http to another machine) there is no clipboard: the value is marked.
async function copy(button) {
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
  } catch {
    getSelection().selectAllChildren(button.closest("dd, p").querySelector(".copy-value"));
    return;
  }
  const label = button.textContent;
  if (button.dataset.copied && label !== button.dataset.copied) {
    button.textContent = button.dataset.copied;
    say(button.dataset.copied);
    setTimeout(() => { button.textContent = label; }, copiedShownMs);
  }
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-copy], [data-print]");
  if (!button) return;
  if (button.dataset.copy !== undefined) copy(button);
  else print();
});

// A second press while the first is on its way does nothing. (Sent twice all the same, it is done once: the
// idempotency key sees to that.)
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent) event.preventDefault();
  else if (form.method === "post") form.dataset.sent = "yes";
});
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});

// <div id="order" data-refresh="4" data-refresh-url="...">: asks for the page again every so many seconds and
// takes this part of it, if it has changed, until the part has no data-refresh any more. 204 means unchanged.
// A hidden tab asks nothing.
async function refresh(part) {
  const address = part.dataset.refreshUrl ?? location.href;
  const answer = await fetch(address, { headers: { Accept: "text/html" } });
  if (answer.status !== 200 || answer.redirected) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.getElementById(part.id);
  if (!fresh || fresh.textContent === part.textContent) return;
  const held = part.contains(document.activeElement);
  part.replaceWith(fresh);
  if (held) focusOn(fresh.querySelector("h1") ?? fresh);
  const state = fresh.querySelector("[data-state]");
  if (state) say(state.textContent);
  keepFresh();
}

// The part that had the focus is gone: the reader goes on at the new one's heading.
function focusOn(element) {
  element.tabIndex = -1;
  element.focus();
}

function keepFresh() {
  const part = document.querySelector("[id][data-refresh]");
  if (!part) return;
  const timer = setInterval(() => {
    if (!part.isConnected) clearInterval(timer);
    else if (!document.hidden) refresh(part).catch(() => {}); // the next round tries again
  }, Number(part.dataset.refresh) * 1000);
}

keepFresh();
