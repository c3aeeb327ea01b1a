"""The main path's figures on the embedded engine: submits, import, offers page, each beside the bare engine.

Server and load share the machine, so only ratios within one run mean anything elsewhere.
`./dev bench main_path` builds what this needs; KVITT_BUILD names the build folder.
"""

import json
import os
import pathlib
import secrets
import subprocess
import sys
import tempfile
import time
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parent.parent
BUILD = pathlib.Path(os.environ.get("KVITT_BUILD", ROOT / "build" / "release")).resolve()
KVITT = BUILD / "kvitt"
NODE = ROOT / "tests" / "node_modules" / "node" / "bin" / "node"
FIRST_PARTNER = 1_000_000
PARTNERS = int(os.environ.get("KVITT_BENCH_PARTNERS", "60000"))
SUBMIT_SECONDS = 10
IMPORT_ENTRIES = 10_000
OFFERS_RATE = 200
OFFERS_SECONDS = 15


def run(*command, stdin=None):
    done = subprocess.run([str(part) for part in command], input=stdin, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{command} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    return done.stdout


def programme():
    demo = json.loads((ROOT / "src/demo/files/programme.json").read_text())
    competency = demo["catalogue"]["competencies"][0]["code"]
    day = "2020-01-01"
    for price in demo["catalogue"]["prices"] + demo["catalogue"]["taxes"] + demo["catalogue"]["agreements"]:
        price["valid_from"] = min(price["valid_from"], "2026-01-01")
    address = {"street": "Storgatan 1", "street_2": None, "postal_code": "111 22", "city": "Stad",
               "region": None, "country": "SE"}
    partners = [dict(demo["partners"][0], partner_id=f"{FIRST_PARTNER + n:07d}", legal_name=f"Partner {n}",
                     country="SE", currency="SEK", tax_id=None, legal_address=address, bill_to_address=None,
                     sold_to_address=None, location_ids=[]) for n in range(PARTNERS)]
    attainments = [{"partner_id": partner["partner_id"], "competency": competency, "tier": "silver",
                    "from_day": day, "until_day": None, "evidence": "bench"} for partner in partners]
    return dict(catalogue=demo["catalogue"], partners=partners, attainments=attainments, users=[])


def get(url, key):
    request = urllib.request.Request(url, headers={"Authorization": f"Bearer {key}"})
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)


class Server:
    def __init__(self, folder):
        self.folder = folder
        self.config = folder / "kvitt.toml"
        self.config.write_text(f'listen = "127.0.0.1:0"\ndatabase = "sqlite:{folder}/kvitt.db"\n'
                               f'files = "{folder}/files"\n')
        self.programme = programme()
        (folder / "programme.json").write_text(json.dumps(self.programme))
        self.command("migrate")
        self.command("load", folder / "programme.json")
        self.key = self.command("key", "add", "--name", "bench", "--scope", "desk").strip().split()[-1]
        self.password = secrets.token_urlsafe(18)
        self.email = "bench@partner.example"
        self.command("user", "add", "--email", self.email, "--name", "Bench", "--partner", f"{FIRST_PARTNER}",
                     "--role", "partner_admin", "--password-stdin", stdin=self.password)
        self.log = open(folder / "log", "w")
        self.process = subprocess.Popen([KVITT, "serve", "--config", self.config], stderr=self.log,
                                        stdout=subprocess.DEVNULL)
        self.url = self.wait_for_address()

    def command(self, *arguments, stdin=None):
        head, *rest = arguments
        return run(KVITT, head, *rest, "--config", self.config, stdin=stdin)

    def wait_for_address(self):
        for _ in range(200):
            for line in (self.folder / "log").read_text().splitlines():
                found = line.find("http://127.0.0.1:")
                if found >= 0:
                    return line[found:].split('"')[0].split()[0].rstrip("/")
            time.sleep(0.1)
        sys.exit("the server did not say its address:\n" + (self.folder / "log").read_text())

    def stop(self):
        self.process.terminate()
        self.process.wait()


