// What the pages of statement files show: the upload and what came of it, the list, one file with its
// statements and what became of each entry. Pure.
#pragma once

#include "matching/import.h"
#include "matching/receipts_views.h"
#include "matching/undo_views.h"
#include "statements/files.h"
#include "web/parts.h"

namespace kvitt::matching
{

// Files in one upload; a form has other parts besides.
inline constexpr std::int64_t upload_files_max = 15;
// Numbers of orders told for one uploaded file.
inline constexpr std::size_t activated_shown_max = 20;

struct UploadFormView
{
    std::string hint;
    std::optional<std::string> fault;
};
BOOST_DESCRIBE_STRUCT(UploadFormView, (), (hint, fault))

UploadFormView upload_form(http::Language language);

// Where a file could not be read.
struct FileFaultView
{
    std::optional<std::string> line;
    std::optional<std::string> element;
    std::string message;
};
BOOST_DESCRIBE_STRUCT(FileFaultView, (), (line, element, message))

// Where entries of a file went: "placed 12".
struct OutcomeView
{
    std::string word;
    std::string count;
};
BOOST_DESCRIBE_STRUCT(OutcomeView, (), (word, count))

// What came of one uploaded file.
struct UploadView
{
    std::string name;
    orders::StateView state;
    std::string text;
    std::optional<FileFaultView> fault;
    std::vector<OutcomeView> outcomes;
    bool any_outcomes = false;
    std::vector<web::ActionView> activated;
    bool any_activated = false;
    std::optional<http::Url> url;
};
BOOST_DESCRIBE_STRUCT(UploadView, (),
                      (name, state, text, fault, outcomes, any_outcomes, activated, any_activated, url))

UploadView upload_view(const http::RenderContext& context, const Imported& imported,
                       const std::optional<http::Url>& page);

struct FileRowView
{
    http::Url url;
    std::string name;
    orders::StateView state;
    std::optional<FileFaultView> fault;
    std::string text;
    std::string who;
    std::string when;
};
BOOST_DESCRIBE_STRUCT(FileRowView, (), (url, name, state, fault, text, who, when))

FileRowView file_row(const http::RenderContext& context, const statements::FileSummary& file);

struct StatementsView
{
    bool may_upload = false;
    UploadFormView upload;
    bool any_results = false;
    std::vector<UploadView> results;
    bool any = false;
    std::vector<FileRowView> files;
    web::EmptyView empty;
    std::optional<web::PagerView> pager;
};
BOOST_DESCRIBE_STRUCT(StatementsView, (),
                      (may_upload, upload, any_results, results, any, files, empty, pager))

struct StatementsInput
{
    bool may_upload = false;
    std::optional<std::string> fault; // of the upload
    std::vector<UploadView> results;
    std::vector<statements::FileSummary> files;
    bool more = false; // there are older ones
};
StatementsView statements_view(const http::RenderContext& context, const StatementsInput& input);

// One statement of a file.
struct StatementRowView
{
    http::Url url;
    std::string account;
    std::string period;
    std::string entries;
    std::optional<Money> opening;
    std::optional<Money> closing;
    orders::StateView sum; // whether it adds up
    std::vector<std::string> warnings;
    bool any_warnings = false;
    bool current = false;
};
BOOST_DESCRIBE_STRUCT(StatementRowView, (),
                      (url, account, period, entries, opening, closing, sum, warnings, any_warnings, current))

struct EntryRowView
{
    std::string line;
    std::optional<std::string> day;
    std::optional<Money> amount; // nothing where it cannot be told
    std::vector<LineView> lines;
    std::optional<std::string> counterparty;
    orders::StateView state;
    std::string why;
    std::optional<http::Url> receipt;
};
BOOST_DESCRIBE_STRUCT(EntryRowView, (), (line, day, amount, lines, counterparty, state, why, receipt))

struct StatementFileView
{
    std::string name;
    orders::StateView state;
    std::string text;
    std::optional<FileFaultView> fault;
    std::optional<UndoStateView> undoing;
    std::optional<http::Url> undo; // where it may be undone
    std::vector<web::FactView> facts;
    bool any_statements = false;
    std::vector<StatementRowView> statements;
    std::optional<web::PagerView> statements_pager;
    std::optional<std::string> shown; // account and period of the statement whose entries follow
    bool any_entries = false;
    std::vector<EntryRowView> entries;
    std::optional<web::PagerView> entries_pager;
    std::optional<http::Url> entries_csv;
};
BOOST_DESCRIBE_STRUCT(StatementFileView, (),
                      (name, state, text, fault, undoing, undo, facts, any_statements, statements,
                       statements_pager, shown, any_entries, entries, entries_pager, entries_csv))

// An entry with the receipt it became.
struct EntryFacts
{
    statements::EntrySummary entry;
    std::optional<payments::Receipt> receipt;
};

struct StatementFileInput
{
    statements::FileSummary file;
    std::vector<statements::StatementSummary> statements; // of this page
    std::optional<statements::StatementSummary> shown;
    std::vector<EntryFacts> entries;
    bool sees_receipts = false; // else no links to them
    statements::Undoing undoing;
    std::int64_t to_undo = 0; // entries
    bool may_undo = false;
    std::optional<http::Url> more_statements;
    std::optional<http::Url> more_entries;
};
StatementFileView statement_file_view(const http::RenderContext& context, const StatementFileInput& input);

} // namespace kvitt::matching
