// A picture from outside, read whole and written anew without anything that was not the picture: no place, no
// device, no text, no thumbnail, nothing behind its end. Pixels stay as they are (a JPEG's coefficients are
// not touched) and turned as they were. By libjpeg-turbo, libpng and libexif; nothing here parses by hand.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace kvitt::orders
{

enum class PictureFault
{
    none,
    damaged,         // or cut off, or not such a picture
    too_many_pixels, // told by its header, before anything is unpacked
};

struct CleanPicture
{
    PictureFault fault = PictureFault::damaged;
    std::string bytes;   // the copy
    std::size_t end = 0; // where the picture ended in what was given; something else may follow
};

// Scans of a progressive JPEG; each costs a pass over the whole picture.
inline constexpr int jpeg_scans_max = 100;

CleanPicture clean_jpeg(std::string_view bytes, std::int64_t pixels_max);
CleanPicture clean_png(std::string_view bytes, std::int64_t pixels_max);

} // namespace kvitt::orders
