#include "base/error.h"

namespace kvitt
{

std::string with_facts(std::string_view message, const Facts& facts)
{
    std::string out(message);
    for (const auto& [name, value] : facts)
    {
        const std::string mark = "{" + name + "}";
        for (auto at = out.find(mark); at != std::string::npos; at = out.find(mark, at + value.size()))
            out.replace(at, mark.size(), value);
    }
    return out;
}

Refused::Refused(const Refusal& refusal, Facts facts)
    : refusal_(&refusal),
      facts_(std::move(facts)),
      text_(std::string(refusal.code) + ": " + with_facts(refusal.message, facts_))
{}

void assertion_failed(const char* condition, const char* file, int line)
{
    throw Bug(std::string(file) + ":" + std::to_string(line) + ": not true: " + condition);
}

} // namespace kvitt
