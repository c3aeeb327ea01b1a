#include "orders/picture_samples.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <vector>

#include <jpeglib.h> // wants stdio.h before it

#include <png.h>

namespace kvitt::orders::samples
{
namespace
{

// A slope with some noise, the same each time.
unsigned char shade(unsigned x, unsigned y, unsigned channel)
{
    return static_cast<unsigned char>(x * 3 + y * 5 + channel * 40 + (x * 7919 + y * 104'729) % 17);
}

// EXIF with an orientation and, if located, a directory of GPS facts and an image description (EXIF 2.3).
std::string exif_block(int orientation, bool located)
{
    std::string out("Exif\0\0MM\0*\0\0\0\x08", 14);
    const auto short_entry = [&](int tag, int value) {
        const char entry[] = {static_cast<char>(tag >> 8),
                              static_cast<char>(tag),
                              0,
                              3,
                              0,
                              0,
                              0,
                              1,
                              0,
                              static_cast<char>(value),
                              0,
                              0};
        out.append(entry, sizeof(entry));
    };
    const auto text_entry = [&](int tag, int at) {
        const char entry[] = {static_cast<char>(tag >> 8),
                              static_cast<char>(tag),
                              0,
                              2,
                              0,
                              0,
                              0,
                              static_cast<char>(place.size() + 1),
                              0,
                              0,
                              0,
                              static_cast<char>(at)};
        out.append(entry, sizeof(entry));
    };
    out.append("\0", 1).push_back(located ? 2 : 1);
    if (located)
        text_entry(0x010E, 8 + 2 + 24 + 4); // ImageDescription, behind the directory
    short_entry(0x0112, orientation);
    out.append(4, '\0');
    if (located)
        out.append(place).push_back('\0');
    return out;
}

void write_block(jpeg_compress_struct& to, int marker, const std::string& block)
{
    jpeg_write_marker(&to, marker, reinterpret_cast<const JOCTET*>(block.data()),
                      static_cast<unsigned>(block.size()));
}

void write_blocks(jpeg_compress_struct& to, const JpegSample& sample)
{
    if (sample.orientation > 0)
        write_block(to, JPEG_APP0 + 1, exif_block(sample.orientation, sample.located));
    if (!sample.located)
        return;
    std::string xmp("http://ns.adobe.com/xap/1.0/\0", 29);
    xmp.append("<x>").append(place).append("</x>");
    write_block(to, JPEG_APP0 + 1, xmp);
    write_block(to, JPEG_APP0 + 13, std::string("Photoshop 3.0\0", 14) + place);
    write_block(to, JPEG_APP0 + 2, std::string("ICC_PROFILE\0\1\1", 14) + place);
    write_block(to, JPEG_COM, place);
}

// So many passes, each one band of frequencies of one component.
void set_scans(jpeg_compress_struct& to, std::vector<jpeg_scan_info>& scans, int count)
{
    scans.push_back({to.num_components, {0, 1, 2, 3}, 0, 0, 0, 0});
    for (int at = 1; at < count; ++at)
        scans.push_back({1,
                         {at % to.num_components, 0, 0, 0},
                         1 + (at / to.num_components) % 63,
                         1 + (at / to.num_components) % 63,
                         0,
                         0});
    to.scan_info = scans.data();
    to.num_scans = count;
}

} // namespace

std::string jpeg(const JpegSample& sample)
{
    jpeg_compress_struct to{};
    jpeg_error_mgr errors{};
    to.err = jpeg_std_error(&errors);
    jpeg_create_compress(&to);
    unsigned char* memory = nullptr;
    unsigned long size = 0;
    jpeg_mem_dest(&to, &memory, &size);
    to.image_width = sample.width;
    to.image_height = sample.height;
    to.input_components = sample.four_components ? 4 : 3;
    to.in_color_space = sample.four_components ? JCS_CMYK : JCS_RGB;
    jpeg_set_defaults(&to);
    std::vector<jpeg_scan_info> scans;
    if (sample.scans > 0)
        set_scans(to, scans, sample.scans);
    else if (sample.progressive)
        jpeg_simple_progression(&to);
    jpeg_start_compress(&to, TRUE);
    write_blocks(to, sample);
    std::vector<unsigned char> row(static_cast<std::size_t>(sample.width) * 4);
    for (unsigned y = 0; y < sample.height; ++y)
    {
        for (unsigned x = 0; x < sample.width; ++x)
            for (int channel = 0; channel < to.input_components; ++channel)
                row[x * static_cast<unsigned>(to.input_components) + static_cast<unsigned>(channel)] =
                    shade(x, y, static_cast<unsigned>(channel));
        unsigned char* rows[] = {row.data()};
        jpeg_write_scanlines(&to, rows, 1);
    }
    jpeg_finish_compress(&to);
    jpeg_destroy_compress(&to);
    std::string out(reinterpret_cast<const char*>(memory), size);
    std::free(memory);
    return out;
}

namespace
{

void take(png_structp png, png_bytep bytes, png_size_t size)
{
    static_cast<std::string*>(png_get_io_ptr(png))->append(reinterpret_cast<const char*>(bytes), size);
}

void add_text(png_structp png, png_infop info)
{
    std::string said = place;
    std::string key = "Location";
    png_text texts[3] = {};
    for (auto& text : texts)
    {
        text.key = key.data();
        text.text = said.data();
        text.text_length = said.size();
    }
    texts[0].compression = PNG_TEXT_COMPRESSION_NONE;
    texts[1].compression = PNG_TEXT_COMPRESSION_zTXt;
    texts[2].compression = PNG_ITXT_COMPRESSION_NONE;
    texts[2].lang = key.data();
    texts[2].lang_key = key.data();
    png_set_text(png, info, texts, 3);
    std::string exif = exif_block(6, true).substr(6);
    png_set_eXIf_1(png, info, static_cast<png_uint_32>(exif.size()),
                   reinterpret_cast<png_bytep>(exif.data()));
}

} // namespace

std::string png(unsigned width, unsigned height, bool located, bool interlaced)
{
    std::string out;
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, nullptr, nullptr);
    png_infop info = png_create_info_struct(png);
    png_set_write_fn(png, &out, take, nullptr);
    png_set_IHDR(png, info, width, height, 8, PNG_COLOR_TYPE_RGB_ALPHA,
                 interlaced ? PNG_INTERLACE_ADAM7 : PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
                 PNG_FILTER_TYPE_DEFAULT);
    if (located)
        add_text(png, info);
    std::vector<unsigned char> pixels(static_cast<std::size_t>(width) * height * 4);
    std::vector<png_bytep> rows(height);
    for (unsigned y = 0; y < height; ++y)
    {
        rows[y] = pixels.data() + static_cast<std::size_t>(y) * width * 4;
        for (unsigned x = 0; x < width; ++x)
            for (unsigned channel = 0; channel < 4; ++channel)
                rows[y][x * 4 + channel] = channel == 3 ? 255 : shade(x, y, channel);
    }
    png_set_rows(png, info, rows.data());
    png_write_png(png, info, PNG_TRANSFORM_IDENTITY, nullptr);
    png_destroy_write_struct(&png, &info);
    return out;
}

std::string png_bomb(unsigned width, unsigned height)
{
    std::string out;
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, nullptr, nullptr);
    png_infop info = png_create_info_struct(png);
    png_set_write_fn(png, &out, take, nullptr);
    png_set_IHDR(png, info, width, height, 1, PNG_COLOR_TYPE_GRAY, PNG_INTERLACE_NONE,
                 PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    png_write_info(png, info);
    std::vector<unsigned char> row(width / 8 + 1);
    for (unsigned y = 0; y < height; ++y)
        png_write_row(png, row.data());
    png_write_end(png, info);
    png_destroy_write_struct(&png, &info);
    return out;
}

std::string pixels_of_jpeg(const std::string& bytes)
{
    jpeg_decompress_struct from{};
    jpeg_error_mgr errors{};
    from.err = jpeg_std_error(&errors);
    jpeg_create_decompress(&from);
    jpeg_mem_src(&from, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
    jpeg_read_header(&from, TRUE);
    jpeg_start_decompress(&from);
    std::string out;
    std::vector<unsigned char> row(static_cast<std::size_t>(from.output_width) *
                                   static_cast<std::size_t>(from.output_components));
    while (from.output_scanline < from.output_height)
    {
        unsigned char* rows[] = {row.data()};
        jpeg_read_scanlines(&from, rows, 1);
        out.append(reinterpret_cast<const char*>(row.data()), row.size());
    }
    jpeg_finish_decompress(&from);
    jpeg_destroy_decompress(&from);
    return out;
}

std::string pixels_of_png(const std::string& bytes)
{
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    if (png_image_begin_read_from_memory(&image, bytes.data(), bytes.size()) == 0)
        return {};
    image.format = PNG_FORMAT_RGBA;
    std::string out(PNG_IMAGE_SIZE(image), '\0');
    return png_image_finish_read(&image, nullptr, out.data(), 0, nullptr) != 0 ? out : std::string();
}

std::string pdf(const std::string& text)
{
    const std::string content = "BT /F1 24 Tf 72 700 Td (" + text + ") Tj ET";
    const std::string objects[] = {
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 "
        "R "
        ">> >> >>",
        "<< /Length " + std::to_string(content.size()) + " >>\nstream\n" + content + "\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    };
    std::string out = "%PDF-1.4\n%\xe2\xe3\xcf\xd3\n";
    std::string table = "xref\n0 6\n0000000000 65535 f \n";
    int number = 0;
    for (const std::string& object : objects)
    {
        std::string at = std::to_string(out.size());
        table += std::string(10 - at.size(), '0') + at + " 00000 n \n";
        out += std::to_string(++number) + " 0 obj\n" + object + "\nendobj\n";
    }
    const std::string start = std::to_string(out.size());
    return out + table + "trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n" + start + "\n%%EOF\n";
}

} // namespace kvitt::orders::samples
