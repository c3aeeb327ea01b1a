#include "demo/camt.h"

#include "base/digits.h"
#include "base/error.h"
#include "base/text.h"
#include "http/html.h"

namespace kvitt::demo
{
namespace
{

constexpr std::size_t unstructured_characters_max = 140; // Max140Text of one Ustrd

std::string element(const char* name, const std::string& text)
{
    return std::string("<") + name + ">" + http::html_escaped(text) + "</" + name + ">";
}

std::string amount(Money money)
{
    const Money positive = money.minor() < 0 ? -money : money;
    return "<Amt Ccy=\"" + money.currency().text() + "\">" + positive.number() + "</Amt>";
}

std::string direction(Money money) { return element("CdtDbtInd", money.minor() < 0 ? "DBIT" : "CRDT"); }

std::string account_id(const std::string& account)
{
    if (iban_valid(account))
        return "<Id>" + element("IBAN", account) + "</Id>";
    return "<Id><Othr>" + element("Id", account) + "</Othr></Id>";
}

std::string balance(const char* kind, Money money, Date day)
{
    return std::string("      <Bal><Tp><CdOrPrtry>") + element("Cd", kind) + "</CdOrPrtry></Tp>" +
           amount(money) + direction(money) + "<Dt>" + element("Dt", day.text()) + "</Dt></Bal>\n";
}

bool is_ocr(const std::string& reference)
{
    return reference.size() >= 4 && all_digits(reference) && luhn_valid(reference);
}

// A reference with check digits travels in its own field, anything else as text, in pieces of 140.
std::string remittance(const std::string& reference)
{
    if (rf_valid(reference) || is_ocr(reference))
        return "<RmtInf><Strd><CdtrRefInf><Tp><CdOrPrtry><Cd>SCOR</Cd></CdOrPrtry></Tp>" +
               element("Ref", reference) + "</CdtrRefInf></Strd></RmtInf>";
    std::string pieces;
    for (std::string rest = reference; !rest.empty();)
    {
        const std::string piece = first_characters(rest, unstructured_characters_max);
        pieces += element("Ustrd", piece);
        rest.erase(0, piece.size());
    }
    return pieces.empty() ? "" : "<RmtInf>" + pieces + "</RmtInf>";
}

std::string payer(const Transfer& transfer)
{
    std::string parties;
    if (transfer.payer_name)
        parties += "<Dbtr><Pty>" + element("Nm", *transfer.payer_name) + "</Pty></Dbtr>";
    if (transfer.payer_account)
        parties += "<DbtrAcct>" + account_id(*transfer.payer_account) + "</DbtrAcct>";
    return parties.empty() ? "" : "<RltdPties>" + parties + "</RltdPties>";
}

std::string entry(const Transfer& transfer)
{
    const std::string reversal = transfer.amount.minor() < 0 ? element("RvslInd", "true") : "";
    return "      <Ntry>\n        " + amount(transfer.amount) + direction(transfer.amount) + reversal +
           "<Sts><Cd>BOOK</Cd></Sts>\n        <BookgDt>" + element("Dt", transfer.booking_date.text()) +
           "</BookgDt><ValDt>" + element("Dt", transfer.value_date.text()) + "</ValDt>" +
           element("AcctSvcrRef", transfer.bank_ref) +
           "\n        "
           "<BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RCDT</Cd><SubFmlyCd>DMCT</SubFmlyCd></Fmly></Domn></"
           "BkTxCd>\n"
           "        <NtryDtls><TxDtls>\n          <Refs>" +
           element("AcctSvcrRef", transfer.bank_ref) + element("EndToEndId", "NOTPROVIDED") + "</Refs>" +
           amount(transfer.amount) + direction(transfer.amount) + "\n          " + payer(transfer) +
           remittance(transfer.reference) + "\n        </TxDtls></NtryDtls>\n      </Ntry>\n";
}

} // namespace

Money closing_balance(const BankStatement& statement)
{
    Money sum = statement.opening;
    for (const Transfer& transfer : statement.transfers)
        sum += transfer.amount;
    return sum;
}

std::string camt053(const BankStatement& statement)
{
    const std::string made_at = element("CreDtTm", statement.made_at.text());
    const std::string day = statement.day.text();
    std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                      "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\">\n"
                      "  <BkToCstmrStmt>\n    <GrpHdr>" +
                      element("MsgId", statement.id) + made_at + "</GrpHdr>\n    <Stmt>\n      " +
                      element("Id", statement.id) +
                      element("ElctrncSeqNb", std::to_string(statement.sequence)) + made_at +
                      "\n      <FrToDt>" + element("FrDtTm", day + "T00:00:00Z") +
                      element("ToDtTm", day + "T23:59:59Z") + "</FrToDt>\n      <Acct>" +
                      account_id(statement.account) + element("Ccy", statement.opening.currency().text()) +
                      "<Ownr>" + element("Nm", statement.owner) + "</Ownr></Acct>\n";
    out += balance("OPBD", statement.opening, statement.day);
    out += balance("CLBD", closing_balance(statement), statement.day);
    for (const Transfer& transfer : statement.transfers)
        out += entry(transfer);
    return out + "    </Stmt>\n  </BkToCstmrStmt>\n</Document>\n";
}

} // namespace kvitt::demo
