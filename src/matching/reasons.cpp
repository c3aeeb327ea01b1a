#include "matching/reasons.h"

namespace kvitt::matching
{
namespace
{

std::vector<std::string> texts_of(const json::value& stored)
{
    std::vector<std::string> out;
    if (const auto* items = stored.if_array())
        for (const json::value& item : *items)
            if (const auto* text = item.if_string())
                out.emplace_back(text->data(), text->size());
    return out;
}

} // namespace

std::vector<Reason> reasons_of(const json::value& stored)
{
    std::vector<Reason> out;
    for (const std::string& text : texts_of(stored))
        if (const auto reason = enum_parse<Reason>(text))
            out.push_back(*reason);
    return out;
}

std::vector<std::string> candidates_of(const json::value& stored)
{
    std::vector<std::string> out;
    for (std::string& text : texts_of(stored))
        if (orders::OrderNumber::is_valid(text))
            out.push_back(std::move(text));
    return out;
}

} // namespace kvitt::matching
