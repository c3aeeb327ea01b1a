// The statements that the product's source names, found as text: what the program itself does not know of, no
// test of the program can miss.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace kvitt::plans
{

struct NamedStatement
{
    std::string name; // empty where the source gives no literal
    std::string file;
    std::int64_t line = 0;

    std::string where() const { return file + ":" + std::to_string(line); }
};

// Of every .cpp and .h below the folder that is no test.
std::vector<NamedStatement> statements_of_source(const std::filesystem::path& folder);
// Of one file's text.
std::vector<NamedStatement> statements_of_text(const std::string& file, const std::string& text);

} // namespace kvitt::plans
