// Pictures for tests, made by the libraries that also read them. Not for production.
#pragma once

#include <cstdint>
#include <string>

namespace kvitt::orders::samples
{

struct JpegSample
{
    unsigned width = 48;
    unsigned height = 32;
    bool progressive = false;
    int scans = 0;        // of a progressive one; 0: as libjpeg likes it
    int orientation = 0;  // 0: no EXIF block at all
    bool located = false; // a place in EXIF, in XMP, in IPTC and in a comment
    bool four_components = false;
};

// The words that a located picture carries in each of its blocks; none of them may be in a copy.
inline const std::string place = "59.3293N 18.0686E Slussen";

std::string jpeg(const JpegSample& sample = {});
// Width x height of noise with transparency; with the place in tEXt, zTXt, iTXt and eXIf chunks if asked to.
std::string png(unsigned width = 40, unsigned height = 30, bool located = false, bool interlaced = false);
// One colour without end: small as a file, large as a picture.
std::string png_bomb(unsigned width, unsigned height);
// The pixels as eight bits a channel, row by row; empty if it cannot be read.
std::string pixels_of_jpeg(const std::string& bytes);
std::string pixels_of_png(const std::string& bytes);
// A document of one empty page, with a cross-reference table that is right.
std::string pdf(const std::string& text = "Paid");

} // namespace kvitt::orders::samples
