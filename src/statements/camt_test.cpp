#include "statements/statements.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace kvitt;
using namespace kvitt::statements;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

namespace
{

const Currency eur = Currency::parse("EUR");
constexpr const char* open_tag = R"(<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>
<Stmt><Acct><Id><IBAN>SE4550000000058398257466</IBAN></Id><Ccy>EUR</Ccy></Acct>
<Id>s1</Id><LglSeqNb>7</LglSeqNb>)";
constexpr const char* close_tag = "</Stmt></BkToCstmrStmt></Document>";

std::string balance(const std::string& type, const std::string& amount, const std::string& direction = "CRDT")
{
    return "<Bal><Tp><CdOrPrtry><Cd>" + type + "</Cd></CdOrPrtry></Tp><Amt Ccy=\"EUR\">" + amount +
           "</Amt><CdtDbtInd>" + direction + "</CdtDbtInd><Dt><Dt>2026-11-23</Dt></Dt></Bal>\n";
}

std::string entry(const std::string& amount, const std::string& inside = "",
                  const std::string& direction = "CRDT")
{
    return "<Ntry><Amt Ccy=\"EUR\">" + amount + "</Amt><CdtDbtInd>" + direction + "</CdtDbtInd>" + inside +
           "</Ntry>\n";
}

std::string in_details(const std::string& inside) { return "<NtryDtls>" + inside + "</NtryDtls>"; }

StatementFile read(const std::string& inside) { return read_bytes(open_tag + inside + close_tag); }

// The only entry of the only statement.
Entry only(const std::string& inside)
{
    const StatementFile file = read(inside);
    EXPECT_FALSE(file.error) << file.error->message;
    EXPECT_EQ(file.statements.size(), 1U);
    EXPECT_EQ(file.statements.at(0).entries.size(), 1U);
    return file.statements.at(0).entries.at(0);
}

std::string error_of(const std::string& inside)
{
    const StatementFile file = read(inside);
    return file.error ? std::to_string(file.error->line.value_or(0)) + " " +
                            file.error->element.value_or("-") + ": " + file.error->message
                      : "none";
}

} // namespace

TEST(Camt, AStatementWithItsParts)
{
    const StatementFile file = read(balance("OPBD", "10") + balance("CLBD", "12.50") + entry("2.50"));
    ASSERT_FALSE(file.error);
    EXPECT_EQ(file.format, "camt.053.001.08");
    EXPECT_EQ(file.encoding, "UTF-8");
    const Statement& statement = file.statements.at(0);
    EXPECT_EQ(statement.account, "SE4550000000058398257466");
    EXPECT_EQ(statement.currency, eur);
    EXPECT_EQ(statement.id, "s1");
    EXPECT_EQ(statement.sequence, "7");
    EXPECT_EQ(statement.opening, Money(1000, eur));
    EXPECT_EQ(statement.closing, Money(1250, eur));
    EXPECT_EQ(statement.adds_up, true);
    EXPECT_EQ(statement.from, Date::parse("2026-11-23"));
    EXPECT_EQ(statement.entry_count, 1);
    EXPECT_EQ(statement.credit_total, 250);
    EXPECT_EQ(statement.entries.at(0).where.line, 6);
    EXPECT_THAT(statement.warnings, IsEmpty());
}

TEST(Camt, StatusDecidesWhatIsMoney)
{
    EXPECT_EQ(only(entry("1")).status, EntryStatus::booked); // a statement without status is booked
    EXPECT_EQ(only(entry("1", "<Sts>BOOK</Sts>")).status, EntryStatus::booked);
    EXPECT_EQ(only(entry("1", "<Sts><Cd>BOOK</Cd></Sts>")).status, EntryStatus::booked);
    EXPECT_EQ(only(entry("1", "<Sts> <Cd>PDNG</Cd> </Sts>")).status, EntryStatus::pending);
    EXPECT_EQ(only(entry("1", "<Sts>FUTR</Sts>")).status, EntryStatus::pending);
    EXPECT_EQ(only(entry("1", "<Sts>INFO</Sts>")).status, EntryStatus::information);
    EXPECT_EQ(only(entry("1", "<Sts>WHAT</Sts>")).status, EntryStatus::information);
    const StatementFile file =
        read(balance("OPBD", "0") + entry("1", "<Sts>PDNG</Sts>") + balance("CLBD", "0"));
    EXPECT_EQ(file.statements.at(0).adds_up, true); // a pending entry is in no balance
    EXPECT_EQ(file.statements.at(0).credit_total, 100);
}

