// Payment QR codes: the EPC069-12 text for a euro transfer and its picture as SVG. Makes no decision about
// who may pay what; a payment that the standard cannot express has no code.
#pragma once

#include "base/money.h"

#include <optional>
#include <string>
#include <string_view>

namespace kvitt::purchase
{

inline constexpr std::size_t qr_name_characters_max = 70;
inline constexpr std::size_t qr_bytes_max = 331;
inline constexpr int qr_version_max = 13;

struct EuroTransfer
{
    std::string bic; // may be empty
    std::string holder;
    std::string iban;
    Money amount;
    std::string rf; // ISO 11649
};

// The payload, in ASCII; nothing unless it is euro, at least 0.01 and at most 999999999.99, to a valid IBAN.
std::optional<std::string> epc_text(const EuroTransfer& transfer);

// Level M, with the quiet zone of four modules, without style attributes.
std::string qr_svg(std::string_view payload);

} // namespace kvitt::purchase
