#include "statements/files.h"

#include "base/secret.h"
#include "statements/keys.h"
#include "statements/staging.h"
#include "store/files.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <thread>

using namespace kvitt;
using namespace kvitt::statements;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

namespace
{

namespace fs = std::filesystem;
const Author bank = author_of(ActorKind::bank);
constexpr const char* our_account = "SE4550000000058398257466";

struct Line
{
    std::string amount;
    std::string text = "pay";
    std::string day = "2026-11-23";
    std::string bank_ref = "";
    std::string direction = "CRDT";
    std::string status = "BOOK";
    std::string inside = "";
};

std::string xml(const Line& line)
{
    std::string out = "<Ntry><Amt Ccy=\"SEK\">" + line.amount + "</Amt><CdtDbtInd>" + line.direction +
                      "</CdtDbtInd><Sts>" + line.status + "</Sts><BookgDt><Dt>" + line.day +
                      "</Dt></BookgDt>";
    if (!line.bank_ref.empty())
        out += "<AcctSvcrRef>" + line.bank_ref + "</AcctSvcrRef>";
    if (line.inside.empty())
        return out + "<NtryDtls><TxDtls><RmtInf><Ustrd>" + line.text +
               "</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>\n";
    return out + line.inside + "</Ntry>\n";
}

std::string balance(const std::string& type, const std::string& amount, const std::string& day)
{
    return "<Bal><Tp><CdOrPrtry><Cd>" + type + "</Cd></CdOrPrtry></Tp><Amt Ccy=\"SEK\">" + amount +
           "</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>" + day + "</Dt></Dt></Bal>";
}

std::string statement(const std::string& id, const std::vector<Line>& lines, const std::string& more = "",
                      const std::string& account = our_account)
{
    std::string out =
        "<Stmt><Id>" + id + "</Id><Acct><Id><IBAN>" + account + "</IBAN></Id><Ccy>SEK</Ccy></Acct>" + more;
    for (const Line& line : lines)
        out += xml(line);
    return out + "</Stmt>";
}

std::string file(const std::string& statements, const std::string& header = "")
{
    return "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\"><BkToCstmrStmt><GrpHdr>" +
           header + "</GrpHdr>" + statements + "</BkToCstmrStmt></Document>";
}

class Files : public testing::Test
{
  protected:
    Files()
        : folder_(fs::temp_directory_path() / ("kvitt-files-" + random_token(9))),
          db_(Db::open_for_test())
    {
        fs::create_directories(folder_);
    }
    ~Files() override { fs::remove_all(folder_); }

    std::string write(const std::string& bytes)
    {
        const auto path = folder_ / (sha256_hex(bytes) + ".xml");
        std::ofstream(path, std::ios::binary) << bytes;
        return path.string();
    }
    TakeInput input(const std::string& bytes, bool dry_run = false)
    {
        return {write(bytes), "may.xml", (folder_ / "files").string(), dry_run,
                [](const std::string& key) { return key == our_account; }};
    }
    Taken take_bytes(const std::string& bytes, bool dry_run = false)
    {
        return take(*db_, bank, input(bytes, dry_run));
    }
    Checked checked(const std::string& bytes)
    {
        Checked out = check_file(write(bytes), [](const std::string&) { return true; });
        out.sha256 = sha256_hex(bytes);
        return out;
    }
    std::vector<WaitingEntry> waiting(Id<File> id)
    {
        return db_->read([&](Read& read) { return list_waiting(read, id, 1000); });
    }
    std::vector<std::string> warnings(Id<File> id, std::size_t at = 0)
    {
        return from_json<std::vector<std::string>>(
            db_->read([&](Read& read) { return list_statements(read, id); }).at(at).warnings);
    }
    std::int64_t count(const std::string& table)
    {
        static const Sql files("test::files", "SELECT count(*) FROM statements_files");
        static const Sql entries("test::entries", "SELECT count(*) FROM statements_entries");
        return db_->read(
            [&](Read& read) { return read.value<std::int64_t>(table == "files" ? files : entries); });
    }

    fs::path folder_;
    std::unique_ptr<Db> db_;
};

} // namespace

