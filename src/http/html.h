// Markup that is safe as it stands: the only kind of value that a page shows unescaped. It is made here and
// nowhere else, out of literals, escaped text and checked elements.
#pragma once

#include "http/url.h"

#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace kvitt::http
{

// & < > " ' as character references.
std::string html_escaped(std::string_view text);

class Html
{
  public:
    Html() = default;
    const std::string& text() const { return text_; }
    bool empty() const { return text_.empty(); }
    Html& operator+=(const Html& more)
    {
        text_ += more.text_;
        return *this;
    }
    friend Html operator+(Html a, const Html& b) { return a += b; }

  private:
    explicit Html(std::string text) : text_(std::move(text)) {}
    friend Html html_text(std::string_view text);
    template <std::size_t N> friend Html html_literal(const char (&markup)[N]);
    friend Html html_element(std::string_view name,
                             std::initializer_list<std::pair<std::string_view, std::string_view>> attributes,
                             const Html& content);
    std::string text_;
};

// Any text, escaped.
Html html_text(std::string_view text);
// Markup written in the program itself.
template <std::size_t N> Html html_literal(const char (&markup)[N])
{
    return Html(std::string(markup, N - 1));
}
// <name attribute="value">content</name>. Values are escaped; names are checked; `on...`, `style`, `href`,
// `src` and the script element are refused (KVITT_ASSERT).
Html html_element(std::string_view name,
                  std::initializer_list<std::pair<std::string_view, std::string_view>> attributes = {},
                  const Html& content = {});

} // namespace kvitt::http
