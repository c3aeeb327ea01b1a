#include "http/assets.h"

#include "base/embedded.h"
#include "base/secret.h"
#include "http/media.h"

#include <array>
#include <zlib.h>

namespace kvitt::http
{
namespace
{

constexpr std::string_view folder = "/assets/";
constexpr std::string_view embedded_folder = "assets/";
constexpr std::size_t hash_characters = 12;
constexpr int gzip_level_best = 9;

constexpr std::array<std::pair<std::string_view, std::string_view>, 16> content_types = {{
    {".css", "text/css; charset=utf-8"},
    {".csv", "text/csv; charset=utf-8"},
    {".gif", "image/gif"},
    {".html", "text/html; charset=utf-8"},
    {".ico", "image/x-icon"},
    {".jpg", "image/jpeg"},
    {".js", "text/javascript; charset=utf-8"},
    {".json", "application/json"},
    {".pdf", "application/pdf"},
    {".png", "image/png"},
    {".svg", "image/svg+xml"},
    {".txt", "text/plain; charset=utf-8"},
    {".webmanifest", "application/manifest+json"},
    {".woff", "font/woff"},
    {".woff2", "font/woff2"},
    {".xml", "application/xml"},
}};

// "kvitt.css" and its hash: "/assets/kvitt.0123456789ab.css".
std::string address(const std::string& name, const std::string& hash)
{
    const auto dot = name.rfind('.');
    const std::string extension = dot == std::string::npos ? "" : name.substr(dot);
    return std::string(folder) + name.substr(0, dot) + "." + hash + extension;
}

} // namespace

std::string_view content_type_of(std::string_view file_name)
{
    const auto dot = file_name.rfind('.');
    const auto extension = dot == std::string_view::npos ? std::string_view{} : file_name.substr(dot);
    for (const auto& [known, type] : content_types)
        if (known == extension)
            return type;
    return "application/octet-stream";
}

bool is_compressible(std::string_view content_type)
{
    const auto type = content_type.substr(0, content_type.find(';'));
    const auto ends = [&](std::string_view end) {
        return type.size() > end.size() && type.substr(type.size() - end.size()) == end;
    };
    return type.substr(0, 5) == "text/" || ends("/json") || ends("+json") || ends("/xml") || ends("+xml");
}

std::string gzip(std::string_view bytes, int level)
{
    constexpr int window_bits_gzip = 15 + 16;
    constexpr int memory_level = 8;
    z_stream stream = {};
    KVITT_ASSERT(
        deflateInit2(&stream, level, Z_DEFLATED, window_bits_gzip, memory_level, Z_DEFAULT_STRATEGY) == Z_OK);
    std::string out(deflateBound(&stream, static_cast<uLong>(bytes.size())), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    const int result = deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    KVITT_ASSERT(result == Z_STREAM_END);
    return out;
}

Assets::Assets(const std::vector<std::pair<std::string, std::string_view>>& files)
{
    for (const auto& [name, bytes] : files)
    {
        Asset asset;
        const std::string hash = sha256_hex(bytes).substr(0, hash_characters);
        asset.bytes = bytes;
        asset.content_type = content_type_of(name);
        asset.etag = "\"" + hash + "\"";
        if (is_compressible(asset.content_type))
            asset.gzip = gzip(bytes, gzip_level_best);
        if (asset.gzip.size() >= bytes.size())
            asset.gzip.clear();
        const std::string path = address(name, hash);
        urls_.emplace(name, path);
        by_path_.emplace(path, std::move(asset));
    }
}

const std::string& Assets::url(std::string_view name) const
{
    const auto found = urls_.find(name);
    if (found == urls_.end())
        throw Bug("no asset " + std::string(name));
    return found->second;
}

std::optional<Response> Assets::find(const Request& request) const
{
    if (std::string_view(request.path).substr(0, folder.size()) != folder)
        return std::nullopt;
    const auto found = by_path_.find(request.path);
    if (found == by_path_.end())
        return text_response("Not found.\n", 404);
    if (request.method != Method::get && request.method != Method::head)
    {
        Response refusal = text_response("Method not allowed.\n", 405);
        refusal.headers.add("Allow", "GET, HEAD");
        return refusal;
    }
    const Asset& asset = found->second;
    Response response;
    response.headers.add("Cache-Control", "public, max-age=31536000, immutable");
    response.headers.add("ETag", asset.etag);
    response.headers.add("Vary", "Accept-Encoding");
    response.headers.add("X-Content-Type-Options", "nosniff");
    if (request.headers.find("If-None-Match").value_or("").find(asset.etag) != std::string_view::npos)
    {
        response.status = 304;
        return response;
    }
    response.headers.add("Content-Type", asset.content_type);
    response.static_body = asset.bytes;
    if (!asset.gzip.empty() && accepts_gzip(request.headers.find("Accept-Encoding").value_or("")))
    {
        response.headers.add("Content-Encoding", "gzip");
        response.static_body = asset.gzip;
    }
    return response;
}

const Assets& embedded_assets()
{
    static const Assets assets([] {
        std::vector<std::pair<std::string, std::string_view>> files;
        for (const auto& name : embedded::list(embedded_folder))
            files.emplace_back(name.substr(embedded_folder.size()), embedded::find(name).value());
        return files;
    }());
    return assets;
}

std::string asset_url(std::string_view name) { return embedded_assets().url(name); }

} // namespace kvitt::http