TEST_F(Files, TakenOnceAndKnownAgain)
{
    const std::string bytes =
        file(statement("1", {{"10.00", "a"}, {"20.00", "b"}, {"5.00", "c", "2026-11-23", "", "DBIT"}}));
    const Taken first = take_bytes(bytes);
    EXPECT_EQ(first.result, TakeResult::taken);
    EXPECT_EQ(first.sha256, sha256_hex(bytes));
    EXPECT_EQ(first.entries, 3);
    EXPECT_EQ(first.new_entries, 3);
    EXPECT_EQ(first.known, 0);
    EXPECT_TRUE(fs::exists(kept_path((folder_ / "files").string(), *first.sha256)));
    const auto entries = waiting(*first.file);
    ASSERT_EQ(entries.size(), 3U);
    EXPECT_EQ(entries[0].amount.text(), "10.00 SEK");
    EXPECT_EQ(entries[0].remittance, "a");
    EXPECT_EQ(entries[0].account, our_account);
    EXPECT_EQ(entries[2].amount.text(), "-5.00 SEK");

    const Taken again = take_bytes(bytes);
    EXPECT_EQ(again.result, TakeResult::already_known);
    EXPECT_EQ(again.file, first.file);
    EXPECT_EQ(again.new_entries, 0);
    EXPECT_EQ(count("files"), 1);
    EXPECT_EQ(count("entries"), 3);
}

TEST_F(Files, EntriesWaitUntilTheyArePlaced)
{
    const Taken taken = take_bytes(file(statement("1", {{"10.00"}, {"20.00"}})));
    const auto unplaced = [&] { return db_->read([](Read& read) { return list_unplaced(read); }); };
    EXPECT_THAT(unplaced(), ElementsAre(*taken.file));
    const auto entries = waiting(*taken.file);
    db_->write(bank, [&](Tx& tx) { mark_placed(tx, *taken.file, entries.at(0).id, 1); });
    ASSERT_EQ(waiting(*taken.file).size(), 1u);
    EXPECT_EQ(waiting(*taken.file).at(0).id, entries.at(1).id);
    db_->write(bank, [&](Tx& tx) { mark_placed(tx, *taken.file, entries.at(1).id, 1); });
    EXPECT_THAT(waiting(*taken.file), IsEmpty());
    db_->write(bank, [&](Tx& tx) { finish_placing(tx, *taken.file); });
    EXPECT_THAT(unplaced(), IsEmpty());
}

TEST_F(Files, AnEntryIsPlacedOnceOnly)
{
    const Taken taken = take_bytes(file(statement("1", {{"10.00"}})));
    const auto id = waiting(*taken.file).at(0).id;
    db_->write(bank, [&](Tx& tx) { mark_placed(tx, *taken.file, id, 1); });
    EXPECT_THROW(db_->write(bank, [&](Tx& tx) { mark_placed(tx, *taken.file, id, 1); }), Bug);
}

TEST_F(Files, OnlyBookedNewEntriesOfOurAccountsWait)
{
    const Taken taken =
        take_bytes(file(statement("1", {{"10.00"}, {"20.00", "p", "2026-11-23", "", "CRDT", "PDNG"}}) +
                        statement("2", {{"30.00"}}, "", "SE99 1111")));
    EXPECT_EQ(taken.statements, 2);
    EXPECT_EQ(taken.entries, 3);
    const auto entries = waiting(*taken.file);
    ASSERT_EQ(entries.size(), 1U);
    EXPECT_EQ(entries[0].amount.number(), "10.00");
}

TEST_F(Files, OfABatchThePaymentsWait)
{
    const std::string parts =
        "<NtryDtls><TxDtls><Amt Ccy=\"SEK\">4.00</Amt><RmtInf><Ustrd>x</Ustrd></RmtInf></TxDtls>"
        "<TxDtls><Amt Ccy=\"SEK\">6.00</Amt><RmtInf><Ustrd>y</Ustrd></RmtInf></TxDtls></NtryDtls>";
    const Line batch{"10.00", "", "2026-11-23", "B1", "CRDT", "BOOK", parts};
    const Taken taken = take_bytes(file(statement("1", {batch, {"1.00"}})));
    EXPECT_EQ(taken.entries, 2);
    const auto entries = waiting(*taken.file);
    ASSERT_EQ(entries.size(), 3U);
    EXPECT_EQ(entries[1].amount.number(), "6.00");
    EXPECT_EQ(entries[1].remittance, "y");
    const Taken later = take_bytes(file(statement("2", {batch})));
    EXPECT_EQ(later.known, 1);
    EXPECT_THAT(waiting(*later.file), IsEmpty());
}

TEST_F(Files, HeldEntriesWaitWithTheirReason)
{
    const Taken taken = take_bytes(file(statement("1", {{"1.005"}})));
    EXPECT_THAT(waiting(*taken.file).at(0).held.value_or(""), HasSubstr("more decimals"));
}

