// Tells a file's format family and encoding from its first bytes; its name says nothing.
#pragma once

#include <string>
#include <string_view>

namespace kvitt::statements
{

// Bytes that detection looks at, at most.
inline constexpr std::size_t detect_bytes_max = 4096;

enum class Family
{
    camt, // XML, to be looked into by the camt reader
    unknown,
};

struct Detected
{
    Family family = Family::unknown;
    std::string encoding; // "UTF-8", "UTF-16", or what an XML declaration names, in capitals
};

// `start` is the file's beginning, whole or at least detect_bytes_max of it.
Detected detect(std::string_view start);

// What kvitt reads, for the message about a file it does not.
std::string known_formats();

} // namespace kvitt::statements
