// Whether a receipt is what somebody searches for: by the bank's text, the payer, or the amount as people
// write it. Pure; which receipts are looked at is payments::list's business.
#pragma once

#include "payments/payments.h"

namespace kvitt::payments
{

class ReceiptSearch
{
  public:
    // Blank text finds everything.
    explicit ReceiptSearch(std::string_view text);

    bool is_blank() const { return text_.empty(); }
    bool fits(const Receipt& receipt) const;

  private:
    std::string text_;   // folded
    std::string digits_; // its digits, if it holds nothing else but what groups them
};

// The amount that a person means by "18 900", "18.900,00" or "18,900.00": the last mark parts the decimals if
// exactly so many follow it. Nothing if it is no amount.
std::optional<Money> read_amount(std::string_view text, Currency currency);

} // namespace kvitt::payments
