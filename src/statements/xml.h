// Streams an XML file from a stranger and gives the texts at the paths a format wants. No document type, no
// entities but the five of XML, no network; depth and text are bounded. Not a tree: memory does not grow.
#pragma once

#include "statements/statements.h"

#include <span>

namespace kvitt::statements
{

inline constexpr std::size_t xml_depth_max = 64;
// Bytes of one wanted text.
inline constexpr std::size_t xml_text_bytes_max = 16 * 1024;
// Bytes from '<' to '>', and attributes in one tag: libxml2 compares each attribute with each other.
inline constexpr std::size_t xml_tag_bytes_max = 32 * 1024;
inline constexpr int xml_attributes_max = 64;
// Different names in a file; libxml2 keeps them all.
inline constexpr int xml_names_max = 10'000;

enum class XmlTake
{
    text,      // told at its end, with its text
    container, // told at its begin and at its end
};

// One wanted element: local names joined by '/', `A|B` for either, `*` for any.
struct XmlWanted
{
    const char* path;
    int id;
    XmlTake take = XmlTake::text;
    const char* attribute = nullptr; // one attribute of it to tell as well
};

struct XmlEvent
{
    enum class Kind
    {
        begins,
        ends,
    };
    Kind kind = Kind::begins;
    int id = 0;
    std::int64_t line = 0;
    std::string_view name;      // local name
    std::string_view text;      // at its end: the text; at its begin: the namespace
    std::string_view attribute; // the wanted one, or empty
};

// The wanted paths as a tree of names, made once per format.
class XmlShape
{
  public:
    explicit XmlShape(std::span<const XmlWanted> wanted);

    static constexpr int none = -1;
    struct Node
    {
        std::vector<std::pair<std::string, int>> children;
        int any_child = none;
        const XmlWanted* wanted = nullptr;
    };
    const Node& node(int index) const { return nodes_[static_cast<std::size_t>(index)]; }
    int child(int index, const char* name) const;

  private:
    int add_child(int index, std::string_view segment);
    std::vector<Node> nodes_;
};

class XmlStream
{
  public:
    explicit XmlStream(const XmlShape& shape);
    ~XmlStream();
    XmlStream(const XmlStream&) = delete;
    XmlStream& operator=(const XmlStream&) = delete;

    // Events found so far are in events(), also before an error; they live until the next call.
    [[nodiscard]] std::optional<FileError> feed(std::string_view bytes);
    [[nodiscard]] std::optional<FileError> finish();
    std::size_t event_count() const;
    XmlEvent event(std::size_t at) const;

  private:
    class Parser;
    std::unique_ptr<Parser> parser_;
};

} // namespace kvitt::statements
