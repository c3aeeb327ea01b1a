// Texts in the reader's language, from gettext catalogues (messages/*.po, embedded as messages/LANGUAGE.mo).
// The English text is the key; what has no translation is shown in English.
#pragma once

#include "base/error.h"
#include "http/language.h"

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>

namespace kvitt::http
{

class Messages
{
  public:
    // Compiled catalogues (.mo) by language. Throws std::exception for one that is damaged.
    explicit Messages(const std::map<Language, std::string>& catalogues);
    ~Messages();
    Messages(const Messages&) = delete;
    Messages& operator=(const Messages&) = delete;

    std::string translate(Language language, std::string_view message) const;
    // The form of the plural for `n` (gettext's ngettext), with `{n}` filled, grouped as the language does.
    std::string translate_plural(Language language, std::string_view one, std::string_view many,
                                 std::int64_t n) const;

  private:
    struct Catalogue;
    const Catalogue* find(Language language) const;
    std::map<Language, std::unique_ptr<Catalogue>> catalogues_;
};

// Those embedded in the program.
const Messages& embedded_messages();

std::string translate(Language language, std::string_view message);
// With each `{name}` filled.
std::string translate(Language language, std::string_view message, const Facts& facts);
std::string translate_plural(Language language, std::string_view one, std::string_view many, std::int64_t n);

} // namespace kvitt::http
