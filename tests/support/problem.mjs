// Refusals as programs see them (RFC 9457).
import assert from "node:assert/strict";

// The refusal of that type; `where` is the JSON pointer or field it must name.
export function assertProblem(answer, status, type, where) {
  assert.equal(answer.status, status, answer.text);
  assert.match(answer.headers.get("Content-Type"), /^application\/problem\+json/);
  assert.equal(answer.body.type, `urn:kvitt:problem:${type}`, answer.text);
  assert.equal(answer.body.status, status);
  for (const member of ["title", "detail", "instance", "request_id"])
    assert.ok(answer.body[member], `${member} is missing: ${answer.text}`);
  assert.equal(answer.body.request_id, answer.headers.get("X-Request-Id"));
  if (where === undefined) return;
  const named = (answer.body.errors ?? []).map((error) => error.pointer ?? error.field);
  assert.ok(named.includes(where), `${where} is not named: ${answer.text}`);
}
