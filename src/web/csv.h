// A list as comma-separated values (RFC 4180) for a spreadsheet or a program: UTF-8 with a byte order mark,
// since spreadsheets guess wrong without; days in ISO 8601, times in RFC 3339 UTC, amounts as plain decimals
// beside their currency. A text from outside that a spreadsheet would take for a formula is made harmless.
#pragma once

#include "base/money.h"
#include "http/message.h"

namespace kvitt::web
{

// Rows of one list; how it is told that there were more: the last row says so.
inline constexpr std::int64_t csv_rows_max = 100'000;

class Csv
{
  public:
    explicit Csv(std::initializer_list<const char*> columns);

    // Our own words, numbers and codes.
    Csv& plain(std::string_view text);
    Csv& plain(std::int64_t number) { return plain(std::to_string(number)); }
    // What somebody outside wrote.
    Csv& outside(std::string_view text);
    Csv& outside(const std::string& text) { return outside(std::string_view(text)); }
    Csv& outside(const char* text) { return outside(std::string_view(text)); }
    Csv& outside(const std::optional<std::string>& text)
    {
        return outside(text ? std::string_view(*text) : std::string_view());
    }
    Csv& day(const std::optional<Date>& day) { return plain(day ? day->text() : ""); }
    Csv& at(const std::optional<Instant>& at) { return plain(at ? at->text() : ""); }
    // Two cells: the plain number, and the currency.
    Csv& money(Money amount) { return plain(amount.number()).plain(amount.currency().text()); }
    void end_row();

    std::int64_t rows() const { return rows_; }
    // Saved under that name, "orders.csv". `cut` tells that rows are missing.
    http::Response download(std::string_view name, bool cut = false) &&;

  private:
    void cell(std::string_view text);
    std::string text_;
    bool first_ = true;
    std::int64_t rows_ = 0;
};

} // namespace kvitt::web
