// All that people and programs can enter, read from the source, so that nothing new is forgotten: the fields
// of each struct that a handler reads from a form, a query or a JSON body, and what it picks by its name.
import fs from "node:fs";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "../..");
const read = /\.(?:form|query|json|input)<\s*(?:\w+::)*(\w+)\s*>\s*\(/g;
const picked = /\b(?:query|fields)\.(?:find|all)\("(\w+)"\)|\bfile\("(\w+)"\)|\.field == "(\w+)"/g;
const described = /BOOST_DESCRIBE_STRUCT\(\s*(\w+)\s*,\s*\(\)\s*,\s*\(([^)]*)\)\s*\)/g;
const ofEveryForm = new Set(["csrf", "idempotency_key"]); // access.test.mjs, api_input.test.mjs

// [{name, text}] of the product's sources.
export function sources() {
  const names = fs.readdirSync(path.join(root, "src"), { recursive: true }).map((name) => `src/${name}`);
  return names.sort().filter((name) => /\.(cpp|h)$/.test(name) && !name.endsWith("_test.cpp"))
    .map((name) => ({ name, text: fs.readFileSync(path.join(root, name), "utf8") }));
}

const lineOf = (text, at) => text.slice(0, at).split("\n").length;

// {file: {struct: [field]}}
function structsOf(files) {
  return Object.fromEntries(files.map(({ name, text }) => [name,
    Object.fromEntries([...text.matchAll(described)].map(([, struct, fields]) =>
      [struct, fields.split(",").map((field) => field.trim()).filter(Boolean)]))]));
}

// The struct as the file sees it: its own, else its room's, else the only one of that name.
function fieldsOf(structs, file, struct) {
  const room = path.dirname(file);
  const holders = Object.keys(structs).filter((name) => struct in structs[name]);
  const inRoom = holders.filter((name) => path.dirname(name) === room);
  const near = [holders.filter((name) => name === file), inRoom, holders].find((found) => found.length === 1);
  if (!near) throw new Error(`${file}: which ${struct} is read here? Known: ${holders.join(", ") || "none"}`);
  return structs[near[0]][struct];
}

// What one file reads: [{id, where}], `Struct.field`, or `?name` for what is picked by its name alone.
function inputsOf(structs, { name, text }) {
  const found = [...text.matchAll(read)].flatMap((match) => fieldsOf(structs, name, match[1])
    .map((field) => ({ field, id: `${match[1]}.${field}`, where: `${name}:${lineOf(text, match.index)}` })));
  const known = new Set([...ofEveryForm, ...found.map(({ field }) => field)]);
  for (const match of text.matchAll(picked)) {
    const field = match[1] ?? match[2] ?? match[3];
    if (!known.has(field)) found.push({ id: `?${field}`, where: `${name}:${lineOf(text, match.index)}` });
  }
  return found;
}

export function allInputs(files = sources()) {
  const structs = structsOf(files);
  return files.flatMap((file) => inputsOf(structs, file)).map(({ id, where }) => ({ id, where }));
}