TEST_F(Files, OverlappingFilesBringNoMoneyTwice)
{
    take_bytes(file(statement("day", {{"10.00", "a"}, {"20.00", "b"}})));
    const Taken week = take_bytes(file(statement("week", {{"20.00", "b"}, {"10.00", "a"}, {"30.00", "c"}})));
    EXPECT_EQ(week.entries, 3);
    EXPECT_EQ(week.known, 2);
    EXPECT_EQ(week.new_entries, 1);
    const auto entries = waiting(*week.file);
    ASSERT_EQ(entries.size(), 1U);
    EXPECT_EQ(entries[0].remittance, "c");
}

TEST_F(Files, EqualEntriesOfOneStatementAreAllKept)
{
    const std::vector<Line> twice{{"10.00"}, {"10.00"}};
    EXPECT_EQ(take_bytes(file(statement("1", twice))).new_entries, 2);
    EXPECT_EQ(take_bytes(file(statement("2", twice))).known, 2);
    const Taken thrice = take_bytes(file(statement("3", {{"10.00"}, {"10.00"}, {"10.00"}})));
    EXPECT_EQ(thrice.known, 2);
    EXPECT_EQ(thrice.new_entries, 1);
    EXPECT_EQ(take_bytes(file(statement("4", {{"10.00"}, {"10.00"}, {"10.00"}}) + " ")).known, 3);
}

TEST_F(Files, WhatTellsEntriesApart)
{
    const auto known_after = [&](const Line& first, const Line& second) {
        const std::string id = random_token(6);
        take_bytes(file(statement(id + "a", {first})));
        return take_bytes(file(statement(id + "b", {second}))).known;
    };
    EXPECT_EQ(known_after({"1.00", "t", "2026-01-01", "NONREF"}, {"1.00", " T ", "2026-01-01", ""}), 1);
    EXPECT_EQ(known_after({"2.00", "t", "2026-01-01", "R1"}, {"2.00", "t", "2026-01-01", "R2"}), 0);
    EXPECT_EQ(known_after({"3.00", "t", "2026-01-01"}, {"3.00", "t", "2026-01-02"}), 0);
    EXPECT_EQ(known_after({"4.00", "t"}, {"4.00", "u"}), 0);
    EXPECT_EQ(known_after({"5.00", "t"}, {"5.00", "t", "2026-11-23", "", "DBIT"}), 0); // its correction
    EXPECT_EQ(known_after({"6.00", "t", "2026-11-23", "", "CRDT", "PDNG"}, {"6.00", "t"}), 0);
}

TEST_F(Files, TheSameStatementTwiceInOneFileCountsOnce)
{
    const std::string one = statement("1", {{"10.00"}, {"10.00"}});
    const Taken taken = take_bytes(file(one + one));
    EXPECT_EQ(taken.entries, 4);
    EXPECT_EQ(taken.known, 2);
    EXPECT_EQ(take_bytes(file(one + one + one), true).known, 6);
}

TEST_F(Files, PagesOfOneStatementDoNotOverlap)
{
    const auto page = [&](const std::string& number) {
        return take_bytes(
            file(statement("1", {{"10.00"}}), "<MsgPgntn><PgNb>" + number + "</PgNb></MsgPgntn>"));
    };
    EXPECT_EQ(page("1").new_entries, 1);
    EXPECT_EQ(page("2").new_entries, 1);
    EXPECT_EQ(take_bytes(file(statement("2", {{"10.00"}, {"10.00"}}))).known, 2);
}

TEST_F(Files, ADryRunCountsAndChangesNothing)
{
    take_bytes(file(statement("1", {{"10.00"}})));
    const Taken dry = take_bytes(file(statement("2", {{"10.00"}, {"10.00"}, {"20.00"}})), true);
    EXPECT_EQ(dry.result, TakeResult::taken);
    EXPECT_EQ(dry.known, 1);
    EXPECT_EQ(dry.new_entries, 2);
    EXPECT_FALSE(dry.file);
    EXPECT_EQ(count("files"), 1);
    EXPECT_FALSE(fs::exists(kept_path((folder_ / "files").string(), *dry.sha256)));
}

