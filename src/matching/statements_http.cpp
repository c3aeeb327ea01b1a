#include "matching/statements_http.h"

#include "http/spool.h"
#include "matching/statements_json.h"
#include "matching/statements_views.h"
#include "web/context.h"

#include <algorithm>
#include <filesystem>
#include <system_error>

namespace kvitt::matching
{
namespace
{

using http::Method;
using http::Response;
using statements::FileSummary;
using web::Context;

constexpr std::int64_t listed_rows = 50;
constexpr std::int64_t page_rows_max = 200;
constexpr std::int64_t statement_rows = 50;
constexpr std::int64_t entry_rows = 100;
constexpr std::size_t file_name_characters_max = 120;

// A file of an upload, on disk as long as this lives.
struct Upload
{
    std::string name;
    std::shared_ptr<const http::BodyFile> file;
};

Upload spooled(const std::string& folder, std::string name, std::string_view bytes)
{
    std::filesystem::create_directories(folder);
    http::SpoolFile spool(folder);
    spool.write(bytes);
    if (spool.error() != 0)
        throw store::Unavailable("an upload cannot be written: " +
                                 std::generic_category().message(spool.error()));
    return {std::move(name), spool.hand_on()};
}

// The chosen files of the form; a part without name and bytes is a field that was left empty.
std::vector<Upload> uploads_of_form(Context& c, const std::string& folder)
{
    std::vector<Upload> out;
    for (const http::FormFile& file : c.form_fields().files)
        if (file.field == "file" && (!file.name.empty() || !file.bytes.empty()))
            out.push_back(spooled(folder, file.name.empty() ? "file" : file.name, file.bytes));
    if (out.empty())
        throw InvalidFields({{"file", "missing", msg("must be chosen and not be empty")}});
    if (static_cast<std::int64_t>(out.size()) > upload_files_max)
        throw InvalidFields({{"file", "too_many", msg("are too many files at once")}});
    return out;
}

Imported import_upload(Context& c, const std::string& folder, const Upload& upload)
{
    Imported imported = import_file(c.db(), c.author(), {upload.file->path(), upload.name, folder, false});
    imported.path = upload.name; // where the server put it says nothing to the caller
    return imported;
}

std::optional<http::Url> page_of(Read& read, const Imported& imported)
{
    const auto file = imported.sha256 ? statements::try_find_taken(read, *imported.sha256) : std::nullopt;
    return file ? std::optional(http::url("/desk/statements/{}", file->id)) : std::nullopt;
}

struct StatementsQuery
{
    std::optional<Id<statements::File>> before;
};
BOOST_DESCRIBE_STRUCT(StatementsQuery, (), (before))

Response statements_page(Context& c, std::vector<UploadView> results, unsigned status)
{
    StatementsInput input;
    input.may_upload = c.may(access::Capability::desk_statements);
    input.fault = c.fault("file");
    input.results = std::move(results);
    const auto query = c.query<StatementsQuery>();
    input.files =
        c.read([&](Read& read) { return statements::list_files(read, query.before, listed_rows + 1); });
    input.more = static_cast<std::int64_t>(input.files.size()) > listed_rows;
    if (input.more)
        input.files.pop_back();
    return c.page("matching/statements", statements_view(c.render_context(), input), status);
}

Response get_desk_statements(Context& c) { return statements_page(c, {}, 200); }

// Each file by itself: one that is refused does not keep the others out. The same upload again changes
// nothing, as files are known by their hash; so the answer is the page itself, with what came of it.
Response post_desk_statements(Context& c, const std::string& folder)
{
    std::vector<UploadView> results;
    bool any_taken = false;
    for (const Upload& upload : uploads_of_form(c, folder))
    {
        const Imported imported = import_upload(c, folder, upload);
        any_taken = any_taken || imported.result != "refused";
        const auto page = c.read([&](Read& read) { return page_of(read, imported); });
        results.push_back(upload_view(c.render_context(), imported, page));
    }
    return statements_page(c, std::move(results), any_taken ? 200 : 422);
}

struct StatementFileQuery
{
    std::optional<std::int64_t> statement; // number in the file, from 1
    std::optional<Id<statements::StoredEntry>> after;
};
BOOST_DESCRIBE_STRUCT(StatementFileQuery, (), (statement, after))

// The page of statements that holds the number.
std::vector<statements::StatementSummary> statements_around(
    const std::vector<statements::StatementSummary>& all, std::size_t number)
{
    const auto rows = static_cast<std::size_t>(statement_rows);
    const std::size_t first = (number - 1) / rows * rows;
    const std::size_t end = std::min(all.size(), first + rows);
    return {all.begin() + static_cast<std::ptrdiff_t>(first), all.begin() + static_cast<std::ptrdiff_t>(end)};
}

void read_entries(Context& c, Read& read, const StatementFileQuery& query, StatementFileInput& input)
{
    auto entries = statements::list_entries(read, input.shown->id, query.after, entry_rows + 1);
    if (static_cast<std::int64_t>(entries.size()) > entry_rows)
    {
        entries.pop_back();
        input.more_entries = http::url("/desk/statements/{}", input.file.id)
                                 .with("statement", input.shown->number)
                                 .with("after", entries.back().id.text());
    }
    input.sees_receipts = c.may(access::Capability::view_receipts);
    for (const auto& entry : entries)
        input.entries.push_back({entry, payments::try_find_by_entry(read, entry.id.value())});
}

Response get_desk_statement_file(Context& c)
{
    const auto id = c.param_as<Id<statements::File>>("id");
    const auto query = c.query<StatementFileQuery>();
    StatementFileInput input;
    c.read([&](Read& read) {
        input.file = statements::find_file(read, id);
        input.may_undo = c.may(access::Capability::desk_money);
        input.undoing = statements::undoing_of(read, id);
        if (input.undoing.asked_at)
            input.to_undo = statements::count_placed(read, id, input.undoing.after);
        const auto all = statements::list_statements(read, id);
        const auto count = static_cast<std::int64_t>(all.size());
        const std::int64_t number = query.statement.value_or(1);
        if (query.statement && (number < 1 || number > count))
            throw InvalidFields(
                {{"statement", "invalid", msg("is not the number of a statement in this file")}});
        if (all.empty())
            return;
        input.statements = statements_around(all, static_cast<std::size_t>(number));
        input.shown = all[static_cast<std::size_t>(number - 1)];
        if (input.statements.back().number < count)
            input.more_statements =
                http::url("/desk/statements/{}", id).with("statement", input.statements.back().number + 1);
        read_entries(c, read, query, input);
    });
    return c.page("matching/statement_file", statement_file_view(c.render_context(), input));
}

struct StatementsApiQuery
{
    std::optional<Id<statements::File>> cursor;
    std::optional<std::int64_t> limit;
};
BOOST_DESCRIBE_STRUCT(StatementsApiQuery, (), (cursor, limit))

Response get_statements(Context& c)
{
    const auto query = c.query<StatementsApiQuery>();
    const std::int64_t rows = query.limit.value_or(listed_rows);
    if (rows < 1 || rows > page_rows_max)
        throw InvalidFields({{"limit", "invalid", msg("must be 1 to 200")}});
    auto files = c.read([&](Read& read) { return statements::list_files(read, query.cursor, rows + 1); });
    StatementFilesJson out;
    if (static_cast<std::int64_t>(files.size()) > rows)
    {
        files.pop_back();
        out.next_cursor = files.back().id;
    }
    for (const FileSummary& file : files)
        out.statements.push_back(statement_file_json(file));
    return http::json_response(kvitt::to_json(out));
}

// The body is the file, or a form with one or several.
std::vector<Upload> uploads_of_api(Context& c, const std::string& folder)
{
    const http::Request& request = c.request();
    if (request.content_type() == "multipart/form-data")
        return uploads_of_form(c, folder);
    const std::string name(request.query.find("name").value_or(""));
    const std::string harmless = http::harmless_file_name(name, file_name_characters_max);
    return {spooled(folder, harmless.empty() ? "upload" : harmless, request.body_view())};
}

// Written under the caller's key, so that the same request again is told what came of it the first time. A
// key that was used with another file is refused before anything is imported.
struct Begun
{
    bool begun = true;
};
BOOST_DESCRIBE_STRUCT(Begun, (), (begun))

Response post_statements(Context& c, const std::string& folder)
{
    c.write([](Tx&) { return Begun{}; });
    ImportedFiles imported;
    for (const Upload& upload : uploads_of_api(c, folder))
        imported.files.push_back(to_json(import_upload(c, folder, upload)));
    if (all_refused(imported))
        return http::problem_response(refused_problem(imported, c.request().path, c.request().request_id),
                                      422);
    imported = c.write([&](Tx&) { return imported; });
    return c.changed(imported.files.size() == 1 ? imported.files.front() : kvitt::to_json(imported),
                     http::url("/desk/statements"));
}

} // namespace

web::Routes statement_routes(const std::string& files_folder)
{
    using access::Capability;
    const auto upload = [files_folder](Context& c) { return post_desk_statements(c, files_folder); };
    const auto api_upload = [files_folder](Context& c) { return post_statements(c, files_folder); };
    return {
        {Method::get, "/desk/statements", Capability::desk_read, get_desk_statements,
         "Statement files, and the upload."},
        {Method::post, "/desk/statements", Capability::desk_statements, upload, "Imports statement files.",
         get_desk_statements, statement_upload_bytes_max},
        {Method::get, "/desk/statements/{id}", Capability::desk_read, get_desk_statement_file,
         "One statement file and what became of its entries."},
        {Method::get, "/api/v1/statements", Capability::desk_statements, get_statements,
         "Statement files, newest first."},
        {Method::post,
         "/api/v1/statements",
         Capability::desk_statements,
         api_upload,
         "Imports a statement file: the body itself, or multipart/form-data with parts named `file`.",
         {},
         statement_upload_bytes_max},
    };
}

} // namespace kvitt::matching
