#include "http/messages.h"

#include "base/embedded.h"
#include "http/locale.h"

#include <boost/locale/gnu_gettext.hpp>
#include <boost/locale/message.hpp>
#include <locale>
#include <vector>

namespace kvitt::http
{
namespace
{

using Format = boost::locale::message_format<char>;

constexpr int first_domain = 0;
constexpr const char* no_context = nullptr;

} // namespace

struct Messages::Catalogue
{
    std::locale owner; // of the facet
    const Format* texts = nullptr;
};

Messages::Messages(const std::map<Language, std::string>& catalogues)
{
    for (const auto& [language, bytes] : catalogues)
    {
        boost::locale::gnu_gettext::messages_info wanted;
        wanted.language = enum_text(language);
        wanted.encoding = "UTF-8";
        wanted.domains.emplace_back("messages");
        wanted.paths.emplace_back("embedded"); // any one: the callback answers instead of a file system
        const std::string& file = bytes;
        wanted.callback = [&file](const std::string&, const std::string&) {
            return std::vector<char>(file.begin(), file.end());
        };
        Format* texts = boost::locale::gnu_gettext::create_messages_facet<char>(wanted);
        KVITT_ASSERT(texts != nullptr);
        auto catalogue = std::make_unique<Catalogue>();
        catalogue->owner = std::locale(std::locale::classic(), texts);
        catalogue->texts = texts;
        catalogues_.emplace(language, std::move(catalogue));
    }
}

Messages::~Messages() = default;

const Messages::Catalogue* Messages::find(Language language) const
{
    const auto found = catalogues_.find(language);
    return found == catalogues_.end() ? nullptr : found->second.get();
}

std::string Messages::translate(Language language, std::string_view message) const
{
    const std::string key(message);
    const Catalogue* catalogue = find(language);
    // The empty key is the catalogue's own head.
    const char* text =
        catalogue && !key.empty() ? catalogue->texts->get(first_domain, no_context, key.c_str()) : nullptr;
    return text != nullptr && *text != 0 ? std::string(text) : key;
}

std::string Messages::translate_plural(Language language, std::string_view one, std::string_view many,
                                       std::int64_t n) const
{
    const std::string first(one);
    const Catalogue* catalogue = find(language);
    // Plural rules look at the last digits only, and at small numbers; gettext takes an int.
    constexpr std::int64_t large = 1'000'000;
    const auto count = static_cast<int>(n < 0 ? 2 : n < large ? n : large + n % large);
    const char* text =
        catalogue ? catalogue->texts->get(first_domain, no_context, first.c_str(), count) : nullptr;
    std::string form = n == 1 ? first : std::string(many);
    if (text != nullptr && *text != 0)
        form = text;
    return with_facts(form, {{"n", number_text(language, n)}});
}

const Messages& embedded_messages()
{
    static const Messages messages([] {
        std::map<Language, std::string> catalogues;
        for (const Language language : {Language::en, Language::sv})
            if (const auto bytes = embedded::find("messages/" + enum_text(language) + ".mo"))
                catalogues.emplace(language, *bytes);
        return catalogues;
    }());
    return messages;
}

std::string translate(Language language, std::string_view message)
{
    return embedded_messages().translate(language, message);
}

std::string translate(Language language, std::string_view message, const Facts& facts)
{
    return with_facts(translate(language, message), facts);
}

std::string translate_plural(Language language, std::string_view one, std::string_view many, std::int64_t n)
{
    return embedded_messages().translate_plural(language, one, many, n);
}

} // namespace kvitt::http
