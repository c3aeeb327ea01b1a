// Pages: mustache templates beside the rooms (pages/ROOM/FILE.html), filled from described view structs.
// Escaped always, but for `Html`; an unknown name, a raw tag or an address that is not a `Url` is an error,
// never an empty place. Translations and partials are put in when a template is loaded, not when it is shown.
#pragma once

#include "base/date.h"
#include "base/fields.h"
#include "base/money.h"
#include "base/text_value.h"
#include "http/html.h"
#include "http/language.h"
#include "http/url.h"

#include <concepts>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <typeindex>
#include <utility>
#include <vector>

namespace kvitt::http
{

// In whose language and in which zone values are told.
struct RenderContext
{
    Language language = Language::en;
    TimeZone zone = TimeZone::utc();
};

// How each kind of value is told on a page. A room adds a kind by an overload in its type's namespace.
inline std::string page_text(const RenderContext&, const std::string& value) { return value; }
inline std::string page_text(const RenderContext&, std::same_as<std::int64_t> auto value)
{
    return std::to_string(value); // as it is: numbers of things; grouped ones come from http/locale.h
}
inline std::string page_text(const RenderContext&, std::same_as<int> auto value)
{
    return std::to_string(value);
}
std::string page_text(const RenderContext& context, const Money& value);
std::string page_text(const RenderContext& context, const BasisPoints& value);
std::string page_text(const RenderContext& context, const Date& value);
std::string page_text(const RenderContext& context, const Instant& value);
inline std::string page_text(const RenderContext&, const TextValue auto& value) { return value.text(); }
template <DescribedEnum E> std::string page_text(const RenderContext&, const E& value)
{
    return enum_text(value);
}

template <class T>
concept PageText = !std::same_as<T, bool> && requires(const RenderContext& context, const T& value) {
    { page_text(context, value) } -> std::same_as<std::string>;
};

// What names a template may use with a type of view, so that a page is checked whole, also the parts not
// shown.
struct Shape
{
    enum class Kind
    {
        text,
        url,
        html,
        flag,     // {{#name}} and {{^name}}
        optional, // the same, with its value inside
        list,
        object,
    };
    Kind kind = Kind::text;
    std::vector<std::pair<std::string, Shape>> members = {}; // of an object
    std::vector<Shape> inner = {};                           // of a list or optional: one
};

namespace detail
{

template <class T> struct Type
{};

inline Shape shape_of(Type<bool>) { return {Shape::Kind::flag}; }
inline Shape shape_of(Type<Url>) { return {Shape::Kind::url}; }
inline Shape shape_of(Type<Html>) { return {Shape::Kind::html}; }
template <PageText T> Shape shape_of(Type<T>) { return {Shape::Kind::text}; }
template <class T> Shape shape_of(Type<std::optional<T>>);
template <class T> Shape shape_of(Type<std::vector<T>>);
template <Described T> Shape shape_of(Type<T>)
{
    Shape shape{Shape::Kind::object};
    const T sample{};
    each_field(sample, [&]<class F>(std::string_view name, const F&) {
        shape.members.emplace_back(std::string(name), shape_of(Type<F>{}));
    });
    return shape;
}
template <class T> Shape shape_of(Type<std::optional<T>>)
{
    return {Shape::Kind::optional, {}, {shape_of(Type<T>{})}};
}
template <class T> Shape shape_of(Type<std::vector<T>>)
{
    return {Shape::Kind::list, {}, {shape_of(Type<T>{})}};
}

// Turns one view into what the template engine reads.
class ViewBuilder
{
  public:
    explicit ViewBuilder(const RenderContext& context);
    ~ViewBuilder();
    ViewBuilder(ViewBuilder&& other) noexcept;

    void add(std::string_view name, const bool& value);
    void add(std::string_view name, const Url& value);
    void add(std::string_view name, const Html& value);
    template <PageText T> void add(std::string_view name, const T& value)
    {
        text(name, page_text(context_, value));
    }
    template <class T> void add(std::string_view name, const std::optional<T>& value)
    {
        if (value)
            add(name, *value);
        else
            add(name, false);
    }
    template <class T> void add(std::string_view name, const std::vector<T>& values)
    {
        begin_list(name, values.size());
        for (const T& value : values)
            add({}, value);
        end();
    }
    template <Described T> void add(std::string_view name, const T& object)
    {
        begin_object(name);
        add_members(object);
        end();
    }
    template <Described T> void add_members(const T& object)
    {
        each_field(object, [&](std::string_view name, const auto& field) { add(name, field); });
    }

    struct Tree;
    const Tree& tree() const { return *tree_; }

  private:
    void text(std::string_view name, const std::string& value);
    void begin_object(std::string_view name);
    void begin_list(std::string_view name, std::size_t size);
    void end();
    const RenderContext& context_;
    std::unique_ptr<Tree> tree_;
};

struct View
{
    std::type_index type;
    Shape (*shape)();
    ViewBuilder values;
};

template <Described T> View view_of(const RenderContext& context, const T& object)
{
    View view{typeid(T), [] { return shape_of(Type<T>{}); }, ViewBuilder(context)};
    view.values.add_members(object);
    return view;
}

} // namespace detail

struct PagesOptions
{
    std::vector<std::string> names;                           // "orders/show"
    std::function<std::string(const std::string& name)> load; // the template's text
    std::function<std::string(Language, std::string_view message)> translate;
    std::function<std::string(std::string_view name)> asset_url;
    bool reload = false; // read each time: a changed page needs no restart
};

// Those inside the program.
PagesOptions embedded_pages();
// src/ROOM/pages/FILE.html below that folder, read again at each use.
PagesOptions pages_on_disk(const std::string& source_folder);

// Besides mustache's variables, sections and comments a template may hold
//   {{> room/file}}                          another template
//   {{#_}}Message with {{name}}{{/_}}        its translation, which must use the same names
//   {{#asset}}kvitt.css{{/asset}}            the address of an asset
// Names are looked up in the view, then in the layout. A list's or optional's own value is {{.}}.
class Pages
{
  public:
    // Loads all; throws Bug, naming page and fault, for a template that is not sound in every language.
    explicit Pages(PagesOptions options);
    ~Pages();
    Pages(const Pages&) = delete;
    Pages& operator=(const Pages&) = delete;

    // Throws Bug for an unknown page, or one that uses a name that view and layout do not have.
    template <Described V>
    std::string render(const RenderContext& context, std::string_view name, const V& view) const
    {
        std::vector<detail::View> views;
        views.push_back(detail::view_of(context, view));
        return render_views(context.language, name, views);
    }
    template <Described V, Described L> std::string render(const RenderContext& context,
                                                           std::string_view name, const V& view,
                                                           const L& layout) const
    {
        std::vector<detail::View> views;
        views.push_back(detail::view_of(context, view));
        views.push_back(detail::view_of(context, layout));
        return render_views(context.language, name, views);
    }
    const std::vector<std::string>& names() const;

  private:
    struct Loaded;
    std::string render_views(Language language, std::string_view name,
                             const std::vector<detail::View>& views) const;
    std::unique_ptr<Loaded> loaded_;
};

} // namespace kvitt::http
