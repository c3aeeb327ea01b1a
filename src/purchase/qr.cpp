#include "purchase/qr.h"

#include "base/digits.h"
#include "base/error.h"
#include "base/text.h"

#include <qrencode.h>
#include <unicode/translit.h>

#include <memory>

namespace kvitt::purchase
{

namespace
{

constexpr std::int64_t epc_minor_max = 99'999'999'999;

// Banking apps differ in what they take for UTF-8, so names are sent in plain ASCII.
std::string ascii(std::string_view utf8)
{
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::Transliterator> rules(icu::Transliterator::createInstance(
        "Any-Latin; Latin-ASCII; [^\\u0020-\\u007E] Remove", UTRANS_FORWARD, status));
    KVITT_ASSERT(U_SUCCESS(status));
    auto text = icu::UnicodeString::fromUTF8(icu::StringPiece(utf8.data(), static_cast<int>(utf8.size())));
    rules->transliterate(text);
    std::string out;
    text.toUTF8String(out);
    return squeezed(out);
}

std::string without_blanks(std::string_view text)
{
    std::string out;
    for (const char c : text)
        if (c != ' ')
            out += c;
    return out;
}

struct FreeCode
{
    void operator()(QRcode* code) const { QRcode_free(code); }
};

// One subpath for each run of dark modules in a row.
std::string dark_runs(const QRcode& code, int margin)
{
    std::string path;
    for (int y = 0; y < code.width; ++y)
        for (int x = 0; x < code.width;)
        {
            const auto dark = [&](int at) { return (code.data[y * code.width + at] & 1) != 0; };
            int end = x;
            while (end < code.width && dark(end))
                ++end;
            if (end > x)
            {
                const std::string run = std::to_string(end - x);
                path += "M" + std::to_string(x + margin) + " " + std::to_string(y + margin) + "h" + run +
                        "v1h-" + run + "z";
            }
            x = end > x ? end : x + 1;
        }
    return path;
}

} // namespace

std::optional<std::string> epc_text(const EuroTransfer& transfer)
{
    const std::string iban = without_blanks(transfer.iban);
    const std::string holder = first_characters(ascii(transfer.holder), qr_name_characters_max);
    const std::int64_t minor = transfer.amount.minor();
    if (transfer.amount.currency().text() != "EUR" || minor < 1 || minor > epc_minor_max ||
        !iban_valid(iban) || holder.empty())
        return std::nullopt;
    const std::string text = "BCD\n002\n1\nSCT\n" + without_blanks(transfer.bic) + "\n" + holder + "\n" +
                             iban + "\nEUR" + transfer.amount.number() + "\n\n" + transfer.rf;
    KVITT_ASSERT(text.size() <= qr_bytes_max);
    return text;
}

std::string qr_svg(std::string_view payload)
{
    const std::string text(payload);
    const std::unique_ptr<QRcode, FreeCode> code(QRcode_encodeString8bit(text.c_str(), 0, QR_ECLEVEL_M));
    KVITT_ASSERT(code != nullptr && code->version <= qr_version_max);
    constexpr int margin = 4;
    const std::string size = std::to_string(code->width + 2 * margin);
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + size + " " + size +
           "\" shape-rendering=\"crispEdges\"><rect width=\"" + size + "\" height=\"" + size +
           "\" fill=\"#fff\"/><path fill=\"#000\" d=\"" + dark_runs(*code, margin) + "\"/></svg>";
}

} // namespace kvitt::purchase
