#include "statements/xml.h"

#include "base/text.h"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>

#include <cstring>
#include <mutex>

namespace kvitt::statements
{
namespace
{

// libxml2 wants four bytes to tell UTF-16 from UTF-8.
constexpr std::size_t first_bytes_min = 4;
constexpr std::size_t piece_bytes_max = 16 * 1024;

void unheard(void*, xmlErrorPtr) {}

const char* chars(const xmlChar* text) { return reinterpret_cast<const char*>(text); }

} // namespace

XmlShape::XmlShape(std::span<const XmlWanted> wanted) : nodes_(1)
{
    for (const XmlWanted& row : wanted)
    {
        int at = 0;
        for (const auto segment : split(row.path, '/'))
            at = add_child(at, segment);
        nodes_[static_cast<std::size_t>(at)].wanted = &row;
    }
}

int XmlShape::add_child(int index, std::string_view segment)
{
    if (segment == "*")
    {
        if (const int known = node(index).any_child; known != none)
            return known;
        nodes_[static_cast<std::size_t>(index)].any_child = static_cast<int>(nodes_.size());
    }
    else
    {
        const auto names = split(segment, '|');
        for (const auto& [known, at] : node(index).children)
            if (known == names.front())
                return at;
        for (const auto name : names)
            nodes_[static_cast<std::size_t>(index)].children.emplace_back(name,
                                                                          static_cast<int>(nodes_.size()));
    }
    nodes_.emplace_back();
    return static_cast<int>(nodes_.size()) - 1;
}

int XmlShape::child(int index, const char* name) const
{
    const Node& parent = node(index);
    for (const auto& [known, at] : parent.children)
        if (std::strcmp(known.c_str(), name) == 0)
            return at;
    return parent.any_child;
}

// The callbacks run inside C code, so they neither throw nor judge values: they note what they saw.
class XmlStream::Parser
{
  public:
    explicit Parser(const XmlShape& shape);
    ~Parser() { xmlFreeParserCtxt(context_); }
    Parser(const Parser&) = delete;
    Parser& operator=(const Parser&) = delete;

    std::optional<FileError> feed(std::string_view bytes, bool last);
    std::optional<FileError> finish();

    std::size_t event_count() const { return noted_.size(); }
    XmlEvent event(std::size_t at) const;

  private:
    // Offsets into `texts_`, which may move while it grows.
    struct Noted
    {
        XmlEvent::Kind kind;
        int id;
        int line;
        std::size_t name_at;
        std::size_t text_at;
        std::size_t attribute_at;
        std::size_t end_at;
    };

    static void begin_element(void* self, const xmlChar* name, const xmlChar* prefix, const xmlChar* uri,
                              int namespace_count, const xmlChar** namespaces, int attribute_count,
                              int default_count, const xmlChar** attributes) noexcept;
    static void end_element(void* self, const xmlChar* name, const xmlChar* prefix,
                            const xmlChar* uri) noexcept;
    static void text(void* self, const xmlChar* text, int size) noexcept;
    static void document_type(void* self, const xmlChar* name, const xmlChar* external,
                              const xmlChar* system) noexcept;
    static void error(void* self, xmlErrorPtr error) noexcept;

    void note_begin(const XmlWanted& wanted, const xmlChar* name, const xmlChar* uri);
    void note_end(const XmlWanted& wanted, const xmlChar* name);
    void keep_attribute(const XmlWanted& wanted, int count, const xmlChar** attributes);
    void parse(std::string_view bytes, bool last);
    void start(std::string_view bytes);
    void refuse(std::string message);
    FileError truncated() const;

