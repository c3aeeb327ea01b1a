#include "payments/search.h"

#include "base/text.h"

#include <limits>

namespace kvitt::payments
{
namespace
{

constexpr std::string_view grouping = " .,'-";
constexpr std::size_t amount_digits_max = 17;
// Fewer digits would be found in every second text once blanks are left out.
constexpr std::size_t searched_digits_min = 5;

bool is_digits_and(std::string_view text, std::string_view others)
{
    return text.find_first_of("0123456789") != std::string_view::npos &&
           text.find_first_not_of("0123456789" + std::string(others)) == std::string_view::npos;
}

} // namespace

std::optional<Money> read_amount(std::string_view text, Currency currency)
{
    const std::string plain = folded(squeezed(text));
    if (!is_digits_and(plain, grouping.substr(0, grouping.size() - 1)))
        return std::nullopt;
    const auto decimals = static_cast<std::size_t>(currency.decimals());
    const std::size_t mark = plain.find_last_of(".,");
    const bool has_decimals =
        decimals > 0 && mark != std::string::npos && plain.size() - mark - 1 == decimals;
    std::string digits = only_digits(plain);
    if (!has_decimals)
        digits.append(decimals, '0');
    if (digits.size() > amount_digits_max)
        return std::nullopt;
    return Money(std::stoll(digits), currency);
}

ReceiptSearch::ReceiptSearch(std::string_view text) : text_(folded(squeezed(text)))
{
    if (is_digits_and(text_, grouping))
        digits_ = only_digits(text_);
}

bool ReceiptSearch::fits(const Receipt& receipt) const
{
    if (text_.empty())
        return true;
    const std::string all = receipt.remittance + "\n" + receipt.payer_name.value_or("") + "\n" +
                            receipt.payer_account.value_or("");
    if (folded(all).find(text_) != std::string::npos)
        return true;
    if (digits_.empty())
        return false;
    if (digits_.size() >= searched_digits_min && only_digits(all).find(digits_) != std::string::npos)
        return true;
    return read_amount(text_, receipt.currency) == receipt.money();
}

} // namespace kvitt::payments
