#include "plans/source.h"

#include <algorithm>
#include <fstream>
#include <regex>
#include <sstream>

namespace kvitt::plans
{
namespace
{

// What is said about Sql where it is declared, and the inserts that Tx composes of a row's fields: these have
// no text in the source and read nothing.
bool is_engine_room(const std::string& file)
{
    return file.ends_with("store/sql.h") || file.ends_with("store/sql.cpp") || file.ends_with("store/db.cpp");
}

} // namespace

std::vector<NamedStatement> statements_of_text(const std::string& file, const std::string& text)
{
    // `Sql name("room::function"`, `Sql{...}`, `new Sql(`: whatever makes one.
    static const std::regex made(R"re(\bSql(\s+\w+)?\s*[({]\s*("([^"]*)")?)re");
    std::vector<NamedStatement> found;
    for (std::sregex_iterator at(text.begin(), text.end(), made), end; at != end; ++at)
    {
        const bool has_variable = (*at)[1].matched;
        if (!has_variable && is_engine_room(file))
            continue;
        const auto before = text.begin() + at->position();
        found.push_back({(*at)[3].str(), file, 1 + std::count(text.begin(), before, '\n')});
    }
    return found;
}

std::vector<NamedStatement> statements_of_source(const std::filesystem::path& folder)
{
    std::vector<NamedStatement> found;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
    {
        const std::string file = entry.path().string();
        if (file.ends_with("_test.cpp") || !(file.ends_with(".cpp") || file.ends_with(".h")))
            continue;
        std::ostringstream text;
        text << std::ifstream(entry.path()).rdbuf();
        const auto shown = "src" / std::filesystem::relative(entry.path(), folder);
        for (NamedStatement& one : statements_of_text(shown.string(), text.str()))
            found.push_back(std::move(one));
    }
    std::sort(found.begin(), found.end(), [](const NamedStatement& a, const NamedStatement& b) {
        return std::pair(a.file, a.line) < std::pair(b.file, b.line);
    });
    return found;
}

} // namespace kvitt::plans
