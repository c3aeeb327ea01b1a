// JSON from and to described structs (base/fields.h). Reading reports every fault with its path, never
// guesses: a wrong type, a fraction for an integer, an unknown member or enumerator is an error; an absent or
// null optional is nothing. Money is {"amount": minor units, "currency": "SEK"} (product.md, JSON API).
#pragma once

#include "base/date.h"
#include "base/fields.h"
#include "base/id.h"
#include "base/money.h"
#include "base/text_value.h"

#include <boost/json/value.hpp>

#include <functional>
#include <map>

namespace kvitt
{

namespace json = boost::json;

// Nesting deeper than this is refused.
inline constexpr std::size_t json_depth_max = 16;

// Throws InvalidFields with one error at path "" for text that is not JSON (RFC 8259).
json::value parse_json(std::string_view text);
std::string json_text(const json::value& value);
// The same with line breaks and indentation, for files a person edits.
std::string json_pretty(const json::value& value);

json::value to_json(bool value);
json::value to_json(std::int64_t value);
json::value to_json(int value);
json::value to_json(const std::string& value);
json::value to_json(const char* value); // else a literal would be taken for a bool
json::value to_json(const json::value& value);
json::value to_json(const Money& value);
json::value to_json(const Currency& value);
json::value to_json(const BasisPoints& value);
json::value to_json(const Date& value);
json::value to_json(const Instant& value);

// Identifiers, and every other type made from text.
json::value to_json(const TextValue auto& value) { return to_json(std::string(value.text())); }
template <DescribedEnum E> json::value to_json(const E& value) { return to_json(enum_text(value)); }
template <class T> json::value to_json(const std::optional<T>& value);
template <class T> json::value to_json(const std::vector<T>& values);
template <class T> json::value to_json(const std::map<std::string, T>& values);
template <Described T> json::value to_json(const T& object);

namespace detail
{
json::value make_array(std::vector<json::value> values);
class ObjectBuilder
{
  public:
    ObjectBuilder();
    void add(std::string_view name, json::value value);
    json::value take();

  private:
    json::value value_;
};
} // namespace detail

template <class T> json::value to_json(const std::optional<T>& value)
{
    return value ? to_json(*value) : json::value(nullptr);
}

template <class T> json::value to_json(const std::vector<T>& values)
{
    std::vector<json::value> items;
    items.reserve(values.size());
    for (const auto& value : values)
        items.push_back(to_json(value));
    return detail::make_array(std::move(items));
}

template <class T> json::value to_json(const std::map<std::string, T>& values)
{
    detail::ObjectBuilder out;
    for (const auto& [name, value] : values)
        out.add(name, to_json(value));
    return out.take();
}

template <Described T> json::value to_json(const T& object)
{
    detail::ObjectBuilder out;
    each_field(object, [&](std::string_view name, const auto& field) { out.add(name, to_json(field)); });
    return out.take();
}

// Collects the faults of one document.
class JsonReader
{
  public:
    explicit JsonReader(std::vector<FieldError>& errors) : errors_(errors) {}

    void read(const json::value& from, bool& to);
    void read(const json::value& from, std::int64_t& to);
    void read(const json::value& from, std::string& to);
    void read(const json::value& from, json::value& to) { to = from; }
    void read(const json::value& from, Money& to);
    void read(const json::value& from, Currency& to);
    void read(const json::value& from, BasisPoints& to);
    void read(const json::value& from, Date& to);
    void read(const json::value& from, Instant& to);

    template <TextValue T> void read(const json::value& from, T& to)
    {
        text_value(from, [&](std::string_view text) { to = T::parse(text); });
    }
    template <DescribedEnum E> void read(const json::value& from, E& to)
    {
        text_value(from, [&](std::string_view text) {
            const auto found = enum_parse<E>(text);
            if (!found)
                throw Invalid("not one of the known values");
            to = *found;
        });
    }
    template <class T> void read(const json::value& from, std::optional<T>& to)
    {
        if (from.is_null())
            to.reset();
        else
            read(from, to.emplace());
    }
    template <class T> void read(const json::value& from, std::vector<T>& to)
    {
        each_item(from, [&](const json::value& item) { read(item, to.emplace_back()); });
    }
    template <class T> void read(const json::value& from, std::map<std::string, T>& to)
    {
        each_member(
            from, [&](std::string_view name, const json::value& item) { read(item, to[std::string(name)]); });
    }
    template <Described T> void read(const json::value& from, T& to)
    {
        if (!expect_object(from, field_names<T>()))
            return;
        each_field(to, [&](std::string_view name, auto& field) { member(from, name, field); });
    }

  private:
    template <class T> void member(const json::value& from, std::string_view name, T& to)
    {
        const json::value* found = find(from, name, is_optional(to));
        if (found == nullptr)
            return;
        const Step step(*this, name);
        read(*found, to);
    }
    template <class T> static constexpr bool is_optional(const std::optional<T>&) { return true; }
    template <class T> static constexpr bool is_optional(const std::vector<T>&) { return true; }
    template <class T> static constexpr bool is_optional(const std::map<std::string, T>&) { return true; }
    template <class T> static constexpr bool is_optional(const T&) { return false; }

    struct Step
    {
        Step(JsonReader& reader, std::string_view name);
        ~Step();
        Step(const Step&) = delete;
        Step& operator=(const Step&) = delete;
        JsonReader& reader;
        std::size_t size;
    };

    void fault(const char* code, const std::string& message);
    bool expect_object(const json::value& from, const std::vector<std::string_view>& known);
    const json::value* find(const json::value& from, std::string_view name, bool optional);
    void text_value(const json::value& from, const std::function<void(std::string_view)>& take);
    void each_item(const json::value& from, const std::function<void(const json::value&)>& take);
    void each_member(const json::value& from,
                     const std::function<void(std::string_view, const json::value&)>& take);

    std::vector<FieldError>& errors_;
    std::string path_;
};

// Reads a whole document; throws InvalidFields with every fault and its JSON pointer.
template <class T> T from_json(const json::value& value)
{
    std::vector<FieldError> errors;
    T out{};
    JsonReader(errors).read(value, out);
    if (!errors.empty())
        throw InvalidFields(std::move(errors));
    return out;
}

} // namespace kvitt
