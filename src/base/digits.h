// Check digits and the references built on them: Luhn (ISO/IEC 7812-1), ISO 7064 MOD 97-10, ISO 11649 RF,
// Swedish OCR, IBAN (ISO 13616). All take plain digits or letters without blanks.
#pragma once

#include <string>
#include <string_view>

namespace kvitt
{

bool luhn_valid(std::string_view digits);
// The digit that makes digits + it Luhn valid.
char luhn_digit(std::string_view digits);
// The value of the text (letters A=10 ... Z=35) modulo 97.
int mod97(std::string_view alphanumeric);
// ISO 7064 MOD 97-10: the two digits that make digits + them equal 1 modulo 97.
std::string mod97_10_digits(std::string_view digits);
// ISO 11649 creditor reference over 1-21 characters A-Z 0-9: "RF74..." .
std::string rf_reference(std::string_view body);
bool rf_valid(std::string_view reference);
// Swedish OCR with length digit: body + (total length mod 10) + Luhn digit.
std::string ocr_with_length(std::string_view body);
bool iban_valid(std::string_view iban);
// In groups of four, as printed.
std::string grouped_iban(std::string_view iban);

} // namespace kvitt