TEST_F(Files, ARefusedFileIsRecordedWithItsReasonAndNothingElse)
{
    const std::string cut = file(statement("1", {{"10.00"}})).substr(0, 200);
    const Taken refused = take_bytes(cut);
    EXPECT_EQ(refused.result, TakeResult::refused);
    ASSERT_TRUE(refused.error);
    EXPECT_EQ(refused.error->line, 1);
    EXPECT_EQ(count("entries"), 0);
    const auto files = db_->read([](Read& read) { return list_files(read, {}, 10); });
    ASSERT_EQ(files.size(), 1U);
    EXPECT_EQ(files[0].state, FileState::refused);
    EXPECT_EQ(files[0].error_message, refused.error->message);
    EXPECT_FALSE(fs::exists(kept_path((folder_ / "files").string(), *refused.sha256)));
    EXPECT_EQ(take_bytes(cut).result, TakeResult::refused);
    EXPECT_TRUE(fs::is_empty(folder_ / "files" / "statements"));
}

TEST_F(Files, FilesThatAreNoneOfOurs)
{
    EXPECT_THAT(take_bytes(file(statement("1", {{"1.00"}}, "", "DE00 1"))).error->message,
                HasSubstr("none of its accounts is a receiving account here: DE00 1"));
    EXPECT_THAT(take_bytes("<Document><BkToCstmrDbtCdtNtfctn><Ntfctn/></BkToCstmrDbtCdtNtfctn></Document>")
                    .error->message,
                HasSubstr("camt.054 is read, but not imported"));
    TakeInput missing = input("");
    missing.path = (folder_ / "nothing.xml").string();
    EXPECT_THAT(take(*db_, bank, missing).error->message, HasSubstr("cannot be read"));
    missing.path = folder_.string();
    EXPECT_THAT(take(*db_, bank, missing).error->message, HasSubstr("cannot be read"));
}

TEST_F(Files, StagedRowsAreSeenByNobody)
{
    const std::string bytes = file(statement("1", {{"10.00"}}));
    const auto staged = stage(*db_, bank, checked(bytes), write(bytes));
    ASSERT_TRUE(staged);
    EXPECT_THAT(waiting(staged->file), IsEmpty());
    db_->read([&](Read& read) {
        EXPECT_THAT(list_files(read, {}, 10), IsEmpty());
        EXPECT_THAT(list_unplaced(read), IsEmpty());
        EXPECT_FALSE(try_find_taken(read, sha256_hex(bytes)));
        EXPECT_THROW(find_file(read, staged->file), Refused);
    });
    // As after a crash: the same file again begins anew and cleans up.
    const Taken taken = take_bytes(bytes);
    EXPECT_EQ(taken.result, TakeResult::taken);
    EXPECT_EQ(taken.new_entries, 1);
    EXPECT_EQ(count("files"), 1);
    EXPECT_EQ(count("entries"), 1);
}

TEST_F(Files, WhatCrashesLeftBehindIsDropped)
{
    const std::string bytes = file(statement("1", std::vector<Line>(450, Line{"10.00"})));
    const auto staged = stage(*db_, bank, checked(bytes), write(bytes));
    EXPECT_EQ(drop_abandoned(*db_, machine_now() - std::chrono::hours(1)), 0);
    EXPECT_EQ(drop_abandoned(*db_, machine_now() + std::chrono::hours(1)), 1);
    EXPECT_EQ(count("entries"), 0);
    EXPECT_EQ(count("files"), 0);
    Staged lost = *staged;
    EXPECT_EQ(db_->write(bank, [&](Tx& tx) { return publish(tx, lost, false); }), Published::lost);
}

TEST_F(Files, TheSweepTakesBytesThatNoRowNames)
{
    const std::string folder = (folder_ / "files").string();
    const Taken taken = take_bytes(file(statement("1", {{"10.00"}})));
    const std::string staged_bytes = file(statement("2", {{"20.00"}}));
    ASSERT_TRUE(stage(*db_, bank, checked(staged_bytes), write(staged_bytes)));
    const auto keep = [&](const std::string& bytes) {
        auto kept = store::IncomingFile::write(bytes, folder + "/statements");
        kept.keep();
        return kept_path(folder, kept.sha256());
    };
    const std::string of_staged = keep(staged_bytes);
    const std::string orphan = keep("a crash came before the row");
    const Instant later = machine_now() + std::chrono::hours(1);

    EXPECT_EQ(sweep_files(*db_, folder, machine_now() - std::chrono::hours(1)), 0); // all are young
    EXPECT_EQ(sweep_files(*db_, folder, later), 1);
    EXPECT_FALSE(fs::exists(orphan));
    EXPECT_TRUE(fs::exists(of_staged));
    EXPECT_EQ(drop_abandoned(*db_, later), 1);
    EXPECT_EQ(sweep_files(*db_, folder, later), 1); // its rows are gone
    EXPECT_FALSE(fs::exists(of_staged));
    EXPECT_TRUE(fs::exists(kept_path(folder, *taken.sha256)));
}

