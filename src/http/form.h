// Forms: `application/x-www-form-urlencoded` and `multipart/form-data` into ordered fields and files, and a
// form into a described struct with all its faults at once. Files are views into the request's body, never
// copies.
#pragma once

#include "base/fields.h"
#include "base/money.h"
#include "base/text_value.h"
#include "http/language.h"
#include "http/limits.h"
#include "http/message.h"

#include <span>

namespace kvitt::http
{

inline constexpr Refusal form_not_readable{RefusalKind::invalid, "form_not_readable",
                                           "The form could not be read."};
inline constexpr Refusal form_too_large{RefusalKind::too_large, "form_too_large", "The form is too large."};

struct FormFile
{
    std::string field;
    std::string name;         // the last component of what the client said, made harmless; empty if none
    std::string content_type; // as the client said: never to be believed
    std::string_view bytes;   // lives as long as the request
};

struct Form
{
    NameValues fields;
    std::vector<FormFile> files;    // also those without bytes: a file field that was left empty
    std::vector<FieldError> errors; // fields whose text is not UTF-8 or has a NUL; their value is left out

    // The first file of that field that has a name or bytes.
    const FormFile* find_file(std::string_view field) const;
};

// Reads the body by its Content-Type; an absent body is an empty form. Throws Refused (the two rows above).
Form read_form(const Request& request, const FormLimits& limits = {});

// An amount that somebody entered in that field, as the language writes it: more than nothing. Throws
// InvalidFields.
Money amount_field(Language language, const std::string& field, std::string_view typed, Currency currency);

// A client's file name without folders, control characters and leading dots, at most so many characters.
std::string harmless_file_name(std::string_view name, std::size_t characters_max);

// Collects the faults of one form. Kinds of value: std::string (any text, may be empty), bool (a checkbox:
// absent is false), std::int64_t, std::optional (absent or blank is nothing), std::vector (one per field of
// that name), described enums, and every type with `static T parse(std::string_view)` throwing Invalid.
class FormReader
{
  public:
    FormReader(const Form& form, std::vector<FieldError>& errors) : form_(form), errors_(errors) {}

    template <Described T> void read(T& to)
    {
        each_field(to, [&](std::string_view name, auto& field) { member(name, field); });
    }

  private:
    void member(std::string_view name, bool& to);
    void member(std::string_view name, std::string& to);
    template <class T> void member(std::string_view name, T& to)
    {
        required(name, [&](std::string_view text) { value(text, to); });
    }
    template <class T> void member(std::string_view name, std::optional<T>& to)
    {
        present(name, [&](std::string_view text) { value(text, to.emplace()); });
    }
    template <class T> void member(std::string_view name, std::vector<T>& to)
    {
        each(name, [&](std::string_view text) { value(text, to.emplace_back()); });
    }

    static void value(std::string_view text, std::string& to) { to = std::string(text); }
    static void value(std::string_view text, std::int64_t& to);
    static void value(std::string_view text, TextValue auto& to)
    {
        to = std::remove_reference_t<decltype(to)>::parse(text);
    }
    template <DescribedEnum E> static void value(std::string_view text, E& to)
    {
        const auto found = enum_parse<E>(text);
        if (!found)
            throw Invalid("not one of the known values");
        to = *found;
    }

    using Take = std::function<void(std::string_view)>;
    void required(std::string_view name, const Take& take);
    void present(std::string_view name, const Take& take);
    void each(std::string_view name, const Take& take);
    void attempt(std::string_view name, std::string_view text, const Take& take);
    bool faulty(std::string_view name) const;

    const Form& form_;
    std::vector<FieldError>& errors_;
};

// Reads the whole struct; throws InvalidFields with every fault. Fields of the form that the struct does not
// have (csrf, idempotency_key) are left alone.
template <Described T> T from_form(const Form& form)
{
    std::vector<FieldError> errors = form.errors;
    T out{};
    FormReader(form, errors).read(out);
    if (!errors.empty())
        throw InvalidFields(std::move(errors));
    return out;
}

} // namespace kvitt::http
