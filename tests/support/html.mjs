// Just enough of HTML to fill in a form as a browser without JavaScript does. It reads this site's own pages,
// which are regular; it is no parser for others.
const entities = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'", "#x27": "'", nbsp: "\u00a0" };

export function unescaped(text) {
  return text.replace(/&(#?\w+);/g, (whole, name) => entities[name] ?? whole);
}

// What a reader sees, blanks squeezed.
export function textOf(html) {
  const shown = html.replace(/<head>[\s\S]*?<\/head>/, "").replace(/<[^>]*>/g, " ");
  return unescaped(shown).replace(/[\s\u00a0\u202f]+/g, " ").trim();
}

function attributesOf(tag) {
  const found = {};
  for (const [, name, , value] of tag.matchAll(/\s([\w-]+)(="([^"]*)")?/g)) found[name] =
    unescaped(value ?? "");
  return found;
}

function inputsOf(html) {
  const fields = [];
  for (const [tag] of html.matchAll(/<input\b[^>]*>/g)) {
    const input = attributesOf(tag);
    const choice = input.type === "checkbox" || input.type === "radio";
    if (!input.name || "disabled" in input || input.type === "file" || (choice &&
      !("checked" in input))) continue;
    fields.push([input.name, input.value ?? "on"]);
  }
  return fields;
}

function selectsOf(html) {
  return [...html.matchAll(/(<select\b[^>]*>)([\s\S]*?)<\/select>/g)].map(([, tag, inside]) => {
    const options = [...inside.matchAll(/<option\b[^>]*>/g)].map(([option]) => attributesOf(option));
    const chosen = options.find((option) => "selected" in option) ?? options[0];
    return [attributesOf(tag).name, chosen?.value ?? ""];
  });
}

// The form that posts to the address: {action, fields} with what it would send as it stands.
export function formOf(html, action) {
  for (const [, tag, inside] of html.matchAll(/(<form\b[^>]*>)([\s\S]*?)<\/form>/g)) {
    const form = attributesOf(tag);
    if (form.action === action && form.method === "post")
      return { action, fields: Object.fromEntries([...inputsOf(inside), ...selectsOf(inside)]) };
  }
  throw new Error(`no form that posts to ${action} on:\n${textOf(html).slice(0, 2000)}`);
}

// The token that every form of the page carries.
export function csrfOf(html) {
  return html.match(/name="csrf" value="([^"]+)"/)[1];
}

// The value that a field shows; a password never shows one.
export function valueOf(html, field) {
  for (const [tag] of html.matchAll(/<input\b[^>]*>/g)) {
    const input = attributesOf(tag);
    if (input.name === field && input.id === `field-${field}`) return input.value;
  }
  const select = selectsOf(html).find(([name]) => name === field);
  return select?.[1];
}

// What the page says is wrong with its fields: {field: text}.
export function faultsOf(html) {
  const found = [...html.matchAll(/<a href="#field-([\w/]*)">([^<]*)<\/a>/g)];
  return Object.fromEntries(found.map(([, field, text]) => [field, unescaped(text)]));
}

// The code of the refusal that the page tells of.
export function refusalOf(html) {
  return html.match(/data-refusal="(\w+)"/)?.[1];
}

export function statesOf(html) {
  return [...html.matchAll(/data-state="(\w+)"/g)].map(([, state]) => state);
}
