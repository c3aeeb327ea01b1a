#include "http/form.h"

#include "base/text.h"
#include "http/locale.h"
#include "http/media.h"

#include <algorithm>
#include <charconv>

namespace kvitt::http
{
namespace
{

void add_field(Form& form, std::string name, std::optional<std::string> value, const FormLimits& limits)
{
    require(form.fields.items().size() + form.errors.size() < limits.fields_max, form_too_large);
    require(name.size() <= limits.field_name_bytes_max, form_too_large);
    if (!value)
        form.errors.push_back({std::move(name), "not_text", "is not readable text"});
    else
    {
        require(value->size() <= limits.field_value_bytes_max, form_too_large);
        form.fields.add(std::move(name), std::move(*value));
    }
}

Form read_urlencoded(std::string_view body, const FormLimits& limits)
{
    Form form;
    while (!body.empty())
    {
        const auto pair = body.substr(0, body.find('&'));
        body.remove_prefix(std::min(body.size(), pair.size() + 1));
        if (pair.empty())
            continue;
        const auto equals = pair.find('=');
        auto name = url_decoded(pair.substr(0, equals), true);
        require(name.has_value(), form_not_readable);
        const auto value = equals == std::string_view::npos ? std::string_view{} : pair.substr(equals + 1);
        require(value.size() <= 3 * limits.field_value_bytes_max, form_too_large);
        add_field(form, std::move(*name), url_decoded(value, true), limits);
    }
    return form;
}

struct PartHead
{
    std::string name;
    std::optional<std::string> file_name;
    std::string content_type;
};

void read_part_header(PartHead& head, std::string_view line)
{
    const auto colon = line.find(':');
    require(colon != std::string_view::npos, form_not_readable);
    const std::string name = lower_ascii(trimmed(line.substr(0, colon)));
    const auto value = trimmed(line.substr(colon + 1));
    if (name == "content-disposition")
    {
        require(lower_ascii(trimmed(value.substr(0, value.find(';')))) == "form-data", form_not_readable);
        const auto field = parameter(value, "name");
        require(field.has_value() && head.name.empty(), form_not_readable);
        head.name = *field;
        head.file_name = parameter(value, "filename");
    }
    else if (name == "content-type")
        head.content_type = std::string(value);
    else if (name == "content-transfer-encoding") // RFC 7578, 4.7: deprecated; decoding it is not offered
        require(lower_ascii(value) == "binary" || lower_ascii(value) == "8bit" ||
                    lower_ascii(value) == "7bit",
                form_not_readable);
}

PartHead read_part_head(std::string_view text)
{
    PartHead head;
    while (!text.empty())
    {
        const auto end = std::min(text.find("\r\n"), text.size());
        read_part_header(head, text.substr(0, end));
        text.remove_prefix(std::min(text.size(), end + 2));
    }
    require(!head.name.empty() && is_storable_text(head.name), form_not_readable);
    return head;
}

void add_part(Form& form, PartHead head, std::string_view bytes, const FormLimits& limits)
{
    if (!head.file_name)
    {
        std::optional<std::string> value;
        if (is_storable_text(bytes))
            value = std::string(bytes);
        return add_field(form, std::move(head.name), std::move(value), limits);
    }
    require(head.name.size() <= limits.field_name_bytes_max, form_too_large);
    form.files.push_back({std::move(head.name),
                          harmless_file_name(*head.file_name, limits.file_name_characters_max),
                          std::move(head.content_type), bytes});
}

// RFC 2046, 5.1.1, without preamble: no browser sends one. Each step takes one part, from behind its
// delimiter.
Form read_multipart(std::string_view body, const std::string& boundary, const FormLimits& limits)
{
    require(!boundary.empty() && boundary.size() <= limits.boundary_bytes_max, form_not_readable);
    const std::string delimiter = "\r\n--" + boundary;
    const std::string_view first = std::string_view(delimiter).substr(2);
    require(body.substr(0, first.size()) == first, form_not_readable);
    body.remove_prefix(first.size());
    Form form;
    for (std::size_t parts = 0; body.substr(0, 2) != "--"; ++parts)
    {
        require(parts < limits.multipart_parts_max, form_too_large);
        require(body.substr(0, 2) == "\r\n", form_not_readable);
        body.remove_prefix(2);
        const auto head_end = body.substr(0, limits.part_header_bytes_max).find("\r\n\r\n");
        require(head_end != std::string_view::npos, form_not_readable);
        auto head = read_part_head(body.substr(0, head_end));
        body.remove_prefix(head_end + 4);
        const auto end = body.find(delimiter);
        require(end != std::string_view::npos, form_not_readable);
        add_part(form, std::move(head), body.substr(0, end), limits);
        body.remove_prefix(end + delimiter.size());
    }
    return form;
}

// U+200E-200F, U+202A-202E, U+2066-2069: direction marks, which show "exe.doc" where "cod.exe" stands.
bool is_direction_mark(std::string_view character)
{
    if (character.size() != 3)
        return false;
    const auto start = character.substr(0, 2);
    const auto last = static_cast<unsigned char>(character[2]);
    if (start == "\xe2\x80")
        return last == 0x8e || last == 0x8f || (last >= 0xaa && last <= 0xae);
    return start == "\xe2\x81" && last >= 0xa6 && last <= 0xa9;
}

} // namespace

const FormFile* Form::find_file(std::string_view field) const
{
    const auto found = std::find_if(files.begin(), files.end(), [&](const FormFile& file) {
        return file.field == field && (!file.name.empty() || !file.bytes.empty());
    });
    return found == files.end() ? nullptr : &*found;
}

Form read_form(const Request& request, const FormLimits& limits)
{
    const auto body = request.body_view();
    const std::string type = request.content_type();
    if (body.empty())
        return {};
    if (type == "application/x-www-form-urlencoded")
        return read_urlencoded(body, limits);
    require(type == "multipart/form-data", form_not_readable);
    return read_multipart(
        body, parameter(request.headers.find("Content-Type").value_or(""), "boundary").value_or(""), limits);
}

Money amount_field(Language language, const std::string& field, std::string_view typed, Currency currency)
{
    try
    {
        const Money amount = money_entered(language, typed, currency);
        if (!amount.is_positive())
            throw Invalid("must be more than nothing");
        return amount;
    }
    catch (const Invalid& invalid)
    {
        throw InvalidFields({{field, "invalid", invalid.what()}});
    }
}

std::string harmless_file_name(std::string_view name, std::size_t characters_max)
{
    constexpr std::size_t extension_bytes_max = 10;
    if (!is_storable_text(name))
        return "file";
    if (const auto slash = name.find_last_of("/\\"); slash != std::string_view::npos)
        name.remove_prefix(slash + 1);
    std::string kept;
    for (std::size_t at = 0; at < name.size(); ++at)
    {
        const auto byte = static_cast<unsigned char>(name[at]);
        if (is_direction_mark(name.substr(at, 3)))
            at += 2;
        else if (byte >= 0x20 && byte != 0x7f)
            kept.push_back(name[at]);
    }
    kept = squeezed(kept);
    kept.erase(0, std::min(kept.find_first_not_of(". "), kept.size()));
    if (length(kept) <= characters_max)
        return kept;
    const auto dot = kept.rfind('.');
    const std::string extension =
        dot != std::string::npos && kept.size() - dot <= extension_bytes_max ? kept.substr(dot) : "";
    return first_characters(kept, characters_max - length(extension)) + extension;
}

bool FormReader::faulty(std::string_view name) const
{
    return std::any_of(errors_.begin(), errors_.end(),
                       [&](const FieldError& error) { return error.field == name; });
}

void FormReader::attempt(std::string_view name, std::string_view text, const Take& take)
{
    try
    {
        take(trimmed(text));
    }
    catch (const Invalid& invalid)
    {
        errors_.push_back({std::string(name), "invalid", invalid.what()});
    }
}

void FormReader::required(std::string_view name, const Take& take)
{
    const auto found = form_.fields.find(name);
    if (found && !trimmed(*found).empty())
        attempt(name, *found, take);
    else if (!faulty(name))
        errors_.push_back({std::string(name), "missing", "must be filled in"});
}

void FormReader::present(std::string_view name, const Take& take)
{
    const auto found = form_.fields.find(name);
    if (found && !trimmed(*found).empty())
        attempt(name, *found, take);
}

void FormReader::each(std::string_view name, const Take& take)
{
    for (const auto text : form_.fields.all(name))
        attempt(name, text, take);
}

void FormReader::member(std::string_view name, bool& to)
{
    const auto text = form_.fields.find(name).value_or("");
    to = text == "on" || text == "true" || text == "1";
    if (!to && !text.empty() && text != "false" && text != "0")
        errors_.push_back({std::string(name), "invalid", "not one of the known values"});
}

void FormReader::member(std::string_view name, std::string& to)
{
    const auto found = form_.fields.find(name);
    if (found)
        to = std::string(*found);
    else if (!faulty(name))
        errors_.push_back({std::string(name), "missing", "must be filled in"});
}

void FormReader::value(std::string_view text, std::int64_t& to)
{
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), to);
    if (error != std::errc{} || end != text.data() + text.size())
        throw Invalid("must be a whole number");
}

} // namespace kvitt::http
