#include "orders/picture.h"

#include <csetjmp>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <vector>

#include <jpeglib.h> // wants stdio.h before it

#include <jerror.h>
#include <libexif/exif-data.h>
#include <png.h>

namespace kvitt::orders
{
namespace
{

// Of one picture while it is read: above what pixels_max makes of four full components.
constexpr long jpeg_memory_bytes_max = 768L * 1024 * 1024;
constexpr std::size_t piece_bytes = 64 * 1024;
constexpr int exif_marker = JPEG_APP0 + 1;
constexpr unsigned exif_bytes_max = 0xFFFF;
constexpr int upright = 1; // EXIF 2.3, 4.6.4 A: orientation

// One JPEG on its way through libjpeg, which tells of faults by jumping: so nothing with a destructor lives
// in the functions that a jump leaves, only this, outside of them.
struct Jpeg
{
    jpeg_decompress_struct from{};
    jpeg_compress_struct to{};
    jpeg_error_mgr errors{};
    jpeg_progress_mgr progress{};
    jpeg_destination_mgr destination{};
    std::jmp_buf failed{};
    JOCTET piece[piece_bytes]{};
    std::string out;
    bool damaged = false;
    std::int64_t pixels_max = 0;
    PictureFault fault = PictureFault::damaged;
    std::size_t end = 0;
};

Jpeg& jpeg_of(j_common_ptr any) { return *static_cast<Jpeg*>(any->client_data); }
Jpeg& jpeg_of(j_compress_ptr to) { return *static_cast<Jpeg*>(to->client_data); }

[[noreturn]] void fail(j_common_ptr any) { std::longjmp(jpeg_of(any).failed, 1); }

// libjpeg goes on after these: they harm nothing that is seen.
bool is_harmless(int code)
{
    return code == JWRN_EXTRANEOUS_DATA || code == JWRN_ADOBE_XFORM || code == JWRN_JFIF_MAJOR ||
           code == JWRN_NOT_SEQUENTIAL || code == JWRN_BOGUS_ICC;
}

void note_warning(j_common_ptr any, int level)
{
    if (level < 0 && !is_harmless(any->err->msg_code))
        jpeg_of(any).damaged = true;
}

void say_nothing(j_common_ptr) {}

void limit_scans(j_common_ptr any)
{
    if (any->is_decompressor != 0 &&
        reinterpret_cast<j_decompress_ptr>(any)->input_scan_number > jpeg_scans_max)
        fail(any);
}

void start_piece(j_compress_ptr to)
{
    to->dest->next_output_byte = jpeg_of(to).piece;
    to->dest->free_in_buffer = piece_bytes;
}

boolean take_piece(j_compress_ptr to)
{
    jpeg_of(to).out.append(reinterpret_cast<const char*>(jpeg_of(to).piece), piece_bytes);
    start_piece(to);
    return TRUE;
}

void take_last_piece(j_compress_ptr to)
{
    jpeg_of(to).out.append(reinterpret_cast<const char*>(jpeg_of(to).piece),
                           piece_bytes - to->dest->free_in_buffer);
}

// How the picture is to be turned to stand upright: 1 to 8.
int orientation_of(const jpeg_decompress_struct& from)
{
    int found = upright;
    for (auto* marker = from.marker_list; marker != nullptr; marker = marker->next)
    {
        ExifData* exif = exif_data_new_from_data(marker->data, marker->data_length);
        if (exif == nullptr)
            continue;
        const ExifEntry* entry = exif_content_get_entry(exif->ifd[EXIF_IFD_0], EXIF_TAG_ORIENTATION);
        if (entry != nullptr && entry->format == EXIF_FORMAT_SHORT && entry->size >= sizeof(ExifShort))
            found = exif_get_short(entry->data, exif_data_get_byte_order(exif));
        exif_data_unref(exif);
    }
    return found >= 1 && found <= 8 ? found : upright;
}

// An EXIF block that says nothing else.
void write_orientation(jpeg_compress_struct& to, int orientation)
{
    const auto value = static_cast<JOCTET>(orientation);
    const JOCTET block[] = {'E',  'x',  'i', 'f', 0, 0,                       // TIFF 6.0, big-endian:
                            'M',  'M',  0,   42,  0, 0, 0, 8,                 // the directory is at 8
                            0,    1,                                          // one entry:
                            0x01, 0x12, 0,   3,   0, 0, 0, 1, 0, value, 0, 0, // orientation, one short
                            0,    0,    0,   0};                              // no directory after it
    jpeg_write_marker(&to, exif_marker, block, sizeof(block));
}

void set_up(Jpeg& jpeg)
{
    jpeg.from.err = jpeg.to.err = jpeg_std_error(&jpeg.errors);
    jpeg.errors.error_exit = fail;
    jpeg.errors.emit_message = note_warning;
    jpeg.errors.output_message = say_nothing;
    jpeg.progress.progress_monitor = limit_scans;
    jpeg.destination = {nullptr, 0, start_piece, take_piece, take_last_piece};
    jpeg.from.client_data = jpeg.to.client_data = &jpeg;
}

// False for more pixels than are taken.
bool read_head(Jpeg& jpeg, std::string_view bytes)
{
    jpeg_mem_src(&jpeg.from, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
    jpeg_save_markers(&jpeg.from, exif_marker, exif_bytes_max);
    jpeg_read_header(&jpeg.from, TRUE);
    jpeg.from.progress = &jpeg.progress;
    const auto pixels =
        static_cast<std::int64_t>(jpeg.from.image_width) * static_cast<std::int64_t>(jpeg.from.image_height);
    return pixels <= jpeg.pixels_max;
}

void copy(Jpeg& jpeg)
{
    jvirt_barray_ptr* coefficients = jpeg_read_coefficients(&jpeg.from);
    jpeg_copy_critical_parameters(&jpeg.from, &jpeg.to);
    jpeg.to.optimize_coding = TRUE;
    jpeg.to.dest = &jpeg.destination;
    jpeg_write_coefficients(&jpeg.to, coefficients);
    const int orientation = orientation_of(jpeg.from);
    if (orientation != upright)
        write_orientation(jpeg.to, orientation);
    jpeg_finish_compress(&jpeg.to);
    jpeg_finish_decompress(&jpeg.from);
}

void transcode(Jpeg& jpeg, std::string_view bytes)
{
    if (setjmp(jpeg.failed) != 0)
        return;
    jpeg_create_decompress(&jpeg.from);
    jpeg_create_compress(&jpeg.to);
    jpeg.from.mem->max_memory_to_use = jpeg.to.mem->max_memory_to_use = jpeg_memory_bytes_max;
    if (!read_head(jpeg, bytes))
    {
        jpeg.fault = PictureFault::too_many_pixels;
        return;
    }
    copy(jpeg);
    jpeg.end = bytes.size() - jpeg.from.src->bytes_in_buffer;
    jpeg.fault = jpeg.damaged ? PictureFault::damaged : PictureFault::none;
}

// The chunk layout is PNG 1.2, 3.2: length, type, so many bytes, checksum. libpng has read the picture by
// now; this only finds where it ends, which libpng's simple interface does not tell. Nothing if it never
// does.
std::size_t png_end(std::string_view bytes)
{
    constexpr std::size_t frame = 12;
    std::size_t at = 8; // behind the signature
    while (bytes.size() - at >= frame)
    {
        const auto* head = reinterpret_cast<const unsigned char*>(bytes.data()) + at;
        const std::size_t length = std::size_t{head[0]} << 24 | std::size_t{head[1]} << 16 |
                                   std::size_t{head[2]} << 8 | std::size_t{head[3]};
        if (length > bytes.size() - at - frame)
            return 0;
        const bool last = bytes.substr(at + 4, 4) == "IEND";
        at += frame + length;
        if (last)
            return at;
    }
    return 0;
}

struct Freed
{
    void operator()(png_image* image) const { png_image_free(image); }
};

std::string png_written(png_image image, const std::vector<unsigned char>& pixels)
{
    char* memory = nullptr;
    std::size_t size = 0;
    std::FILE* file = open_memstream(&memory, &size);
    if (file == nullptr)
        return {};
    const bool written = png_image_write_to_stdio(&image, file, 0, pixels.data(), 0, nullptr) != 0;
    std::fclose(file);
    std::string out(memory, written ? size : 0);
    std::free(memory);
    return out;
}

} // namespace

CleanPicture clean_jpeg(std::string_view bytes, std::int64_t pixels_max)
{
    const auto jpeg = std::make_unique<Jpeg>();
    jpeg->pixels_max = pixels_max;
    set_up(*jpeg);
    transcode(*jpeg, bytes);
    jpeg_destroy_compress(&jpeg->to);
    jpeg_destroy_decompress(&jpeg->from);
    if (jpeg->fault != PictureFault::none)
        jpeg->out.clear();
    return {jpeg->fault, std::move(jpeg->out), jpeg->end};
}

CleanPicture clean_png(std::string_view bytes, std::int64_t pixels_max)
{
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    const std::unique_ptr<png_image, Freed> freed(&image);
    if (png_image_begin_read_from_memory(&image, bytes.data(), bytes.size()) == 0)
        return {};
    if (static_cast<std::int64_t>(image.width) * static_cast<std::int64_t>(image.height) > pixels_max)
        return {PictureFault::too_many_pixels, {}, 0};
    image.format &= PNG_FORMAT_FLAG_COLOR | PNG_FORMAT_FLAG_ALPHA; // eight bits a channel, no palette
    std::vector<unsigned char> pixels(PNG_IMAGE_SIZE(image));
    if (png_image_finish_read(&image, nullptr, pixels.data(), 0, nullptr) == 0)
        return {};
    CleanPicture out;
    out.end = png_end(bytes);
    if (out.end == 0)
        return out;
    png_image copy{};
    copy.version = PNG_IMAGE_VERSION;
    copy.width = image.width;
    copy.height = image.height;
    copy.format = image.format;
    copy.flags = PNG_IMAGE_FLAG_FAST;
    out.bytes = png_written(copy, pixels);
    out.fault = out.bytes.empty() ? PictureFault::damaged : PictureFault::none;
    return out;
}

} // namespace kvitt::orders
