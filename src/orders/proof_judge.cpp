#include "orders/proof_judge.h"

#include "orders/picture.h"

#include <magic.h>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <memory>
#include <semaphore>

namespace kvitt::orders
{
namespace
{

constexpr std::int64_t bytes_per_kilobyte = 1024;
constexpr std::int64_t bytes_per_megabyte = 1024 * 1024;
constexpr std::int64_t pixels_per_megapixel = 1'000'000;

struct Closed
{
    void operator()(magic_t magic) const { magic_close(magic); }
};

// "image/png", by content (libmagic).
std::string media_type_of(std::string_view bytes)
{
    const std::unique_ptr<magic_set, Closed> magic(magic_open(MAGIC_MIME_TYPE | MAGIC_NO_CHECK_COMPRESS));
    if (!magic || magic_load(magic.get(), nullptr) != 0)
        throw store::Unavailable("libmagic cannot load its database");
    const char* type = magic_buffer(magic.get(), bytes.data(), bytes.size());
    return type == nullptr ? "application/octet-stream" : type;
}

// What people try to send, and what to do instead. The first row that fits.
struct OtherKind
{
    std::string_view begins;
    const char* code;
    const char* message;
};
constexpr OtherKind other_kinds[] = {
    {"image/heic", "heic",
     msg("is a HEIC picture, which not everybody can open. Export it as JPG or PDF, or "
         "take a screenshot of it, and choose that")},
    {"image/heif", "heic",
     msg("is a HEIC picture, which not everybody can open. Export it as JPG or PDF, or "
         "take a screenshot of it, and choose that")},
    {"image/", "other_picture",
     msg("is a picture, but neither JPG nor PNG. Export it as one of them, or as PDF")},
    {"text/html", "web_page",
     msg("is a web page, whatever its name says. Print the page to a PDF file, or "
         "take a screenshot")},
    {"text/", "text", msg("is text, whatever its name says. Choose a PDF, a JPG or a PNG file")},
    {"application/zip", "archive", msg("is an archive. Take the PDF, JPG or PNG file out of it")},
    {"application/x-7z", "archive", msg("is an archive. Take the PDF, JPG or PNG file out of it")},
    {"application/x-rar", "archive", msg("is an archive. Take the PDF, JPG or PNG file out of it")},
    {"application/gzip", "archive", msg("is an archive. Take the PDF, JPG or PNG file out of it")},
    {"application/vnd.", "office_document",
     msg("is a document of an office program. Save it as PDF and choose that")},
    {"application/msword", "office_document",
     msg("is a document of an office program. Save it as PDF and choose that")},
    {"", "wrong_type", msg("is neither PDF, JPG nor PNG, whatever its name says")},
};

FieldError fault(const char* code, const char* message, Facts facts = {})
{
    return {"file", code, message, std::move(facts)};
}

FieldError wrong_type(std::string_view type)
{
    const auto* row = std::find_if(std::begin(other_kinds), std::end(other_kinds),
                                   [&](const OtherKind& kind) { return type.starts_with(kind.begins); });
    return fault(row->code, row->message);
}

FieldError damaged()
{
    return fault("damaged", msg("is damaged or was cut off. Make it again, or choose another one"));
}

FieldError mixed()
{
    return fault("mixed_content",
                 msg("holds something else besides the document. Export it again, or take a screenshot"));
}

std::string_view without_padding(std::string_view bytes)
{
    constexpr std::string_view padding("\0\t\n\f\r ", 6);
    const auto last = bytes.find_last_not_of(padding);
    bytes = bytes.substr(0, last == std::string_view::npos ? 0 : last + 1);
    return bytes.substr(std::min(bytes.find_first_not_of(padding), bytes.size()));
}

// A ZIP reader looks from the end: for the record that says where the archive's directory is, with a comment
// that reaches to the end (APPNOTE 4.3.16).
bool is_also_zip(std::string_view bytes)
{
    constexpr std::string_view record("PK\x05\x06", 4);
    constexpr std::size_t record_bytes = 22;
    constexpr std::size_t comment_length_at = 20;
    for (auto at = bytes.rfind(record); at != std::string_view::npos && at + record_bytes <= bytes.size();
         at = at == 0 ? std::string_view::npos : bytes.rfind(record, at - 1))
    {
        const auto* length = reinterpret_cast<const unsigned char*>(bytes.data()) + at + comment_length_at;
        if (at + record_bytes + length[0] + (std::size_t{length[1]} << 8) == bytes.size())
            return true;
    }
    return false;
}

// Telephones put more behind a picture: a second, larger one, a film of the moment, notes of their own. It
// is not in the copy that is shown. What a browser or a person could open as something else is refused.
bool is_harmless_tail(std::string_view tail)
{
    tail = without_padding(tail);
    if (tail.empty())
        return true;
    const std::string type = media_type_of(tail);
    return type == "application/octet-stream" || type == "image/jpeg" || type.starts_with("video/");
}

std::counting_semaphore<pictures_at_once_max> places(pictures_at_once_max);

struct Place
{
    Place() { places.acquire(); }
    ~Place() { places.release(); }
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;
};

JudgedFile judge_picture(std::string_view bytes, ProofType type, std::int64_t pixels_max)
{
    CleanPicture clean;
    {
        const Place place;
        clean = type == ProofType::jpg ? clean_jpeg(bytes, pixels_max) : clean_png(bytes, pixels_max);
    }
    if (clean.fault == PictureFault::too_many_pixels)
        return {fault("too_many_pixels",
                      msg("has more than {limit} megapixels. Make it smaller, or take a screenshot of it"),
                      {{"limit", std::to_string(pixels_max / pixels_per_megapixel)}}),
                type,
                {}};
    if (clean.fault == PictureFault::damaged)
        return {damaged(), type, {}};
    if (is_also_zip(bytes) || !is_harmless_tail(bytes.substr(clean.end)))
        return {mixed(), type, {}};
    return {std::nullopt, type, std::move(clean.bytes)};
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Whether what stands before the last mark is the end of a PDF (ISO 32000-1, 7.5.5): where the
// cross-reference table begins, which is inside the file, and nothing else.
bool has_pdf_end(std::string_view bytes)
{
    constexpr std::string_view word = "startxref";
    const auto at = bytes.rfind(word);
    if (at == std::string_view::npos)
        return false;
    std::string_view rest = bytes.substr(at + word.size());
    rest.remove_prefix(std::min(rest.find_first_not_of("\r\n\t "), rest.size()));
    std::size_t place = 0;
    const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), place);
    const auto behind = rest.substr(static_cast<std::size_t>(end - rest.data()));
    return error == std::errc{} && place < bytes.size() && without_padding(behind).empty();
}

// Shown as it is: nothing of ours opens a PDF, so it is neither unpacked nor decoded here (docs/decisions).
JudgedFile judge_pdf(std::string_view bytes)
{
    constexpr std::string_view begin = "%PDF-";
    constexpr std::string_view end = "%%EOF";
    constexpr std::size_t version_bytes = 3; // "1.7"
    if (!bytes.starts_with(begin))
        return {mixed(), ProofType::pdf, {}};
    const auto version = bytes.substr(begin.size(), version_bytes);
    if (version.size() != version_bytes || !is_digit(version[0]) || version[1] != '.' ||
        !is_digit(version[2]))
        return {damaged(), ProofType::pdf, {}};
    const auto last = bytes.rfind(end);
    if (last == std::string_view::npos || !has_pdf_end(bytes.substr(0, last)))
        return {damaged(), ProofType::pdf, {}};
    if (!without_padding(bytes.substr(last + end.size())).empty() || is_also_zip(bytes))
        return {mixed(), ProofType::pdf, {}};
    return {std::nullopt, ProofType::pdf, std::string(bytes)};
}

} // namespace