TEST(Camt, WithoutAStatusAReportIsPendingAndANotificationInformation)
{
    const auto status = [](const std::string& root, const std::string& part) {
        const auto file = read_bytes("<Document><" + root + "><" + part + ">" + entry("1") + "</" + part +
                                     "></" + root + "></Document>");
        EXPECT_FALSE(is_book_of_record(*file.format));
        return file.statements.at(0).entries.at(0).status;
    };
    EXPECT_EQ(status("BkToCstmrAcctRpt", "Rpt"), EntryStatus::pending);
    EXPECT_EQ(status("BkToCstmrDbtCdtNtfctn", "Ntfctn"), EntryStatus::information);
}

TEST(Camt, AReversalIsNotTurnedRoundTwice)
{
    const std::string parties =
        in_details("<TxDtls><RltdPties><Dbtr><Nm>Payer</Nm></Dbtr></RltdPties></TxDtls>");
    const Entry returned = only(entry("5.00", "<RvslInd>true</RvslInd>" + parties, "DBIT"));
    EXPECT_EQ(returned.amount, Money(-500, eur));
    EXPECT_TRUE(returned.reversal);
    EXPECT_EQ(returned.counterparty, "Payer");
    EXPECT_EQ(only(entry("5.00", "<RvslInd>true</RvslInd>")).amount, Money(500, eur));
}

