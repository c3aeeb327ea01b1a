#include "demo/confirmation.h"

#include <unicode/unistr.h>

#include <algorithm>

namespace kvitt::demo
{
namespace
{

constexpr int number_digits = 10; // of a place in the cross-reference table (ISO 32000-1, 7.5.4)

// As a PDF string in WinAnsiEncoding, which has Latin-1's letters where Latin-1 has them.
std::string pdf_string(const std::string& utf8)
{
    const icu::UnicodeString text = icu::UnicodeString::fromUTF8(utf8);
    std::string out = "(";
    for (std::int32_t at = 0; at < text.length(); ++at)
    {
        const char16_t letter = text[at];
        const bool latin = (letter >= 0x20 && letter < 0x7f) || (letter >= 0xa0 && letter <= 0xff);
        const char c = latin ? static_cast<char>(letter) : '?';
        if (c == '(' || c == ')' || c == '\\')
            out.push_back('\\');
        out.push_back(c);
    }
    return out + ")";
}

std::string content_of(const std::vector<std::string>& lines)
{
    std::string content = "BT 72 760 Td ";
    for (std::size_t at = 0; at < lines.size(); ++at)
        content += std::string(at == 0 ? "/F1 20 Tf " : "/F1 11 Tf ") + pdf_string(lines[at]) +
                   (at == 0 ? " Tj 0 -40 Td " : " Tj 0 -20 Td ");
    return content + "ET";
}

} // namespace

std::string confirmation_pdf(const std::vector<std::string>& lines)
{
    const std::string content = content_of(lines);
    const std::string objects[] = {
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 "
        "R "
        ">> >> >>",
        "<< /Length " + std::to_string(content.size()) + " >>\nstream\n" + content + "\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    };
    std::string out = "%PDF-1.4\n";
    std::string table = "xref\n0 6\n0000000000 65535 f \n";
    int number = 0;
    for (const std::string& object : objects)
    {
        const std::string place = std::to_string(out.size());
        table += std::string(number_digits - place.size(), '0') + place + " 00000 n \n";
        out += std::to_string(++number) + " 0 obj\n" + object + "\nendobj\n";
    }
    const std::string start = std::to_string(out.size());
    return out + table + "trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n" + start + "\n%%EOF\n";
}

} // namespace kvitt::demo