def submits(server):
    agreement = server.programme["catalogue"]["agreements"][0]["version"]
    out = run("wrk", "-t2", "-c32", f"-d{SUBMIT_SECONDS}s", "--latency", "-s", ROOT / "bench/submit.lua",
              server.url, "--", server.key, agreement, FIRST_PARTNER, PARTNERS)
    found = json.loads(next(line for line in out.splitlines() if line.startswith("{")))
    found["orders_per_second"] = (found["requests"] - found["refused"]) / found["seconds"]
    return found


def open_orders(server, wanted):
    orders, start = [], f"{server.url}/api/v1/orders?state=awaiting_payment&limit=200"
    address = start
    while len(orders) < wanted:
        page = get(address, server.key)
        orders += page["orders"]
        if not page["next_cursor"]:
            break
        address = f"{start}&cursor={page['next_cursor']}"
    return orders[:wanted]


def camt(server, orders):
    account = next(a for a in server.programme["catalogue"]["receiving_accounts"] if a["currency"] == "SEK")
    day = time.strftime("%Y-%m-%d", time.gmtime())
    total = sum(order["total"]["amount"] for order in orders)
    money = lambda minor: f"{minor // 100}.{minor % 100:02d}"
    entries = "".join(
        f'<Ntry><Amt Ccy="SEK">{money(o["total"]["amount"])}</Amt><CdtDbtInd>CRDT</CdtDbtInd>'
        f'<Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>{day}</Dt></BookgDt><ValDt><Dt>{day}</Dt></ValDt>'
        f'<AcctSvcrRef>B{n}</AcctSvcrRef><NtryDtls><TxDtls>'
        f'<RltdPties><Dbtr><Pty><Nm>Payer {n}</Nm></Pty></Dbtr></RltdPties>'
        f'<RmtInf><Ustrd>{o["number"]} {o["partner_id"]}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>'
        for n, o in enumerate(orders))

    def balance(kind, minor):
        return (f'<Bal><Tp><CdOrPrtry><Cd>{kind}</Cd></CdOrPrtry></Tp><Amt Ccy="SEK">{money(minor)}</Amt>'
                f'<CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>{day}</Dt></Dt></Bal>')

    return ('<?xml version="1.0" encoding="UTF-8"?>'
            '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08">'
            '<BkToCstmrStmt><GrpHdr><MsgId>bench</MsgId></GrpHdr><Stmt><Id>bench</Id>'
            f'<Acct><Id><Othr><Id>{account["statement_account"]}</Id></Othr></Id></Acct>{balance("OPBD", 0)}'
            f'{balance("CLBD", total)}{entries}</Stmt></BkToCstmrStmt></Document>')


def imports(server):
    orders = open_orders(server, IMPORT_ENTRIES)
    file = server.folder / "bench.xml"
    file.write_text(camt(server, orders))
    start = time.monotonic()
    found = json.loads(server.command("import-statement", "--json", file))["files"][0]
    seconds = time.monotonic() - start
    if len(found["activated"]) != len(orders):
        sys.exit(f"only {len(found['activated'])} of {len(orders)} became active: {json.dumps(found)[:600]}")
    return {"entries": len(orders), "seconds": seconds, "entries_per_second": len(orders) / seconds}


def offers(server):
    out = run(NODE, ROOT / "bench/paced.mjs", server.url, server.email, server.password, "/offers",
              OFFERS_RATE, OFFERS_SECONDS)
    return json.loads(out)


def main():
    bare = json.loads(run(BUILD / "bench_main_path", "10000"))
    with tempfile.TemporaryDirectory(prefix="kvitt-bench-") as folder:
        server = Server(pathlib.Path(folder))
        try:
            over_http = submits(server)
            imported = imports(server)
            page = offers(server)
            check = json.loads(server.command("check", "--json"))
        finally:
            server.stop()
    result = {
        "submit": {"over_http": over_http, "verbs": bare["submit"],
                   "http_share_of_bare": over_http["orders_per_second"]
                   / bare["submit"]["bare_sqlite_per_second"]},
        "import": {"file": imported, "verbs": bare["pay_and_activate"],
                   "file_share_of_bare": imported["entries_per_second"]
                   / bare["pay_and_activate"]["bare_sqlite_per_second"]},
        "offers_page": page,
        "check_ok": check["ok"],
    }
    print(json.dumps(result, indent=2))


if __name__ == "__main__":
    main()
