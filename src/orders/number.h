// The order number (product.md, "Money, time, identity"): 10 digits, the last two ISO 7064 MOD 97-10; its RF
// and OCR forms.
#pragma once

#include <compare>
#include <string>
#include <string_view>

namespace kvitt::orders
{

class OrderNumber
{
  public:
    static constexpr std::size_t digits = 10;
    OrderNumber() = default;
    // Random; never Luhn valid, never readable as a point in time.
    static OrderNumber draw();
    // Ten digits, with or without the blanks of the shown form. Throws Invalid.
    static OrderNumber parse(std::string_view text);
    // Ten digits, first not 0, right check digits.
    static bool is_valid(std::string_view ten_digits);

    const std::string& text() const { return text_; }
    // "0000 000 000"
    std::string shown() const;
    // ISO 11649: always RF74 over such a number.
    std::string rf() const;
    // Swedish OCR: number, length digit 2, Luhn digit.
    std::string ocr() const;
    friend auto operator<=>(const OrderNumber&, const OrderNumber&) = default;

  private:
    explicit OrderNumber(std::string text) : text_(std::move(text)) {}
    std::string text_;
};

// Reads as yyMMddHHmm, ddMMyyyyHH or yyyyMMddHH.
bool reads_as_time(std::string_view ten_digits);

} // namespace kvitt::orders
