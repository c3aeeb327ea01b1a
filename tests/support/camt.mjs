// Statements as banks send them: small camt.053 files made here, and real ones with a text planted in.
import fs from "node:fs";
import path from "node:path";

function escaped(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

// "17900.00" of 1790000 minor units.
export function decimal(minor, digits = 2) {
  const text = String(minor).padStart(digits + 1, "0");
  return digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

const digitsOf = { JPY: 0 };

// A negative amount is money out; `reversal` marks a line that takes an earlier one back.
function entryXml({ amount, currency, day, text = "", payer = "A Payer", ref, reversal }, number) {
  const figures = decimal(Math.abs(amount), digitsOf[currency]);
  const back = reversal ? "<RvslInd>true</RvslInd>" : "";
  return `<Ntry><NtryRef>${ref ?? number}</NtryRef>
<Amt Ccy="${currency}">${figures}</Amt><CdtDbtInd>${amount < 0 ? "DBIT" : "CRDT"}</CdtDbtInd>${back}
<Sts><Cd>BOOK</Cd></Sts>
<BookgDt><Dt>${day}</Dt></BookgDt><ValDt><Dt>${day}</Dt></ValDt><AcctSvcrRef>${ref ?? number}</AcctSvcrRef>
<NtryDtls><TxDtls><RltdPties><Dbtr><Pty><Nm>${escaped(payer)}</Nm></Pty></Dbtr></RltdPties>
<RmtInf><Ustrd>${escaped(text)}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>`;
}

function accountXml(account) {
  const kind = /^[A-Z]{2}\d{2}/.test(account) ? `<IBAN>${account}</IBAN>`
    : `<Othr><Id>${account}</Id></Othr>`;
  return `<Acct><Id>${kind}</Id></Acct>`;
}

// One statement without balances: nothing is said of what the bank's books hold.
export function camt053({ account, id, day, entries }) {
  const listed = entries.map((entry, at) => entryXml({ day, ...entry }, `${id}-${at + 1}`)).join("\n");
  return `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08">
<BkToCstmrStmt><GrpHdr><MsgId>${id}</MsgId><CreDtTm>${day}T20:00:00Z</CreDtTm></GrpHdr>
<Stmt><Id>${id}</Id><CreDtTm>${day}T20:00:00Z</CreDtTm>
${accountXml(account)}
${listed}
</Stmt></BkToCstmrStmt></Document>
`;
}

// The demo programme's accounts as its banks name them.
export const demoAccounts = {
  SEK: "SE4550000000058398257466", EUR: "DE89370400440532013000", USD: "978012345678", JPY: "0012345671",
};

// The file with the text as what the payer of its n-th <Ntry> wrote (from 0); all else stays as it is.
export function planted(xml, n, text) {
  const entries = [...xml.matchAll(/<Ntry>[\s\S]*?<\/Ntry>/g)];
  const entry = entries[n];
  const detail = entry[0].match(/<TxDtls\s*\/>|<TxDtls>[\s\S]*?<\/TxDtls>/);
  const said = `<RmtInf><Ustrd>${escaped(text)}</Ustrd></RmtInf>`;
  const inside = detail[0].endsWith("/>") ? "" : detail[0].slice("<TxDtls>".length, -"</TxDtls>".length);
  const without = inside.replace(/<RmtInf>[\s\S]*?<\/RmtInf>/, "");
  const begin = entry.index + detail.index;
  return `${xml.slice(0, begin)}<TxDtls>${without}${said}</TxDtls>${xml.slice(begin + detail[0].length)}`;
}

// Where the real files are; undefined where there are none.
export const corpus = process.env.KVITT_CORPUS;

// The real camt.053 files, by path below the corpus.
export function realFiles() {
  const top = path.join(corpus, "camt053");
  const all = fs.readdirSync(top, { recursive: true }).map((name) => path.join(top, name));
  return all.filter((file) => file.endsWith(".xml")).sort();
}
