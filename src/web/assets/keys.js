// Keys for the desk: "/" searches, "j" and "k" go down and up the rows, "g" and a letter goes to a list, "?"
// shows them. Not while somebody types, and not where they are switched off (WCAG 2.1.4), which this browser
// remembers.
"use strict";

const kept = "kvitt-keys";
const box = document.getElementById("keys");
const choice = box?.querySelector("input");
let goes = false; // "g" was pressed last

const isOn = () => localStorage.getItem(kept) !== "off";

function step(by) {
  const rows = [...document.querySelectorAll("main tbody th a, main ul.waiting > li > a")];
  const at = rows.indexOf(document.activeElement);
  const next = rows[at < 0 ? (by > 0 ? 0 : rows.length - 1) : at + by];
  next?.focus();
}

// Only what the reader's own menu leads to.
function go(letter) {
  const path = box.querySelector(`[data-key="${letter}"]`)?.dataset.path;
  const link = path && document.querySelector(`header nav a[href="${path}"]`);
  if (link) location.assign(link.href);
}

const acts = {
  "/": () => document.querySelector("main input[type=search]")?.focus(),
  j: () => step(1),
  k: () => step(-1),
  g: () => { goes = true; },
  "?": () => {
    box.open = true;
    box.querySelector("summary").focus();
  },
};

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest?.("input:not([type=checkbox]), textarea, select");
  if (!box || !isOn() || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  const wasGoing = goes;
  goes = false;
  if (wasGoing) go(event.key);
  else if (Object.hasOwn(acts, event.key)) acts[event.key]();
  else return;
  event.preventDefault();
});

if (choice) {
  choice.checked = isOn();
  choice.addEventListener("change", () => localStorage.setItem(kept, choice.checked ? "on" : "off"));
}
