#include "http/page_check.h"

#include "base/text.h"
#include "http/page_source.h"

#include <algorithm>
#include <array>

namespace kvitt::http
{
namespace
{

using Kind = Shape::Kind;

// Attributes whose value a browser follows.
constexpr std::array<std::string_view, 12> address_attributes = {
    "href",   "src",     "action", "formaction", "poster",    "data",
    "hx-get", "hx-post", "hx-put", "hx-patch",   "hx-delete", "hx-push-url"};

// Where in the markup a variable stands.
struct Place
{
    bool in_tag = false;
    bool quoted = false;
    std::string attribute; // lower case, if quoted
    std::string before;    // of the attribute's value
};

// `tag` is the markup from '<' to the variable.
Place place_in_tag(std::string_view tag)
{
    Place place{true, false, {}, {}};
    for (std::size_t at = 0; at < tag.size(); ++at)
    {
        if (tag[at] != '"' && tag[at] != '\'')
            continue;
        auto name = tag.substr(0, at);
        name.remove_suffix(!name.empty() && name.back() == '=' ? 1 : 0);
        name.remove_prefix(name.find_last_of(" \t\r\n") + 1);
        const auto close = tag.find(tag[at], at + 1);
        if (close == std::string_view::npos)
            return {true, true, lower_ascii(name), std::string(tag.substr(at + 1))};
        at = close;
    }
    return place;
}

Place place_at(std::string_view source, std::size_t position)
{
    const auto before = source.substr(0, position);
    const auto open = before.rfind('<');
    const auto close = before.rfind('>');
    if (open == std::string_view::npos || (close != std::string_view::npos && close > open))
        return {};
    return place_in_tag(before.substr(open));
}

bool in_element(std::string_view source, std::size_t position, const std::string& element)
{
    const auto before = source.substr(0, position);
    const auto open = before.rfind("<" + element);
    const auto close = before.rfind("</" + element);
    return open != std::string_view::npos && (close == std::string_view::npos || close < open);
}

const Shape* member_of(const Shape& shape, std::string_view name)
{
    for (const auto& [known, member] : shape.members)
        if (known == name)
            return &member;
    return nullptr;
}

class Checker
{
  public:
    Checker(std::string_view page, std::string_view source, const std::vector<Shape>& shapes)
        : page_(page),
          source_(source)
    {
        for (auto shape = shapes.rbegin(); shape != shapes.rend(); ++shape)
            scopes_.push_back(&*shape);
    }

    void check()
    {
        for (const Tag& tag : tags_of(page_, source_))
        {
            if (tag.kind == '#')
                open(tag);
            else if (tag.kind == '^')
                open_inverted(tag);
            else if (tag.kind == '/')
                scopes_.pop_back();
            else if (tag.kind == 0)
                variable(tag);
        }
    }

  private:
    const Shape& find(const std::string& name) const
    {
        if (name == ".")
            return *scopes_.back();
        const auto parts = split(name, '.');
        for (auto scope = scopes_.rbegin(); scope != scopes_.rend(); ++scope)
        {
            const Shape* shape = *scope;
            for (const auto part : parts)
                shape = shape == nullptr ? nullptr : member_of(*shape, part);
            if (shape != nullptr)
                return *shape;
        }
        page_fault(page_, "unknown name {{" + name + "}}");
    }

    void open(const Tag& tag)
    {
        const Shape& shape = find(tag.name);
        if (shape.kind == Kind::text || shape.kind == Kind::url || shape.kind == Kind::html)
            page_fault(page_, "{{#" + tag.name + "}} is always shown: it must be a bool, optional or vector");
        scopes_.push_back(shape.inner.empty() ? &shape : &shape.inner[0]);
    }

    void open_inverted(const Tag& tag)
    {
        const Shape& shape = find(tag.name);
        if (shape.kind != Kind::flag && shape.kind != Kind::optional && shape.kind != Kind::list)
            page_fault(page_, "{{^" + tag.name + "}} is never shown: it must be a bool, optional or vector");
        scopes_.push_back(&nothing_);
    }

    void variable(const Tag& tag) const
    {
        const Shape* shape = &find(tag.name);
        if (shape->kind == Kind::optional)
            shape = &shape->inner[0];
        const Kind kind = shape->kind;
        if (kind != Kind::text && kind != Kind::url && kind != Kind::html)
            page_fault(page_, "{{" + tag.name + "}} cannot be shown as text");
        if (in_element(source_, tag.begin, "script") || in_element(source_, tag.begin, "style"))
            page_fault(page_, "{{" + tag.name + "}} stands in a script or style");
        const Place place = place_at(source_, tag.begin);
        if (place.in_tag)
            attribute(tag, place, kind);
    }

    void attribute(const Tag& tag, const Place& place, Kind kind) const
    {
        if (!place.quoted || kind == Kind::html)
            page_fault(page_, "{{" + tag.name + "}} in a tag must be a quoted attribute's text");
        if (place.attribute.substr(0, 2) == "on" || place.attribute == "style")
            page_fault(page_, "{{" + tag.name + "}} stands in an attribute that runs");
        const bool address = std::find(address_attributes.begin(), address_attributes.end(),
                                       place.attribute) != address_attributes.end();
        const bool fragment = place.before.substr(0, 1) == "#";
        if (address && !fragment && (kind != Kind::url || !place.before.empty()))
            page_fault(page_,
                       "{{" + tag.name + "}} in " + place.attribute + " must be a Url, from its start");
    }

    std::string_view page_;
    std::string_view source_;
    std::vector<const Shape*> scopes_; // innermost last
    Shape nothing_{Kind::flag};
};

} // namespace

void check_page(std::string_view page, std::string_view source, const std::vector<Shape>& shapes)
{
    Checker(page, source, shapes).check();
}

} // namespace kvitt::http
