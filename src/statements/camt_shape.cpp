#include "statements/camt_shape.h"

namespace kvitt::statements::camt
{
namespace
{

#define KVITT_STATEMENT "Document/*/Stmt|Rpt|Ntfctn"
#define KVITT_ENTRY KVITT_STATEMENT "/Ntry"

// Version 01 has TxDtls directly in Ntry.
constexpr XmlWanted frame[] = {
    {"*", other_root, XmlTake::container},
    {"Document", document, XmlTake::container},
    {"Document/*", message, XmlTake::container},
    {"Document/*/GrpHdr/AddtlInf", header_note},
    {"Document/*/GrpHdr/MsgPgntn/PgNb", message_page},

    {KVITT_STATEMENT, statement, XmlTake::container},
    {KVITT_STATEMENT "/Id", statement_id},
    {KVITT_STATEMENT "/ElctrncSeqNb", electronic_sequence},
    {KVITT_STATEMENT "/LglSeqNb", legal_sequence},
    {KVITT_STATEMENT "/CpyDplctInd", copy_mark},
    {KVITT_STATEMENT "/StmtPgntn|RptPgntn|NtfctnPgntn/PgNb", statement_page},
    {KVITT_STATEMENT "/FrToDt/FrDtTm", from},
    {KVITT_STATEMENT "/FrToDt/FrDt", from},
    {KVITT_STATEMENT "/FrToDt/ToDtTm", to},
    {KVITT_STATEMENT "/FrToDt/ToDt", to},
    {KVITT_STATEMENT "/Acct/Id/IBAN", account},
    {KVITT_STATEMENT "/Acct/Id/BBAN", account},
    {KVITT_STATEMENT "/Acct/Id/UPIC", account},
    {KVITT_STATEMENT "/Acct/Id/PrtryAcct/Id", account},
    {KVITT_STATEMENT "/Acct/Id/Othr/Id", account},
    {KVITT_STATEMENT "/Acct/Ccy", account_currency},
    {KVITT_STATEMENT "/TxsSummry/TtlNtries/NbOfNtries", stated_count},
    {KVITT_STATEMENT "/TxsSummry/TtlCdtNtries/Sum", stated_credit},
    {KVITT_STATEMENT "/TxsSummry/TtlDbtNtries/Sum", stated_debit},

    {KVITT_STATEMENT "/Bal", balance, XmlTake::container},
    {KVITT_STATEMENT "/Bal/Tp/CdOrPrtry/Cd", balance_type},
    {KVITT_STATEMENT "/Bal/Tp/CdOrPrtry/Prtry", balance_type},
    {KVITT_STATEMENT "/Bal/Tp/Cd", balance_type},
    {KVITT_STATEMENT "/Bal/Amt", balance_amount, XmlTake::text, "Ccy"},
    {KVITT_STATEMENT "/Bal/CdtDbtInd", balance_direction},
    {KVITT_STATEMENT "/Bal/Dt/Dt", balance_day},
    {KVITT_STATEMENT "/Bal/Dt/DtTm", balance_day},

    {KVITT_ENTRY, entry, XmlTake::container},
    {KVITT_ENTRY "/NtryRef", entry_reference},
    {KVITT_ENTRY "/Amt", entry_amount, XmlTake::text, "Ccy"},
    {KVITT_ENTRY "/CdtDbtInd", entry_direction},
    {KVITT_ENTRY "/RvslInd", entry_reversal},
    {KVITT_ENTRY "/Sts", entry_status},
    {KVITT_ENTRY "/Sts/Cd", entry_status},
    {KVITT_ENTRY "/Sts/Prtry", entry_status},
    {KVITT_ENTRY "/BookgDt/Dt", booking_day},
    {KVITT_ENTRY "/BookgDt/DtTm", booking_day},
    {KVITT_ENTRY "/ValDt/Dt", value_day},
    {KVITT_ENTRY "/ValDt/DtTm", value_day},
    {KVITT_ENTRY "/AcctSvcrRef", entry_bank_reference},
    {KVITT_ENTRY "/AddtlNtryInf", entry_note},
    {KVITT_ENTRY "/Btch/NbOfTxs", batch_count},
    {KVITT_ENTRY "/NtryDtls/Btch/NbOfTxs", batch_count},
};

// One payment inside an entry, below TxDtls. Names moved under Pty or Agt with version 08.
constexpr XmlWanted payment[] = {
    {"Refs/AcctSvcrRef", part_bank_reference},
    {"Refs/EndToEndId", end_to_end},
    {"Amt", part_amount, XmlTake::text, "Ccy"},
    {"CdtDbtInd", part_direction},
    {"AmtDtls/TxAmt/Amt", part_transaction_amount, XmlTake::text, "Ccy"},
    {"AmtDtls/InstdAmt/Amt", part_instructed_amount, XmlTake::text, "Ccy"},
    {"AmtDtls/CntrValAmt/Amt", part_counter_amount, XmlTake::text, "Ccy"},
    {"RltdPties/Dbtr/Nm", debtor},
    {"RltdPties/Dbtr/Pty/Nm", debtor},
    {"RltdPties/Dbtr/Agt/FinInstnId/Nm", debtor},
    {"RltdPties/UltmtDbtr/Nm", ultimate_debtor},
    {"RltdPties/UltmtDbtr/Pty/Nm", ultimate_debtor},
    {"RltdPties/DbtrAcct/Id/IBAN", debtor_account},
    {"RltdPties/DbtrAcct/Id/BBAN", debtor_account},
    {"RltdPties/DbtrAcct/Id/PrtryAcct/Id", debtor_account},
    {"RltdPties/DbtrAcct/Id/Othr/Id", debtor_account},
    {"RltdPties/Cdtr/Nm", creditor},
    {"RltdPties/Cdtr/Pty/Nm", creditor},
    {"RltdPties/Cdtr/Agt/FinInstnId/Nm", creditor},
    {"RltdPties/UltmtCdtr/Nm", ultimate_creditor},
    {"RltdPties/UltmtCdtr/Pty/Nm", ultimate_creditor},
    {"RltdPties/CdtrAcct/Id/IBAN", creditor_account},
    {"RltdPties/CdtrAcct/Id/BBAN", creditor_account},
    {"RltdPties/CdtrAcct/Id/PrtryAcct/Id", creditor_account},
    {"RltdPties/CdtrAcct/Id/Othr/Id", creditor_account},
    {"RmtInf/Ustrd", free_text},
    {"RmtInf/Strd/CdtrRefInf/Ref", reference},
    {"RmtInf/Strd/CdtrRefInf/CdtrRef", reference},
    {"RmtInf/Strd/AddtlRmtInf", reference_note},
    {"RmtInf/Strd/RfrdDocInf/Nb", invoice},
    {"RmtInf/Strd/RfrdDocInf/RfrdDocNb", invoice},
    {"AddtlTxInf", part_note},
    {"RtrInf/Rsn/Cd", return_code},
    {"RtrInf/Rsn/Prtry", return_code},
    {"RtrInf/AddtlInf", return_note},
};

// The rows above, with the payment's below both places where a version may have it.
struct Rows
{
    std::vector<std::string> paths;
    std::vector<XmlWanted> wanted;
};

const Rows& rows()
{
    static const Rows made = [] {
        Rows out;
        out.paths.reserve(2 * std::size(payment)); // the rows point into it
        out.wanted.assign(std::begin(frame), std::end(frame));
        for (const char* place : {KVITT_ENTRY "/TxDtls", KVITT_ENTRY "/NtryDtls/TxDtls"})
        {
            out.wanted.push_back({place, part, XmlTake::container});
            for (const XmlWanted& row : payment)
            {
                out.paths.push_back(std::string(place) + "/" + row.path);
                out.wanted.push_back({out.paths.back().c_str(), row.id, row.take, row.attribute});
            }
        }
        return out;
    }();
    return made;
}

} // namespace

const XmlShape& shape()
{
    static const XmlShape made(rows().wanted);
    return made;
}

std::string element_of(int slot)
{
    static constexpr std::string_view above = KVITT_STATEMENT "/";
    for (const XmlWanted& row : payment)
        if (row.id == slot)
            return std::string("Ntry/NtryDtls/TxDtls/") + row.path;
    for (const XmlWanted& row : frame)
        if (row.id == slot)
        {
            const std::string_view path = row.path;
            return std::string(path.substr(0, above.size()) == above ? path.substr(above.size()) : path);
        }
    return "Document";
}

} // namespace kvitt::statements::camt
