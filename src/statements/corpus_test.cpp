// Bank files by others (../shared/corpus/statements), against what their own tests say of them.
#include "base/text.h"
#include "statements/statements.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

using namespace kvitt;
using namespace kvitt::statements;

namespace
{

const std::filesystem::path corpus = KVITT_CORPUS;

std::string bytes_of(const std::filesystem::path& path)
{
    std::ifstream in(path, std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

using Row = std::map<std::string, std::string>;

std::vector<Row> rows_of(const char* name)
{
    std::vector<Row> rows;
    std::istringstream in(bytes_of(corpus / name));
    std::string line;
    std::getline(in, line);
    const std::string head = line;
    const auto names = split(head, '\t');
    while (std::getline(in, line))
    {
        const auto values = split(line, '\t');
        Row& row = rows.emplace_back();
        for (std::size_t at = 0; at < std::min(names.size(), values.size()); ++at)
            row[std::string(names[at])] = values[at];
    }
    return rows;
}

bool is_camt053(const Row& row) { return row.at("path").rfind("camt053/", 0) == 0; }

std::string number(std::int64_t minor, const std::optional<Currency>& currency)
{
    return Money(minor, currency.value_or(Currency::parse("EUR"))).number();
}

struct Totals
{
    std::int64_t entries = 0;
    std::string credit = "0.00";
    std::string debit = "0.00";
    std::string opening;
    std::string closing;
};

Totals totals_of(const StatementFile& file)
{
    Totals out;
    std::int64_t credit = 0;
    std::int64_t debit = 0;
    for (const Statement& statement : file.statements)
    {
        out.entries += statement.entry_count;
        credit += statement.credit_total;
        debit += statement.debit_total;
        out.credit = number(credit, statement.currency);
        out.debit = number(debit, statement.currency);
    }
    if (!file.statements.empty() && file.statements.front().opening)
        out.opening = file.statements.front().opening->number();
    if (!file.statements.empty() && file.statements.back().closing)
        out.closing = file.statements.back().closing->number();
    return out;
}

// Where we differ from a count that nobody stated, and why.
const std::map<std::string, std::string> other_debits{
    // One of its entries is in EUR in a statement in USD; the count adds them, money does not mix.
    {"camt053/newinnovations+camt053/example-camt053-b.xml", "41.00"},
};

// What the corpus says of one column beside what we read; a batch's details joined as the corpus joins them.
void expect_text(const Row& row, const char* column, const std::optional<std::string>& ours)
{
    EXPECT_EQ(ours.value_or(""), row.at(column)) << row.at("path") << " " << row.at("n") << " " << column;
}

class Corpus : public testing::Test
{
  protected:
    void SetUp() override
    {
        if (!std::filesystem::exists(corpus))
            GTEST_SKIP() << "the sample files are not here: " << corpus;
    }
};

} // namespace

TEST_F(Corpus, EveryFileOfCamt053)
{
    int files = 0;
    for (const Row& row : rows_of("expected.tsv"))
    {
        if (!is_camt053(row))
            continue;
        const std::string& path = row.at("path");
        const StatementFile file = read_bytes(bytes_of(corpus / path));
        ++files;
        if (row.at("notes").find("must be refused") != std::string::npos)
        {
            EXPECT_TRUE(file.error) << path;
            continue;
        }
        ASSERT_FALSE(file.error) << path << ": " << file.error->message;
        const Totals ours = totals_of(file);
        const auto other = other_debits.find(path);
        EXPECT_EQ(std::to_string(ours.entries), row.at("entries")) << path;
        EXPECT_EQ(ours.credit, row.at("credit_total")) << path;
        EXPECT_EQ(ours.debit, other == other_debits.end() ? row.at("debit_total") : other->second) << path;
        EXPECT_EQ(ours.opening, row.at("opening")) << path;
        EXPECT_EQ(ours.closing, row.at("closing")) << path;
        EXPECT_EQ(file.format, row.at("notes").substr(row.at("notes").find("ns camt") + 3, 15)) << path;
        const bool wrong = row.at("notes").find("do not add up") != std::string::npos;
        EXPECT_EQ(wrong, std::any_of(file.statements.begin(), file.statements.end(),
                                     [](const Statement& statement) { return statement.adds_up == false; }))
            << path;
    }
    EXPECT_EQ(files, 17);
}

TEST_F(Corpus, EveryStatedEntryOfCamt053)
{
    int entries = 0;
    for (const Row& row : rows_of("expected_entries.tsv"))
    {
        if (!is_camt053(row))
            continue;
        const StatementFile file = read_bytes(bytes_of(corpus / row.at("path")));
        ASSERT_FALSE(file.error);
        // The source lists only the last statement of this file, and looks for the payer of a debit only.
        const bool differs = row.at("path").find("multi.statement") != std::string::npos;
        const Statement& statement = differs ? file.statements.back() : file.statements.front();
        const Entry& entry = statement.entries.at(std::stoul(row.at("n")) - 1);
        ++entries;
        EXPECT_EQ(entry.amount, [&] {
            const std::string& text = row.at("amount");
            return Money::parse(text, Currency::parse(row.at("currency")));
        }()) << row.at("path");
        EXPECT_EQ(entry.value_date ? entry.value_date->text() : "", row.at("value_date"));
        EXPECT_EQ(entry.booking_date ? entry.booking_date->text() : "", row.at("booking_date"));
        expect_text(row, "e2e_or_customer_ref", entry.end_to_end_id);
        expect_text(row, "bank_ref", entry.bank_ref);
        expect_text(row, "creditor_ref", entry.creditor_ref);
        expect_text(row, "remittance", entry.remittance);
        if (differs)
            continue;
        expect_text(row, "counterparty", entry.counterparty);
        expect_text(row, "counterparty_account", entry.counterparty_account);
    }
    EXPECT_EQ(entries, 9);
}

// The other camt messages share the reader; the counts must agree with theirs as well.
TEST_F(Corpus, EveryFileOfCamt052And054)
{
    int files = 0;
    for (const Row& row : rows_of("expected.tsv"))
    {
        if (row.at("path").rfind("camt05", 0) != 0 || is_camt053(row))
            continue;
        const StatementFile file = read_bytes(bytes_of(corpus / row.at("path")));
        ASSERT_FALSE(file.error) << row.at("path") << ": " << file.error->message;
        const Totals ours = totals_of(file);
        EXPECT_EQ(std::to_string(ours.entries), row.at("entries")) << row.at("path");
        EXPECT_EQ(ours.credit, row.at("credit_total")) << row.at("path");
        EXPECT_EQ(ours.debit, row.at("debit_total")) << row.at("path");
        ++files;
    }
    EXPECT_EQ(files, 25);
}
