#include "base/json.h"

#include "base/text.h"

#include <boost/json.hpp>

namespace kvitt
{

json::value parse_json(std::string_view text)
{
    json::error_code error;
    json::parse_options options;
    options.max_depth = json_depth_max;
    json::value value = json::parse(json::string_view(text.data(), text.size()), error, {}, options);
    if (error)
        throw InvalidFields({{"", "malformed_json", "not valid JSON: " + error.message()}});
    return value;
}

std::string json_text(const json::value& value) { return json::serialize(value); }

namespace
{

void pretty(std::string& out, const json::value& value, const std::string& indent)
{
    const std::string deeper = indent + "  ";
    if (const auto* object = value.if_object(); object != nullptr && !object->empty())
    {
        const char* comma = "{\n";
        for (const auto& member : *object)
        {
            out.append(comma).append(deeper).append(json::serialize(json::value(member.key()))).append(": ");
            pretty(out, member.value(), deeper);
            comma = ",\n";
        }
        out.append("\n").append(indent).append("}");
        return;
    }
    if (const auto* array = value.if_array(); array != nullptr && !array->empty())
    {
        const char* comma = "[\n";
        for (const auto& item : *array)
        {
            out.append(comma).append(deeper);
            pretty(out, item, deeper);
            comma = ",\n";
        }
        out.append("\n").append(indent).append("]");
        return;
    }
    out.append(json::serialize(value));
}

} // namespace

std::string json_pretty(const json::value& value)
{
    std::string out;
    pretty(out, value, "");
    return out + "\n";
}

json::value to_json(bool value) { return json::value(value); }
json::value to_json(std::int64_t value) { return json::value(value); }
json::value to_json(int value) { return json::value(std::int64_t{value}); }
json::value to_json(const std::string& value) { return json::value(json::string_view(value)); }
json::value to_json(const char* value) { return json::value(json::string_view(value)); }
json::value to_json(const json::value& value) { return value; }
json::value to_json(const Money& value)
{
    return json::object{{"amount", value.minor()}, {"currency", value.currency().text()}};
}
json::value to_json(const Currency& value) { return to_json(value.text()); }
json::value to_json(const BasisPoints& value) { return to_json(value.value); }
json::value to_json(const Date& value) { return to_json(value.text()); }
json::value to_json(const Instant& value) { return to_json(value.text()); }

namespace detail
{

json::value make_array(std::vector<json::value> values)
{
    json::array out;
    out.reserve(values.size());
    for (auto& value : values)
        out.push_back(std::move(value));
    return out;
}

ObjectBuilder::ObjectBuilder() : value_(json::object_kind) {}

void ObjectBuilder::add(std::string_view name, json::value value)
{
    value_.get_object().emplace(json::string_view(name.data(), name.size()), std::move(value));
}

json::value ObjectBuilder::take() { return std::move(value_); }

} // namespace detail

JsonReader::Step::Step(JsonReader& r, std::string_view name) : reader(r), size(r.path_.size())
{
    reader.path_.push_back('/');
    for (const char c : name) // RFC 6901
        c == '~'   ? reader.path_.append("~0")
        : c == '/' ? reader.path_.append("~1")
                   : reader.path_.append(1, c);
}

JsonReader::Step::~Step() { reader.path_.resize(size); }

void JsonReader::fault(const char* code, const std::string& message)
{
    errors_.push_back({path_, code, message});
}

bool JsonReader::expect_object(const json::value& from, const std::vector<std::string_view>& known)
{
    const auto* object = from.if_object();
    if (object == nullptr)
    {
        fault("object", "must be an object");
        return false;
    }
    for (const auto& member : *object)
    {
        const std::string_view name(member.key().data(), member.key().size());
        if (std::find(known.begin(), known.end(), name) == known.end())
        {
            const Step step(*this, name);
            fault("unknown", "is not known here");
        }
    }
    return true;
}

const json::value* JsonReader::find(const json::value& from, std::string_view name, bool optional)
{
    const json::value* found = from.get_object().if_contains(json::string_view(name.data(), name.size()));
    if (found == nullptr && !optional)
    {
        const Step step(*this, name);
        fault("required", "is required");
    }
    return found;
}

void JsonReader::text_value(const json::value& from, const std::function<void(std::string_view)>& take)
{
    const auto* text = from.if_string();
    if (text == nullptr)
        return fault("string", "must be a string");
    try
    {
        take(std::string_view(text->data(), text->size()));
    }
    catch (const Invalid& invalid)
    {
        fault("invalid", invalid.what());
    }
}

void JsonReader::each_item(const json::value& from, const std::function<void(const json::value&)>& take)
{
    const auto* array = from.if_array();
    if (array == nullptr)
        return fault("array", "must be an array");
    for (std::size_t i = 0; i < array->size(); ++i)
    {
        const Step step(*this, std::to_string(i));
        take((*array)[i]);
    }
}

void JsonReader::each_member(const json::value& from,
                             const std::function<void(std::string_view, const json::value&)>& take)
{
    const auto* object = from.if_object();
    if (object == nullptr)
        return fault("object", "must be an object");
    for (const auto& member : *object)
    {
        const std::string_view name(member.key().data(), member.key().size());
        const Step step(*this, name);
        take(name, member.value());
    }
}

void JsonReader::read(const json::value& from, bool& to)
{
    if (const auto* value = from.if_bool())
        to = *value;
    else
        fault("boolean", "must be true or false");
}

void JsonReader::read(const json::value& from, std::int64_t& to)
{
    if (const auto* value = from.if_int64())
        to = *value;
    else
        fault("integer", "must be a whole number");
}

void JsonReader::read(const json::value& from, std::string& to)
{
    text_value(from, [&](std::string_view text) {
        if (!is_storable_text(text))
            throw Invalid("must not contain a NUL character");
        to = std::string(text);
    });
}

namespace
{
struct MoneyFields
{
    std::int64_t amount = 0;
    Currency currency;
};
BOOST_DESCRIBE_STRUCT(MoneyFields, (), (amount, currency))
} // namespace

void JsonReader::read(const json::value& from, Money& to)
{
    MoneyFields fields;
    read(from, fields);
    to = Money(fields.amount, fields.currency);
}

void JsonReader::read(const json::value& from, Currency& to)
{
    text_value(from, [&](std::string_view text) { to = Currency::parse(text); });
}

void JsonReader::read(const json::value& from, BasisPoints& to) { read(from, to.value); }

void JsonReader::read(const json::value& from, Date& to)
{
    text_value(from, [&](std::string_view text) { to = Date::parse(text); });
}

void JsonReader::read(const json::value& from, Instant& to)
{
    text_value(from, [&](std::string_view text) { to = Instant::parse(text); });
}

} // namespace kvitt
