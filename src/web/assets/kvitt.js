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

// A file that the server would refuse for its size is told before it is sent.
document.addEventListener("change", (event) => {
  const input = event.target;
  if (input.dataset.bytesMax === undefined) return;
  const large = [...input.files].some((file) => file.size > Number(input.dataset.bytesMax));
  input.setCustomValidity(large ? input.dataset.tooLarge : "");
  if (large) input.reportValidity();
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

// Parts that htmx keeps fresh (pages/fresh.html): a hidden tab asks nothing, and who stood on something that
// has gone goes on at the new part's heading.
let stoodIn = null;

document.addEventListener("htmx:config:request", (event) => {
  if (document.hidden) event.preventDefault();
});
document.addEventListener("htmx:before:swap", ({ target }) => {
  stoodIn = target.contains(document.activeElement) ? target : null;
});
document.addEventListener("htmx:after:swap", () => {
  if (!stoodIn?.isConnected || stoodIn.contains(document.activeElement)) return;
  const heading = stoodIn.querySelector("h1") ?? stoodIn;
  heading.tabIndex = -1;
  heading.focus();
});
