// Text with a limit, as people enter it: the type is the validation. `Text` is one line, squeezed; `LongText`
// keeps its line breaks. Neither is ever blank: use std::optional where nothing is allowed.
#pragma once

#include "base/error.h"
#include "base/text.h"

#include <compare>
#include <concepts>
#include <cstddef>
#include <string>
#include <string_view>

namespace kvitt
{

// A type whose values are made from text and told as text: parse throws Invalid.
template <class T>
concept TextValue = requires(const T& value, std::string_view text) {
    { T::parse(text) } -> std::same_as<T>;
    { value.text() } -> std::convertible_to<std::string>;
};

namespace detail
{
// Throw Invalid if the text is blank, longer than `characters_max` code points, or not storable.
std::string limited_line(std::string_view text, std::size_t characters_max);
std::string limited_lines(std::string_view text, std::size_t characters_max);
} // namespace detail

// 1 to N code points on one line, without white space at the ends or in runs, and without control characters.
template <std::size_t N> class Text
{
  public:
    static constexpr std::size_t characters_max = N;
    Text() = default;
    static Text parse(std::string_view text) { return Text(detail::limited_line(text, N)); }

    const std::string& text() const { return text_; }
    friend auto operator<=>(const Text&, const Text&) = default;

  private:
    explicit Text(std::string text) : text_(std::move(text)) {}
    std::string text_;
};

// 1 to N code points; line breaks are kept as LF, blank lines at the ends are not.
template <std::size_t N> class LongText
{
  public:
    static constexpr std::size_t characters_max = N;
    LongText() = default;
    static LongText parse(std::string_view text) { return LongText(detail::limited_lines(text, N)); }

    const std::string& text() const { return text_; }
    friend auto operator<=>(const LongText&, const LongText&) = default;

  private:
    explicit LongText(std::string text) : text_(std::move(text)) {}
    std::string text_;
};

} // namespace kvitt
