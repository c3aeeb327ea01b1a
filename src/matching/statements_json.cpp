#include "matching/statements_json.h"

#include <algorithm>

namespace kvitt::matching
{
namespace
{

constexpr const char* refused_type = "urn:kvitt:problem:statement_refused";

bool is_refused(const json::value& file) { return file.as_object().at("result") == "refused"; }

std::string detail_of(const json::object& error)
{
    std::string out(error.at("message").as_string());
    if (const auto* element = error.at("element").if_string())
        out = std::string(*element) + ": " + out;
    if (const auto* line = error.at("line").if_int64())
        out = "Line " + std::to_string(*line) + ", " + out;
    return out;
}

} // namespace

StatementFileJson statement_file_json(const statements::FileSummary& file)
{
    StatementFileJson out{file.id,          file.name,     file.sha256,          file.state,
                          file.format,      file.bytes,    file.statement_count, file.entry_count,
                          file.known_count, file.taken_at, file.actor_name,      std::nullopt};
    if (file.error_message)
        out.error = ImportError{file.error_line, file.error_element, *file.error_message};
    return out;
}

bool all_refused(const ImportedFiles& imported)
{
    return std::all_of(imported.files.begin(), imported.files.end(), is_refused);
}

json::value refused_problem(const ImportedFiles& imported, const std::string& path,
                            const std::string& request_id)
{
    const json::object& error = imported.files.front().as_object().at("error").as_object();
    return json::object{{"type", refused_type},
                        {"title", "Statement refused"},
                        {"status", 422},
                        {"detail", detail_of(error)},
                        {"instance", path},
                        {"request_id", request_id},
                        {"line", error.at("line")},
                        {"element", error.at("element")},
                        {"message", error.at("message")},
                        {"files", kvitt::to_json(imported.files)}};
}

} // namespace kvitt::matching
