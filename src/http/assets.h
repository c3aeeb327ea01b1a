// Files of the user interface, inside the binary, under addresses that change with their content:
// /assets/NAME.HASH12.EXT, kept by browsers for ever. Compressed once, at start.
#pragma once

#include "http/message.h"

#include <map>

namespace kvitt::http
{

class Assets
{
  public:
    // Name ("kvitt.css") and bytes; these, and this object, must outlive every response given.
    explicit Assets(const std::vector<std::pair<std::string, std::string_view>>& files);

    // The address of a file; a name that is not there is a bug.
    const std::string& url(std::string_view name) const;
    // The answer if the path is below /assets/ (404 for what is not there), else nothing. Safe on the edge.
    std::optional<Response> find(const Request& request) const;

  private:
    struct Asset
    {
        std::string_view bytes;
        std::string gzip; // empty if it would not be smaller
        std::string content_type;
        std::string etag;
    };
    std::map<std::string, std::string, std::less<>> urls_; // by name
    std::map<std::string, Asset, std::less<>> by_path_;
};

// Those embedded in the program (assets/*).
const Assets& embedded_assets();
std::string asset_url(std::string_view name);

// By the file name's extension; application/octet-stream for others.
std::string_view content_type_of(std::string_view file_name);
// Text-like types, which gzip makes smaller.
bool is_compressible(std::string_view content_type);
// RFC 1952, level 1-9.
std::string gzip(std::string_view bytes, int level);

} // namespace kvitt::http
