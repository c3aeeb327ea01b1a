"""Puts pages, assets, migrations and translations into the binary.

Writes embedded.S (one .incbin per file) and embedded.cpp (the table that base/embedded.h reads).
Names inside: pages/ROOM/FILE, assets/FILE, schema/FILE, messages/LANGUAGE.mo, files/ROOM/FILE.
"""

import argparse
import pathlib
import subprocess

NPM_ASSETS = {  # name served: file in assets/node_modules
    "htmx.min.js": "htmx.org/dist/htmx.min.js",
    "pico.min.css": "@picocss/pico/css/pico.min.css",
}


def collect(root, out, msgfmt):
    found = {}
    for file in sorted(root.glob("schema/*.sql")):
        found[f"schema/{file.name}"] = file
    for room in sorted(p for p in (root / "src").iterdir() if p.is_dir()):
        for file in sorted(room.glob("pages/*.html")):
            found[f"pages/{room.name}/{file.name}"] = file
        for file in sorted(room.glob("files/*")):
            found[f"files/{room.name}/{file.name}"] = file
        for file in sorted(room.glob("assets/*")):
            found[f"assets/{file.name}"] = file
        for file in sorted(room.glob("messages/*.po")):
            compiled = out / f"{file.stem}.mo"
            subprocess.run([msgfmt, "--check", "-o", compiled, file], check=True)
            found[f"messages/{file.stem}.mo"] = compiled
    for name, path in NPM_ASSETS.items():
        file = root / "assets" / "node_modules" / path
        if file.exists():
            found[f"assets/{name}"] = file
    return found


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--root", type=pathlib.Path, required=True)
    arguments.add_argument("--out", type=pathlib.Path, required=True)
    arguments.add_argument("--msgfmt", required=True)
    options = arguments.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    found = collect(options.root, options.out, options.msgfmt)

    assembly = ['.section .rodata, "a"']
    externs, rows = [], []
    for number, (name, file) in enumerate(sorted(found.items())):
        symbol = f"kvitt_embedded_{number}"
        assembly += [f".global {symbol}", f".global {symbol}_end", f"{symbol}:", f'.incbin "{file}"',
                     f"{symbol}_end:", ".byte 0"]
        externs.append(f"extern const char {symbol}[];\nextern const char {symbol}_end[];")
        rows.append(f'    {{"{name}", {symbol}, {symbol}_end}},')
    assembly.append('.section .note.GNU-stack,"",@progbits\n')
    (options.out / "embedded.S").write_text("\n".join(assembly))
    code = ['#include "base/embedded.h"', 'extern "C" {', *externs, "}", "namespace kvitt::embedded", "{",
            "namespace { struct Row { const char* name; const char* begin; const char* end; };",
            "const Row rows[] = {", *rows, '    {"", nullptr, nullptr},', "}; }",
            "std::optional<std::string_view> find(std::string_view name)", "{",
            "    for (const Row& row : rows)",
            "        if (!name.empty() && name == row.name)",
            "            return std::string_view(row.begin, static_cast<std::size_t>(row.end - row.begin));",
            "    return std::nullopt;", "}",
            "std::vector<std::string> list(std::string_view prefix)", "{",
            "    std::vector<std::string> names;",
            "    for (const Row& row : rows)",
            "        if (row.begin != nullptr && std::string_view(row.name).starts_with(prefix))",
            "            names.emplace_back(row.name);", "    return names;", "}", "}", ""]
    (options.out / "embedded.cpp").write_text("\n".join(code))


if __name__ == "__main__":
    main()