TEST_F(Files, OverlappingFilesStagedAtOnceAreComparedBeforeTheSecondIsTaken)
{
    for (const std::size_t size : {std::size_t{3}, 2 * stage_rows_max})
    {
        std::vector<Line> lines;
        for (std::size_t i = 0; i < size; ++i)
            lines.push_back({"10.00", std::to_string(size) + "-" + std::to_string(i)});
        const std::string one = file(statement("1", lines));
        lines.push_back({"99.00", "new " + std::to_string(size)});
        const std::string two = file(statement("2", lines));
        auto first = stage(*db_, bank, checked(one), write(one));
        auto second = stage(*db_, bank, checked(two), write(two));
        EXPECT_EQ(second->known, 0); // nothing was taken when it was staged
        const auto publish_one = [&](Staged& staged) {
            return db_->write(bank, [&](Tx& tx) { return publish(tx, staged, false); });
        };
        EXPECT_EQ(publish_one(*first), Published::taken);
        Published published = publish_one(*second);
        EXPECT_EQ(published, size > stage_rows_max ? Published::compare_first : Published::taken);
        if (published == Published::compare_first)
        {
            compare_again(*db_, bank, *second);
            EXPECT_EQ(publish_one(*second), Published::taken);
        }
        EXPECT_EQ(second->known, static_cast<std::int64_t>(size));
        EXPECT_EQ(waiting(second->file).size(), 1U);
        EXPECT_EQ(db_->read([&](Read& read) { return find_file(read, second->file).known_count; }),
                  second->known);
    }
}

TEST_F(Files, ManyImportsOfTheSameFileAtOnceTakeItOnce)
{
    std::vector<Line> lines;
    for (int i = 0; i < 500; ++i)
        lines.push_back({"10.00", std::to_string(i)});
    const std::string bytes = file(statement("1", lines));
    const TakeInput one = input(bytes);
    std::vector<Taken> results(4);
    std::vector<std::thread> threads;
    for (Taken& result : results)
        threads.emplace_back([&] { result = take(*db_, bank, one); });
    for (auto& thread : threads)
        thread.join();
    const auto taken = std::count_if(results.begin(), results.end(), [](const Taken& one_result) {
        return one_result.result == TakeResult::taken;
    });
    EXPECT_EQ(taken, 1);
    for (const Taken& result : results)
        EXPECT_NE(result.result, TakeResult::refused);
    EXPECT_EQ(count("entries"), 500);
    EXPECT_EQ(count("files"), 1);
}

TEST_F(Files, AGapInTheChainIsAWarning)
{
    const auto day = [&](const std::string& id, const std::string& sequence, const std::string& date,
                         const std::string& opening, const std::string& closing) {
        return take_bytes(
            file(statement(id, {},
                           "<ElctrncSeqNb>" + sequence + "</ElctrncSeqNb>" + balance("OPBD", opening, date) +
                               balance("CLBD", closing, date))));
    };
    const auto only_own = [&](const Taken& taken) {
        std::vector<std::string> found;
        for (const auto& warning : warnings(*taken.file))
            if (warning.find("does not add up") == std::string::npos)
                found.push_back(warning);
        return found;
    };
    EXPECT_THAT(only_own(day("1", "1", "2026-11-20", "0", "10")), IsEmpty());
    EXPECT_THAT(only_own(day("2", "2", "2026-11-21", "10", "15")), IsEmpty());
    EXPECT_THAT(
        only_own(day("3", "5", "2026-11-24", "40", "50")),
        ElementsAre(
            HasSubstr("opens with 40.00 SEK, but the statement before it (until 2026-11-21) closed with "
                      "15.00 SEK"),
            HasSubstr("numbers 3 to 4")));
    EXPECT_THAT(only_own(day("4", "6", "2026-11-25", "50", "50")), IsEmpty());
}

TEST_F(Files, BytesAreKeptUnderTheirHash)
{
    const std::string bytes = file(statement("1", {{"10.00"}}));
    const Taken taken = take_bytes(bytes);
    std::ifstream kept(kept_path((folder_ / "files").string(), *taken.sha256), std::ios::binary);
    EXPECT_EQ(std::string(std::istreambuf_iterator<char>(kept), {}), bytes);
}

TEST_F(Files, ManyEqualEntriesDoNotHurt)
{
    const std::vector<Line> lines(1000, Line{"10.00"});
    EXPECT_EQ(take_bytes(file(statement("1", lines))).new_entries, 1000);
    EXPECT_EQ(take_bytes(file(statement("2", lines))).known, 1000);
}
