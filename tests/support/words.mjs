// The site's texts in a language, from the catalogue that the program is built from.
import fs from "node:fs";
import path from "node:path";

const file = path.join(import.meta.dirname, "../../src/web/messages/sv.po");

function catalogue() {
  const text = fs.readFileSync(file, "utf8").replace(/"\n"/g, "");
  const pairs = [...text.matchAll(/^msgid "(.*)"\n(?:msgid_plural ".*"\n)?msgstr(?:\[0\])? "(.*)"$/gm)];
  return new Map(pairs.map(([, id, said]) => [JSON.parse(`"${id}"`), JSON.parse(`"${said}"`)]));
}

const swedish = catalogue();

// words("sv")("Submit") is "Skicka in"; {name} and {{name}} are filled in.
export function words(language) {
  return (id, facts = {}) => {
    if (language === "sv" && !swedish.has(id)) throw new Error(`no Swedish for: ${id}`);
    const said = language === "sv" ? swedish.get(id) : id;
    return said.replace(/\{\{?(\w+)\}?\}/g, (whole, name) => facts[name] ?? whole);
  };
}
