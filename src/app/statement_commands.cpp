#include "app/statement_commands.h"

#include "matching/import.h"

#include <boost/json.hpp>

#include <cstdio>
#include <filesystem>

namespace kvitt::app
{
namespace
{

constexpr std::size_t piece_bytes = 256 * 1024;

std::string absolute(const Session& session, const std::string& file)
{
    return (std::filesystem::path(session.console.folder) / file).lexically_normal().string();
}

statements::StatementFile unreadable_file()
{
    statements::StatementFile file;
    file.error = statements::FileError{std::nullopt, std::nullopt, "The file cannot be read."};
    return file;
}

statements::StatementFile read_from(const std::string& path, statements::Keep keep)
{
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rbe"), std::fclose);
    if (!file || std::filesystem::is_directory(path))
        return unreadable_file();
    std::string piece(piece_bytes, '\0');
    auto read = statements::read_file(
        [&] { return std::string_view(piece.data(), std::fread(piece.data(), 1, piece.size(), file.get())); },
        keep);
    return std::ferror(file.get()) != 0 ? unreadable_file() : read;
}

std::string amount_text(std::int64_t minor, const std::optional<Currency>& currency)
{
    return currency ? Money(minor, *currency).text() : std::to_string(minor);
}

void print_read(std::ostream& out, const std::string& path, const statements::StatementFile& file)
{
    out << path << ": ";
    if (file.error)
        out << "not readable: " << file.error->message
            << (file.error->line ? " (line " + std::to_string(*file.error->line) + ")" : "") << "\n";
    else
        out << file.format.value_or("?") << ", " << file.statements.size() << " statements\n";
    for (const statements::Statement& one : file.statements)
    {
        const std::string sum = !one.adds_up   ? "not known whether it adds up"
                                : *one.adds_up ? "adds up"
                                               : "does not add up";
        out << "  " << one.account << ": " << one.entry_count << " entries, in "
            << amount_text(one.credit_total, one.currency) << ", out "
            << amount_text(one.debit_total, one.currency) << ", " << sum << "\n";
        for (const std::string& warning : one.warnings)
            out << "    " << warning << "\n";
    }
}

void print_imported(std::ostream& out, const matching::Imported& file)
{
    out << file.path << ": " << file.result;
    if (file.error)
        out << ": " << file.error->message
            << (file.error->line ? " (line " + std::to_string(*file.error->line) + ")" : "")
            << (file.error->element ? " (" + *file.error->element + ")" : "");
    else
        out << ": " << file.statements << " statements, " << file.entries << " entries, " << file.new_
            << " new; " << file.allocated << " allocated, " << file.part_paid << " part paid, " << file.credit
            << " credit, " << file.suggested << " suggested, " << file.held << " held, " << file.unmatched
            << " unmatched";
    out << "\n";
    for (const std::string& number : file.activated)
        out << "  active: " << number << "\n";
}

// {"files": [...]} piece by piece, since a file's entries may be many.
class FileList
{
  public:
    explicit FileList(std::ostream& out) : out_(out) { out_ << "{\"files\":["; }
    ~FileList() { out_ << "]}\n"; }
    FileList(const FileList&) = delete;
    FileList& operator=(const FileList&) = delete;
    void add(const json::value& file)
    {
        out_ << (first_ ? "" : ",") << json_text(file);
        first_ = false;
    }

  private:
    std::ostream& out_;
    bool first_ = true;
};

} // namespace

int run_read_statement(Session& session, const Options& options)
{
    const auto keep =
        options.json && !options.summary ? statements::Keep::entries : statements::Keep::totals_only;
    std::optional<FileList> list;
    if (options.json)
        list.emplace(session.console.out);
    int exit_code = exit_done;
    for (const std::string& path : options.files)
    {
        const auto file = read_from(absolute(session, path), keep);
        if (list)
            list->add(statements::file_json(path, file, keep));
        else
            print_read(session.console.out, path, file);
        exit_code = file.error ? exit_no : exit_code;
    }
    return exit_code;
}

int run_import_statement(Session& session, const Options& options)
{
    const Author author = author_of(ActorKind::bank);
    std::optional<FileList> list;
    if (options.json)
        list.emplace(session.console.out);
    int exit_code = exit_done;
    for (const std::string& path : options.files)
    {
        const std::string name = std::filesystem::path(path).filename().string();
        auto imported = matching::import_file(
            *session.db, author,
            {absolute(session, path), name, session.configuration.files_folder(), options.dry_run});
        imported.path = path;
        if (list)
            list->add(to_json(imported));
        else
            print_imported(session.console.out, imported);
        exit_code = imported.error ? exit_no : exit_code;
    }
    return exit_code;
}

} // namespace kvitt::app
