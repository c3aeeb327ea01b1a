#include "http/page_source.h"

#include "base/text.h"

#include <set>

namespace kvitt::http
{
namespace
{

std::string with_partials(const PagesOptions& options, const std::string& name, std::size_t depth)
{
    if (depth > partial_depth_max)
        page_fault(name, "partials are nested too deeply");
    const std::string text = options.load(name);
    std::string out;
    std::size_t from = 0;
    for (const Tag& tag : tags_of(name, text))
    {
        if (tag.kind != '>')
            continue;
        out.append(text, from, tag.begin - from);
        out.append(with_partials(options, tag.name, depth + 1));
        from = tag.end;
    }
    return out.append(text, from);
}

// Replaces each {{#name}}content{{/name}} by `made(content)`; the content has no sections.
template <class Made>
std::string replaced(std::string_view page, const std::string& text, const std::string& name, Made made)
{
    std::string out;
    std::size_t from = 0;
    const auto tags = tags_of(page, text);
    for (std::size_t i = 0; i < tags.size(); ++i)
    {
        if (tags[i].kind != '#' || tags[i].name != name)
            continue;
        const Tag& open = tags[i];
        while (++i < tags.size() && tags[i].kind == 0)
            ;
        if (i == tags.size() || tags[i].kind != '/' || tags[i].name != name)
            page_fault(page, "{{#" + name + "}} must hold text and variables only");
        out.append(text, from, open.begin - from);
        out.append(made(std::string_view(text).substr(open.end, tags[i].begin - open.end)));
        from = tags[i].end;
    }
    return out.append(text, from);
}

std::set<std::string> variables(std::string_view page, std::string_view message)
{
    std::set<std::string> names;
    for (const Tag& tag : tags_of(page, message))
        names.insert(tag.kind == 0 ? tag.name : std::string(1, tag.kind) + tag.name);
    return names;
}

std::string translated(const PagesOptions& options, Language language, std::string_view page,
                       std::string_view content)
{
    const std::string message = squeezed(content);
    std::string text = options.translate(language, message);
    if (variables(page, message) != variables(page, text))
        page_fault(page, "the translation of '" + message + "' uses other names");
    // A translator's text stands in markup: it may not bring markup of its own.
    for (const char mark : {'<', '"'})
        if (text.find(mark) != std::string::npos && message.find(mark) == std::string::npos)
            page_fault(page, "the translation of '" + message + "' has markup that the message has not");
    return text;
}

// Line by line without indentation and empty lines: the engine walks every blank as a node of its own.
std::string without_indentation(const std::string& text)
{
    if (text.find("<pre") != std::string::npos || text.find("<textarea") != std::string::npos)
        return text;
    std::string out;
    for (const auto line : split(text, '\n'))
        if (const auto bare = trimmed(line); !bare.empty())
            out.append(bare).append("\n");
    return out;
}

} // namespace

void page_fault(std::string_view page, const std::string& fault)
{
    throw Bug("page " + std::string(page) + ": " + fault);
}

std::vector<Tag> tags_of(std::string_view page, std::string_view text)
{
    constexpr std::string_view kinds = "#^/>!";
    std::vector<Tag> tags;
    for (auto at = text.find("{{"); at != std::string_view::npos; at = text.find("{{", tags.back().end))
    {
        const auto close = text.find("}}", at);
        if (close == std::string_view::npos)
            page_fault(page, "a tag is not closed: " + std::string(text.substr(at, 20)));
        auto name = trimmed(text.substr(at + 2, close - at - 2));
        if (name.empty() || name[0] == '{' || name[0] == '&' || name[0] == '=')
            page_fault(page, "a tag of a refused kind: " + std::string(text.substr(at, close - at + 2)));
        Tag tag;
        if (kinds.find(name[0]) != std::string_view::npos)
        {
            tag.kind = name[0];
            name = trimmed(name.substr(1));
        }
        tag.name = std::string(name);
        tag.begin = at;
        tag.end = close + 2;
        tags.push_back(std::move(tag));
    }
    return tags;
}

std::string page_source(const PagesOptions& options, Language language, const std::string& name)
{
    std::string text = with_partials(options, name, 0);
    text = replaced(name, text, "asset",
                    [&](std::string_view asset) { return options.asset_url(trimmed(asset)); });
    text = replaced(name, text, "_",
                    [&](std::string_view content) { return translated(options, language, name, content); });
    return without_indentation(text);
}

std::vector<std::string> page_messages(const PagesOptions& options, const std::string& name)
{
    std::vector<std::string> messages;
    replaced(name, with_partials(options, name, 0), "_", [&](std::string_view content) {
        messages.push_back(squeezed(content));
        return std::string();
    });
    return messages;
}

} // namespace kvitt::http