JudgedFile judge_proof_file(std::string_view bytes, const ProofFileLimits& limits)
{
    if (bytes.empty())
        return {fault("missing", msg("must be chosen and not be empty")), ProofType::pdf, {}};
    if (static_cast<std::int64_t>(bytes.size()) > limits.bytes_max)
        return {too_large_fault(limits.bytes_max), ProofType::pdf, {}};
    const std::string type = media_type_of(bytes);
    if (type == "application/pdf")
        return judge_pdf(bytes);
    if (type == "image/jpeg")
        return judge_picture(bytes, ProofType::jpg, limits.pixels_max);
    if (type == "image/png")
        return judge_picture(bytes, ProofType::png, limits.pixels_max);
    return {wrong_type(type), ProofType::pdf, {}};
}

std::string file_ending(ProofType type) { return enum_text(type); }

std::string media_type(ProofType type)
{
    switch (type)
    {
    case ProofType::pdf:
        return "application/pdf";
    case ProofType::jpg:
        return "image/jpeg";
    case ProofType::png:
        return "image/png";
    }
    return {};
}

std::string limit_text(std::int64_t bytes_max)
{
    return bytes_max < bytes_per_megabyte ? std::to_string(bytes_max / bytes_per_kilobyte) + " kB"
                                          : std::to_string(bytes_max / bytes_per_megabyte) + " MB";
}

FieldError too_large_fault(std::int64_t bytes_max)
{
    return fault("too_large", msg("is larger than {limit}"), {{"limit", limit_text(bytes_max)}});
}

} // namespace kvitt::orders