TEST(Camt, OnePaymentInAnEntryLendsItItsTexts)
{
    const Entry found =
        only(entry("5.00", "<AcctSvcrRef>B1</AcctSvcrRef><NtryRef>N1</NtryRef>" + in_details(R"(<TxDtls>
        <Refs><AcctSvcrRef>B2</AcctSvcrRef><EndToEndId>E1</EndToEndId></Refs><Amt Ccy="SEK">99</Amt>
        <RltdPties><Dbtr><Pty><Nm>Åsa &amp; Co</Nm></Pty></Dbtr>
        <DbtrAcct><Id><Othr><Id>123-4</Id></Othr></Id></DbtrAcct></RltdPties>
        <RmtInf><Ustrd>one</Ustrd><Ustrd> two</Ustrd><Strd><CdtrRefInf><Ref>RF1</Ref></CdtrRefInf></Strd>
        <Strd><CdtrRefInf><Ref>RF2</Ref></CdtrRefInf>
        <RfrdDocInf><Nb>INV 7</Nb></RfrdDocInf></Strd></RmtInf></TxDtls>)")));
    EXPECT_EQ(found.amount, Money(500, eur)); // what was booked, whatever the payer instructed
    EXPECT_EQ(found.bank_ref, "B1");
    EXPECT_EQ(found.entry_ref, "N1");
    EXPECT_EQ(found.end_to_end_id, "E1");
    EXPECT_EQ(found.creditor_ref, "RF1\nRF2");
    EXPECT_EQ(found.remittance, "one\ntwo\nINV 7");
    EXPECT_EQ(found.counterparty, "Åsa & Co");
    EXPECT_EQ(found.counterparty_account, "123-4");
    EXPECT_THAT(found.details, IsEmpty());
}

TEST(Camt, TheBanksOwnTextStandsInWhereThePayerWroteNothing)
{
    const std::string note = "<AddtlNtryInf>entry note</AddtlNtryInf>";
    EXPECT_EQ(only(entry("1", note)).remittance, "entry note");
    EXPECT_EQ(
        only(entry("1", in_details("<TxDtls><AddtlTxInf>note</AddtlTxInf></TxDtls>") + note)).remittance,
        "note");
    EXPECT_EQ(only(entry("1")).remittance, std::nullopt);
    EXPECT_EQ(
        only(entry("1",
                   in_details("<TxDtls><RmtInf><Strd><CdtrRefInf><Ref>R</Ref></CdtrRefInf></Strd></RmtInf>"
                              "</TxDtls>")))
            .remittance,
        "R");
}

TEST(Camt, ABatchIsItsParts)
{
    const auto part = [](const std::string& amount, const std::string& direction, const std::string& text) {
        return "<TxDtls><Amt Ccy=\"EUR\">" + amount + "</Amt><CdtDbtInd>" + direction +
               "</CdtDbtInd><RmtInf><Ustrd>" + text + "</Ustrd></RmtInf></TxDtls>";
    };
    const Entry batch = only(
        entry("5.00", "<BookgDt><Dt>2026-11-23</Dt></BookgDt><NtryDtls><Btch><NbOfTxs>3</NbOfTxs></Btch>" +
                          part("4", "CRDT", "a") + part("2", "CRDT", "b") + part("1", "DBIT", "c") +
                          "</NtryDtls>"));
    ASSERT_EQ(batch.details.size(), 3U);
    EXPECT_EQ(batch.batch_count, 3);
    EXPECT_EQ(batch.details[2].amount, Money(-100, eur));
    EXPECT_EQ(batch.details[2].remittance, "c");
    EXPECT_EQ(batch.details[2].where.detail, 3);
    EXPECT_EQ(batch.details[0].booking_date, Date::parse("2026-11-23"));

    // A debit whose parts are marked from their receivers' side.
    const Entry debit =
        only(entry("5.00", in_details(part("4", "CRDT", "a") + part("1", "CRDT", "b")), "DBIT"));
    ASSERT_EQ(debit.details.size(), 2U);
    EXPECT_EQ(debit.details[0].amount, Money(-400, eur));
}

TEST(Camt, PartsThatDoNotSumUpAreOnePaymentAndAWarning)
{
    const std::string parts =
        in_details("<TxDtls><Amt Ccy=\"EUR\">1</Amt><RmtInf><Ustrd>a</Ustrd></RmtInf></TxDtls>"
                   "<TxDtls><Amt Ccy=\"EUR\">1</Amt><RmtInf><Ustrd>b</Ustrd></RmtInf></TxDtls>");
    const StatementFile file = read(entry("5.00", parts));
    const Entry& found = file.statements.at(0).entries.at(0);
    EXPECT_THAT(found.details, IsEmpty());
    EXPECT_EQ(found.remittance, "a\nb");
    EXPECT_THAT(file.statements.at(0).warnings, ElementsAre(HasSubstr("2 parts do not sum to 5.00 EUR")));
}

TEST(Camt, OlderVersionsHideThePartsAmounts)
{
    const auto part = [](const std::string& inside) {
        return "<TxDtls><AmtDtls>" + inside + "</AmtDtls></TxDtls>";
    };
    const Entry batch =
        only(entry("5.00", in_details(part("<TxAmt><Amt Ccy=\"EUR\">2</Amt></TxAmt>") +
                                      part("<InstdAmt><Amt Ccy=\"EUR\">3</Amt></InstdAmt>"))));
    EXPECT_EQ(batch.details.size(), 2U);
}

TEST(Camt, TooManyDecimals)
{
    EXPECT_EQ(only(entry("8.85000")).amount, Money(885, eur));
    const StatementFile file = read(balance("OPBD", "100.0000000000005") + entry("1.005", "", "DBIT") +
                                    entry("1") + balance("CLBD", "2"));
    ASSERT_FALSE(file.error);
    const Statement& statement = file.statements.at(0);
    EXPECT_EQ(statement.entries.at(0).unreadable, "-1.005 has more decimals than EUR has");
    EXPECT_TRUE(statement.entries.at(0).amount.is_zero());
    EXPECT_EQ(hold_reason(statement.entries.at(1)), std::nullopt);
    EXPECT_EQ(statement.opening, std::nullopt);
    EXPECT_EQ(statement.adds_up, std::nullopt);
    EXPECT_EQ(statement.warnings.size(), 2U);
    EXPECT_TRUE(json_text(file_json("p", file, Keep::entries)).find("\"amount\":null") != std::string::npos);
}

TEST(Camt, ACurrencyOutOfUseIsReadButHeld)
{
    const Entry old = only("<Ntry><Amt Ccy=\"DEM\">5</Amt><CdtDbtInd>CRDT</CdtDbtInd></Ntry>");
    EXPECT_EQ(old.amount.number(), "5.00");
    EXPECT_EQ(hold_reason(old), "DEM is not a currency in use");
}

TEST(Camt, BalancesNeverRefuse)
{
    const auto warnings = [](const std::string& inside) { return read(inside).statements.at(0).warnings; };
    EXPECT_THAT(warnings(balance("OPBD", "x")), ElementsAre(HasSubstr("x is not an amount")));
    EXPECT_THAT(warnings("<Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt>1</Amt></Bal>"),
                ElementsAre(HasSubstr("no currency")));
    EXPECT_THAT(warnings(balance("OPBD", "1") + balance("CLBD", "3") + entry("1")),
                ElementsAre(HasSubstr("does not add up")));
    EXPECT_EQ(read(balance("PRCD", "1") + balance("CLBD", "2") + entry("1")).statements.at(0).adds_up, true);
    EXPECT_EQ(read(balance("PRCD", "9") + balance("OPBD", "1")).statements.at(0).opening, Money(100, eur));
    EXPECT_EQ(read(balance("OPBD", "1", "DBIT") + balance("CLBD", "0") + entry("1")).statements.at(0).adds_up,
              true);
}

TEST(Camt, FaultsNameLineAndElement)
{
    EXPECT_EQ(error_of(entry("1,50")), "4 Ntry/Amt: \"1,50\" is not an amount");
    EXPECT_EQ(error_of("\n" + entry("-1")), "5 Ntry/Amt: \"-1\" is not an amount");
    EXPECT_EQ(error_of(entry("9999999999999999999999")), "4 Ntry/Amt: is too large to be true");
    EXPECT_EQ(error_of("<Ntry><CdtDbtInd>CRDT</CdtDbtInd></Ntry>"), "4 Ntry/Amt: is missing");
    EXPECT_EQ(error_of("<Ntry><Amt Ccy=\"eur\">1</Amt><CdtDbtInd>CRDT</CdtDbtInd></Ntry>"),
              "4 Ntry/Amt: has no currency of three capital letters");
    EXPECT_EQ(error_of("<Ntry><Amt Ccy=\"EUR\">1</Amt></Ntry>"), "4 Ntry/CdtDbtInd: must be CRDT or DBIT");
    EXPECT_EQ(error_of(entry("1", "<BookgDt><Dt>2026-02-30</Dt></BookgDt>")),
              "4 Ntry/BookgDt/Dt: \"2026-02-30\" is not a date");
    EXPECT_EQ(error_of(entry("1", "<ValDt><Dt>23.11.2026</Dt></ValDt>")),
              "4 Ntry/ValDt/Dt: \"23.11.2026\" is not a date");
    std::string many;
    for (int i = 0; i < 120; ++i)
        many += entry("999999999999999");
    EXPECT_THAT(error_of(many), HasSubstr("a sum that is too large to be true"));
}

TEST(Camt, WhatIsXmlButNoStatement)
{
    const auto error = [](const std::string& bytes) {
        const auto file = read_bytes(bytes);
        return file.error ? file.error->element.value_or("-") + ": " + file.error->message : "none";
    };
    EXPECT_THAT(error("<html><body/></html>"), HasSubstr("html: XML, but not a camt message"));
    EXPECT_THAT(error("<Document/>"), HasSubstr("Document: XML, but not a camt message"));
    EXPECT_THAT(error("<Document><CstmrCdtTrfInitn/></Document>"),
                HasSubstr("CstmrCdtTrfInitn: is no statement"));
    EXPECT_THAT(error("<Document><BkToCstmrStmt/></Document>"),
                HasSubstr("BkToCstmrStmt: holds no statement"));
}

TEST(Camt, TheMessageIsKnownByItsNameWhereTheNamespaceIsWrong)
{
    EXPECT_EQ(read_bytes("<Document xmlns='urn:x'><BkToCstmrStmt><Stmt/></BkToCstmrStmt></Document>").format,
              "camt.053");
    EXPECT_EQ(
        read_bytes(
            "<a:Document xmlns:a='urn:iso:std:iso:20022:tech:xsd:camt.053.001.14'><a:BkToCstmrStmt><a:Stmt/>"
            "</a:BkToCstmrStmt></a:Document>")
            .format,
        "camt.053.001.14");
    EXPECT_EQ(
        read_bytes("<Document "
                   "xmlns='urn:iso:std:iso:20022:tech:xsd:camt.053.001.02'><BkToCstmrDbtCdtNtfctn><Ntfctn/>"
                   "</BkToCstmrDbtCdtNtfctn></Document>")
            .format,
        "camt.054");
}

TEST(Camt, AccountAfterTheEntriesIsFoundToo)
{
    const auto file = read_bytes("<Document><BkToCstmrStmt><Stmt>" + entry("1") +
                                 "<Acct><Id><IBAN>X</IBAN></Id></Acct></Stmt></BkToCstmrStmt></Document>");
    EXPECT_EQ(file.statements.at(0).account, "X");
    EXPECT_EQ(file.statements.at(0).currency, eur);
}

TEST(Camt, WarningsAreBounded)
{
    std::string inside;
    for (std::size_t i = 0; i < 2 * warnings_max; ++i)
        inside += entry("1.005");
    const auto warnings = read(inside).statements.at(0).warnings;
    EXPECT_EQ(warnings.size(), warnings_max);
    EXPECT_EQ(warnings.back(), "and " + std::to_string(warnings_max + 1) + " more");
}

TEST(Camt, SummaryKeepsTheTotalsOnly)
{
    const std::string bytes = open_tag + entry("1") + entry("2", "", "DBIT") + close_tag;
    const StatementFile file = read_bytes(bytes, Keep::totals_only);
    const auto text = json_text(file_json("a.xml", file, Keep::totals_only));
    EXPECT_EQ(text,
              R"({"path":"a.xml","format":"camt.053.001.08","encoding":"UTF-8","error":null,"statements":[)"
              R"({"account":"SE4550000000058398257466","currency":"EUR",)"
              R"("opening":null,"closing":null,"adds_up":null,)"
              R"("entry_count":2,"credit_total":100,"debit_total":200,"warnings":[],"entries":null}]})");
}
