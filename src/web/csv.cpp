#include "web/csv.h"

namespace kvitt::web
{
namespace
{

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr std::string_view line_end = "\r\n";

// Spreadsheets run what begins so, also behind blanks.
bool looks_like_formula(std::string_view text)
{
    const auto at = text.find_first_not_of(' ');
    return at != std::string_view::npos &&
           std::string_view("=+-@\t\r\n|%").find(text[at]) != std::string_view::npos;
}

} // namespace

Csv::Csv(std::initializer_list<const char*> columns) : text_(byte_order_mark)
{
    for (const char* column : columns)
        cell(column);
    end_row();
    rows_ = 0;
}

Csv& Csv::plain(std::string_view text)
{
    cell(text);
    return *this;
}

Csv& Csv::outside(std::string_view text)
{
    cell(looks_like_formula(text) ? "'" + std::string(text) : std::string(text));
    return *this;
}

void Csv::end_row()
{
    text_ += line_end;
    first_ = true;
    ++rows_;
}

void Csv::cell(std::string_view text)
{
    if (!first_)
        text_ += ',';
    first_ = false;
    if (text.find_first_of("\",\r\n") == std::string_view::npos)
    {
        text_ += text;
        return;
    }
    text_ += '"';
    for (const char c : text)
        text_ += c == '"' ? std::string("\"\"") : std::string(1, c);
    text_ += '"';
}

http::Response Csv::download(std::string_view name, bool cut) &&
{
    if (cut)
    {
        plain("there are more rows than this file may hold: narrow the list");
        end_row();
    }
    return http::download(std::move(text_), "text/csv; charset=utf-8", name);
}

} // namespace kvitt::web