    const XmlShape& shape_;
    xmlParserCtxtPtr context_ = nullptr;
    std::string first_bytes_;
    std::vector<int> open_{0};
    std::size_t ignored_ = 0; // depth below the last wanted element
    bool root_seen_ = false;
    bool taking_ = false; // inside the element whose text is wanted
    std::string taken_;
    std::string attribute_;
    std::vector<Noted> noted_;
    std::string texts_;
    std::optional<FileError> error_;
    int error_code_ = XML_ERR_OK;
};

XmlStream::Parser::Parser(const XmlShape& shape) : shape_(shape)
{
    static std::once_flag once;
    std::call_once(once, xmlInitParser);
}

void XmlStream::Parser::start(std::string_view bytes)
{
    xmlSAXHandler handler{};
    handler.initialized = XML_SAX2_MAGIC;
    handler.startElementNs = begin_element;
    handler.endElementNs = end_element;
    handler.characters = text;
    handler.ignorableWhitespace = text;
    handler.cdataBlock = text;
    handler.internalSubset = document_type;
    handler.serror = error;
    context_ = xmlCreatePushParserCtxt(&handler, this, bytes.data(), static_cast<int>(bytes.size()), nullptr);
    if (context_ == nullptr)
        throw std::bad_alloc();
    xmlCtxtUseOptions(context_, XML_PARSE_NONET);
}

std::optional<FileError> XmlStream::Parser::feed(std::string_view bytes, bool last)
{
    noted_.clear();
    texts_.clear();
    if (context_ == nullptr)
    {
        first_bytes_.append(bytes);
        if (first_bytes_.size() < first_bytes_min && !last)
            return std::nullopt;
        start(std::string_view(first_bytes_).substr(0, first_bytes_min));
        parse(std::string_view(first_bytes_).substr(std::min(first_bytes_min, first_bytes_.size())), last);
        first_bytes_.clear();
        return error_;
    }
    parse(bytes, last);
    return error_;
}

std::optional<FileError> XmlStream::Parser::finish()
{
    const bool had_error = error_.has_value();
    feed({}, true);
    if (open_.size() > 1 || ignored_ > 0 || !root_seen_)
        refuse("the file ends too early");
    const auto found = error_;
    // What only the end brought to light is the end.
    if (!had_error && found &&
        (error_code_ == XML_ERR_DOCUMENT_END || context_->input->cur >= context_->input->end))
        return truncated();
    return found;
}

void XmlStream::Parser::parse(std::string_view bytes, bool last)
{
    // Of this thread, in libxml2: else some complaints go to stderr. Ours come through the handler.
    xmlSetStructuredErrorFunc(nullptr, unheard);
    for (;;)
    {
        const std::string_view piece = bytes.substr(0, piece_bytes_max);
        bytes.remove_prefix(piece.size());
        const bool at_end = last && bytes.empty();
        if (!error_)
            xmlParseChunk(context_, piece.data(), static_cast<int>(piece.size()), at_end ? 1 : 0);
        // The parser may give up without a word, where bytes do not fit the encoding.
        if (!error_ && (context_->wellFormed == 0 || context_->disableSAX != 0))
            refuse("cannot be read on; do the bytes fit the encoding it declares?");
        // What the parser has not consumed is a tag or remark that does not end.
        if (!error_ && context_->input != nullptr &&
            static_cast<std::size_t>(context_->input->end - context_->input->cur) > xml_tag_bytes_max)
            refuse("a tag or remark is longer than " + std::to_string(xml_tag_bytes_max) + " bytes");
        if (!error_ && xmlDictSize(context_->dict) > xml_names_max)
            refuse("more than " + std::to_string(xml_names_max) + " different names");
        if (bytes.empty())
            return;
    }
}

FileError XmlStream::Parser::truncated() const
{
    FileError out;
    out.line = error_->line;
    out.element = error_->element;
    out.message = !root_seen_        ? "the file ends before its first element"
                  : open_.size() > 1 ? "the file ends here, in the middle of it; it is not whole"
                                     : "the file ends in the middle of a mark; it is not whole";
    return out;
}

XmlEvent XmlStream::Parser::event(std::size_t at) const
{
    const Noted& n = noted_[at];
    const std::string_view all = texts_;
    return {n.kind,
            n.id,
            n.line,
            all.substr(n.name_at, n.text_at - n.name_at),
            all.substr(n.text_at, n.attribute_at - n.text_at),
            all.substr(n.attribute_at, n.end_at - n.attribute_at)};
}

void XmlStream::Parser::refuse(std::string message)
{
    if (error_)
        return;
    const char* name = context_ == nullptr ? nullptr : chars(context_->name);
    const int line = context_ == nullptr || context_->input == nullptr ? 1 : context_->input->line;
    error_ = FileError{line, name == nullptr ? std::nullopt : std::optional<std::string>(name),
                       std::move(message)};
    if (context_ != nullptr)
        xmlStopParser(context_);
}

void XmlStream::Parser::begin_element(void* self, const xmlChar* name, const xmlChar*, const xmlChar* uri,
                                      int namespace_count, const xmlChar**, int attribute_count, int,
                                      const xmlChar** attributes) noexcept
{
    Parser& parser = *static_cast<Parser*>(self);
    parser.root_seen_ = true;
    parser.taking_ = false;
    const int child =
        parser.ignored_ > 0 ? XmlShape::none : parser.shape_.child(parser.open_.back(), chars(name));
    if (attribute_count + namespace_count > xml_attributes_max)
        return parser.refuse("has more than " + std::to_string(xml_attributes_max) + " attributes");
    if (parser.open_.size() + parser.ignored_ > xml_depth_max)
        return parser.refuse("elements are nested deeper than " + std::to_string(xml_depth_max));
    if (child == XmlShape::none)
    {
        ++parser.ignored_;
        return;
    }
    parser.open_.push_back(child);
    const XmlWanted* wanted = parser.shape_.node(child).wanted;
    if (wanted == nullptr)
        return;
    if (wanted->take == XmlTake::container)
        return parser.note_begin(*wanted, name, uri);
    parser.taking_ = true;
    parser.taken_.clear();
    parser.attribute_.clear();
    if (wanted->attribute != nullptr)
        parser.keep_attribute(*wanted, attribute_count, attributes);
}

// An attribute is five pointers: local name, prefix, namespace, begin and end of its value.
void XmlStream::Parser::keep_attribute(const XmlWanted& wanted, int count, const xmlChar** attributes)
{
    for (int at = 0; at < count; ++at)
    {
        const xmlChar** five = attributes + at * 5;
        const auto size = static_cast<std::size_t>(five[4] - five[3]);
        if (std::strcmp(chars(five[0]), wanted.attribute) == 0 && size <= xml_text_bytes_max)
            attribute_.assign(chars(five[3]), size);
    }
}

void XmlStream::Parser::end_element(void* self, const xmlChar* name, const xmlChar*, const xmlChar*) noexcept
{
    Parser& parser = *static_cast<Parser*>(self);
    if (parser.ignored_ > 0)
    {
        --parser.ignored_;
        return;
    }
    const XmlWanted* wanted = parser.shape_.node(parser.open_.back()).wanted;
    parser.open_.pop_back();
    if (wanted != nullptr && (parser.taking_ || wanted->take == XmlTake::container))
        parser.note_end(*wanted, name);
    parser.taking_ = false;
}

void XmlStream::Parser::text(void* self, const xmlChar* text, int size) noexcept
{
    Parser& parser = *static_cast<Parser*>(self);
    if (!parser.taking_ || parser.ignored_ > 0)
        return;
    if (parser.taken_.size() + static_cast<std::size_t>(size) > xml_text_bytes_max)
        return parser.refuse("its text is longer than " + std::to_string(xml_text_bytes_max) + " bytes");
    parser.taken_.append(chars(text), static_cast<std::size_t>(size));
}

void XmlStream::Parser::document_type(void* self, const xmlChar*, const xmlChar*, const xmlChar*) noexcept
{
    Parser& parser = *static_cast<Parser*>(self);
    parser.refuse("a document type is not accepted in a bank file");
    parser.error_->element = "!DOCTYPE";
}

void XmlStream::Parser::note_begin(const XmlWanted& wanted, const xmlChar* name, const xmlChar* uri)
{
    Noted noted{XmlEvent::Kind::begins, wanted.id, context_->input->line, texts_.size(), 0, 0, 0};
    texts_.append(chars(name));
    noted.text_at = texts_.size();
    if (uri != nullptr)
        texts_.append(chars(uri));
    noted.attribute_at = noted.end_at = texts_.size();
    noted_.push_back(noted);
}

void XmlStream::Parser::note_end(const XmlWanted& wanted, const xmlChar* name)
{
    Noted noted{XmlEvent::Kind::ends, wanted.id, context_->input->line, texts_.size(), 0, 0, 0};
    texts_.append(chars(name));
    noted.text_at = texts_.size();
    if (taking_)
        texts_.append(taken_);
    noted.attribute_at = texts_.size();
    if (taking_)
        texts_.append(attribute_);
    noted.end_at = texts_.size();
    noted_.push_back(noted);
}

// Only fatal errors end a file; an undeclared prefix, say, does not hide money.
void XmlStream::Parser::error(void* self, xmlErrorPtr error) noexcept
{
    Parser& parser = *static_cast<Parser*>(self);
    if (error->level != XML_ERR_FATAL || parser.error_ || error->code == XML_ERR_USER_STOP)
        return;
    parser.error_code_ = error->code;
    std::string message(trimmed(error->message == nullptr ? "" : error->message));
    parser.refuse(parser.root_seen_ ? "not well-formed XML: " + squeezed(message)
                                    : "not XML: " + squeezed(message));
}

XmlStream::XmlStream(const XmlShape& shape) : parser_(std::make_unique<Parser>(shape)) {}
XmlStream::~XmlStream() = default;
std::optional<FileError> XmlStream::feed(std::string_view bytes) { return parser_->feed(bytes, false); }
std::optional<FileError> XmlStream::finish() { return parser_->finish(); }
std::size_t XmlStream::event_count() const { return parser_->event_count(); }
XmlEvent XmlStream::event(std::size_t at) const { return parser_->event(at); }

} // namespace kvitt::statements
