// Uploading proofs of payment, as a program and as a browser do.
import fs from "node:fs";
import path from "node:path";
import { pdf } from "./documents.mjs";

export const ticks = ["transfer_date", "our_account", "amount", "order_number", "partner_id"];

// What the form asks for, as it is right for the order.
export function proofFields(order, changes = {}) {
  const fields = { payment_date: order.created_at.slice(0, 10),
    paid_to_account: order.receiving_account.number };
  for (const tick of ticks) fields[`shows_${tick}`] = "true";
  return Object.fromEntries(Object.entries({ ...fields, ...changes }).filter(([, value]) =>
    value !== undefined));
}

// Over the API; `file` is {name, bytes}, null for none.
export function sendProof(api, order, { file = { name: "proof.pdf", bytes: pdf() }, changes, key } = {}) {
  const form = new FormData();
  for (const [name, value] of Object.entries(proofFields(order, changes))) form.append(name, value);
  if (file) form.append("file", new Blob([file.bytes]), file.name);
  return api.request("POST", `/orders/${order.number}/proofs`,
    { body: form, headers: key ? { "Idempotency-Key": key } : {} });
}

// What lies on disk: kept proofs, and uploads on their way.
export function filesOf(demo) {
  const folder = path.join(path.dirname(demo.database.replace(/^sqlite:/, "")), "files");
  const names = (name) => {
    const at = path.join(folder, name);
    return fs.existsSync(at) ? fs.readdirSync(at).sort() : [];
  };
  return { proofs: names("proofs"), spool: names("spool") };
}
