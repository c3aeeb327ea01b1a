#include "orders/proof_judge.h"

#include "orders/picture.h"
#include "orders/picture_samples.h"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include <thread>

using namespace kvitt;
using namespace kvitt::orders;
using testing::HasSubstr;
using testing::Not;

namespace
{

const ProofFileLimits limits;

// The code of the fault, or the type that was found.
std::string judged(const std::string& bytes, const ProofFileLimits& with = limits)
{
    const JudgedFile file = judge_proof_file(bytes, with);
    return file.fault ? file.fault->code : enum_text(file.type);
}

std::string zip()
{
    // A stored file "a" of one byte, the directory, and its end record.
    const std::string name_and_byte = "aX";
    const std::string local =
        std::string("PK\x03\x04\x0a\0\0\0\0\0\0\0\0\0\x83\x16\xdc\x8c\1\0\0\0\1\0\0\0\1\0\0\0", 30) +
        name_and_byte;
    const std::string central =
        std::string("PK\x01\x02\x0a\0\x0a\0\0\0\0\0\0\0\0\0\x83\x16\xdc\x8c\1\0\0\0\1\0\0\0\1\0", 30) +
        std::string(16, '\0') + "a";
    std::string end("PK\x05\x06\0\0\0\0\1\0\1\0", 12);
    end += static_cast<char>(central.size());
    end += std::string("\0\0\0", 3);
    end += static_cast<char>(local.size());
    end += std::string("\0\0\0\0\0", 5);
    return local + central + end;
}

std::string heic(const std::string& brand)
{
    return std::string("\0\0\0\x18", 4) + "ftyp" + brand + std::string("\0\0\0\0", 4) + "mif1" + brand +
           std::string(300, '\0');
}

std::string exif_words(const std::string& bytes)
{
    const auto at = bytes.find("Exif");
    return at == std::string::npos ? "" : bytes.substr(at, 32);
}

} // namespace

TEST(ProofFile, WhatABankGivesIsTaken)
{
    EXPECT_EQ(judged(samples::pdf()), "pdf");
    EXPECT_EQ(judged(samples::pdf() + "\r\n\0\0"), "pdf");
    EXPECT_EQ(judged(samples::jpeg()), "jpg");
    EXPECT_EQ(judged(samples::jpeg({.progressive = true})), "jpg");
    EXPECT_EQ(judged(samples::jpeg({.four_components = true})), "jpg");
    EXPECT_EQ(judged(samples::jpeg({.width = 1, .height = 1})), "jpg");
    EXPECT_EQ(judged(samples::png()), "png");
    EXPECT_EQ(judged(samples::png(33, 7, false, true)), "png");
    EXPECT_EQ(judge_proof_file(samples::pdf(), limits).shown, samples::pdf());
}

TEST(ProofFile, AnythingElseIsRefusedByWhatItIs)
{
    EXPECT_EQ(judged(""), "missing");
    EXPECT_EQ(judged("GIF89a<script>alert(1)</script>"), "other_picture");
    EXPECT_EQ(judged("<svg xmlns=\"http://www.w3.org/2000/svg\"><script>1</script></svg>"), "other_picture");
    EXPECT_EQ(judged("<!doctype html><html><body>Paid</body></html>"), "web_page");
    EXPECT_EQ(judged("Paid, I promise.\n"), "text");
    EXPECT_EQ(judged(zip()), "archive");
    EXPECT_EQ(judged(std::string("\x7f"
                                 "ELF\2\1\1\0",
                                 8) +
                     std::string(200, '\0')),
              "wrong_type");
    EXPECT_EQ(judged(std::string("\xff\xd8\xff<html><script>1</script>")), "damaged");
    EXPECT_EQ(judged(std::string("\x89PNG\r\n\x1a\n", 8) + "<script>1</script>"), "wrong_type");
    EXPECT_EQ(judged(std::string(500, '\0')), "wrong_type");
    for (const char* brand : {"heic", "heix", "mif1", "msf1", "hevc"})
        EXPECT_EQ(judged(heic(brand)), "heic") << brand;
    EXPECT_THAT(judge_proof_file(heic("heic"), limits).fault->message, HasSubstr("HEIC"));
    EXPECT_EQ(judged(heic("avif")), "other_picture");
}

TEST(ProofFile, OneDocumentIsNotTwo)
{
    const std::string page = "<html><script>alert(1)</script></html>";
    EXPECT_EQ(judged("\n" + samples::pdf()), "mixed_content");
    EXPECT_EQ(judged("\xef\xbb\xbf" + samples::pdf()), "mixed_content");
    EXPECT_EQ(judged(page + samples::pdf()), "mixed_content");
    EXPECT_EQ(judged(samples::pdf() + page), "mixed_content");
    EXPECT_EQ(judged(samples::pdf() + page + "%%EOF"), "damaged");
    EXPECT_EQ(judged(samples::pdf() + zip()), "mixed_content");
    // A ZIP whose comment is the rest of a PDF.
    std::string inside = zip();
    const std::string rest = "\nstartxref\n9\n%%EOF\n";
    inside[inside.size() - 2] = static_cast<char>(rest.size());
    EXPECT_EQ(judged(samples::pdf() + inside + rest), "mixed_content");
    EXPECT_EQ(judged(samples::jpeg() + page), "mixed_content");
    EXPECT_EQ(judged(samples::jpeg() + zip()), "mixed_content");
    EXPECT_EQ(judged(samples::jpeg() + samples::pdf()), "mixed_content");
    EXPECT_EQ(judged(samples::png() + zip()), "mixed_content");
    EXPECT_EQ(judged(samples::png() + page), "mixed_content");
}

TEST(ProofFile, WhatTelephonesPutBehindAPictureIsLeftOutOfTheCopy)
{
    const std::string second = samples::jpeg({.width = 64});
    const std::string film = std::string("\0\0\0\x18", 4) + "ftypmp42" + std::string(200, '\0');
    for (const std::string& tail : {second, film, std::string(40, '\0'), std::string("\x01SEFT\x02\x03")})
    {
        const JudgedFile file = judge_proof_file(samples::jpeg() + tail, limits);
        ASSERT_FALSE(file.fault) << file.fault->code;
        EXPECT_EQ(file.shown, judge_proof_file(samples::jpeg(), limits).shown);
    }
}

TEST(ProofFile, CutOffAnywhereIsDamaged)
{
    for (const std::string& whole : {samples::pdf(), samples::jpeg(), samples::jpeg({.progressive = true}),
                                     samples::png(), samples::png(20, 20, false, true)})
    {
        ASSERT_FALSE(judge_proof_file(whole, limits).fault);
        // A PDF without its last line break is whole still.
        const std::size_t last = whole.size() - (whole.starts_with("%PDF") ? 2 : 1);
        for (std::size_t size = 0; size <= last; ++size)
            EXPECT_NE(judged(whole.substr(0, size)), judged(whole)) << size << " of " << whole.size();
    }
}

TEST(ProofFile, TooLargeIsToldWithTheLimit)
{
    EXPECT_EQ(judged(samples::pdf(), {.bytes_max = 100}), "too_large");
    const JudgedFile file = judge_proof_file(std::string(1000, 'x'), {.bytes_max = 999});
    EXPECT_EQ(file.fault->code, "too_large");
    EXPECT_EQ(too_large_fault(10LL * 1024 * 1024).facts.front().second, "10 MB");
    EXPECT_EQ(judged(samples::pdf(), {.bytes_max = static_cast<std::int64_t>(samples::pdf().size())}), "pdf");
}

TEST(ProofFile, APixelBombIsNotUnpacked)
{
    const std::string bomb = samples::png_bomb(20'000, 20'000);
    EXPECT_LT(bomb.size(), 200'000U);
    EXPECT_EQ(judged(bomb), "too_many_pixels");
    EXPECT_EQ(judge_proof_file(bomb, limits).fault->facts.front().second, "60");
    EXPECT_EQ(judged(samples::png(40, 30), {.pixels_max = 1199}), "too_many_pixels");
    EXPECT_EQ(judged(samples::png(40, 30), {.pixels_max = 1200}), "png");
    EXPECT_EQ(judged(samples::jpeg({.width = 40, .height = 30}), {.pixels_max = 1199}), "too_many_pixels");
    EXPECT_EQ(judged(samples::jpeg({.width = 40, .height = 30}), {.pixels_max = 1200}), "jpg");
    // A header that lies about a small picture.
    std::string lies = samples::jpeg({.width = 48, .height = 32});
    const auto size_at = lies.find(std::string("\0\x20\0\x30", 4));
    ASSERT_NE(size_at, std::string::npos);
    lies.replace(size_at, 4, "\xff\xdc\xff\xdc");
    EXPECT_EQ(judged(lies), "too_many_pixels");
    lies.replace(size_at, 4, std::string("\x10\0\x10\0", 4)); // 4096 x 4096: unpacked, and found short
    EXPECT_EQ(judged(lies), "damaged");
}

TEST(ProofFile, AJpegOfEndlessPassesIsRefused)
{
    EXPECT_EQ(judged(samples::jpeg({.scans = 60})), "jpg");
    EXPECT_EQ(judged(samples::jpeg({.scans = jpeg_scans_max + 20})), "damaged");
}

TEST(Picture, TheCopyHasTheSamePixelsAndNoPlace)
{
    for (const bool progressive : {false, true})
    {
        const std::string original =
            samples::jpeg({.progressive = progressive, .orientation = 6, .located = true});
        EXPECT_THAT(original, HasSubstr(samples::place));
        const CleanPicture clean = clean_jpeg(original, limits.pixels_max);
        ASSERT_EQ(clean.fault, PictureFault::none);
        EXPECT_EQ(clean.end, original.size());
        EXPECT_THAT(clean.bytes, Not(HasSubstr(samples::place)));
        EXPECT_THAT(clean.bytes, Not(HasSubstr("xap")));
        EXPECT_THAT(clean.bytes, Not(HasSubstr("Photoshop")));
        EXPECT_THAT(clean.bytes, Not(HasSubstr("ICC_PROFILE")));
        EXPECT_EQ(samples::pixels_of_jpeg(clean.bytes), samples::pixels_of_jpeg(original));
    }
    const std::string original = samples::png(40, 30, true);
    EXPECT_THAT(original, HasSubstr(samples::place));
    const CleanPicture clean = clean_png(original, limits.pixels_max);
    ASSERT_EQ(clean.fault, PictureFault::none);
    EXPECT_EQ(clean.end, original.size());
    for (const char* gone : {"tEXt", "zTXt", "iTXt", "eXIf", "Location"})
        EXPECT_THAT(clean.bytes, Not(HasSubstr(gone)));
    EXPECT_EQ(samples::pixels_of_png(clean.bytes), samples::pixels_of_png(original));
}

TEST(Picture, StandsAsItStood)
{
    for (int orientation = 1; orientation <= 8; ++orientation)
    {
        const CleanPicture clean = clean_jpeg(samples::jpeg({.orientation = orientation}), limits.pixels_max);
        const std::string block = exif_words(clean.bytes);
        EXPECT_EQ(block.empty(), orientation == 1); // upright needs no word
        const std::string said = block.empty() ? std::string() : block.substr(24, 2);
        const std::string meant({'\0', static_cast<char>(orientation)});
        EXPECT_EQ(said, block.empty() ? std::string() : meant);
        // The copy of the copy says the same: libexif reads what was written.
        EXPECT_EQ(clean_jpeg(clean.bytes, limits.pixels_max).bytes, clean.bytes);
    }
    for (const int wrong : {9, 200})
        EXPECT_EQ(exif_words(clean_jpeg(samples::jpeg({.orientation = wrong}), limits.pixels_max).bytes), "");
}

// What is not a picture any more may be refused or mended, but never read beyond its end (the sanitizers
// look).
RC_GTEST_PROP(Picture, DamageIsSurvived, ())
{
    static const std::vector<std::string> wholes = {
        samples::jpeg({.orientation = 3, .located = true}), samples::jpeg({.progressive = true}),
        samples::png(24, 18, true), samples::png(16, 16, false, true), samples::pdf()};
    std::string bytes = *rc::gen::elementOf(wholes);
    const auto changes = *rc::gen::inRange(1, 12);
    for (int change = 0; change < changes; ++change)
    {
        const auto at = *rc::gen::inRange<std::size_t>(0, bytes.size());
        bytes[at] = *rc::gen::arbitrary<char>();
    }
    const JudgedFile file = judge_proof_file(bytes, {.pixels_max = 1'000'000});
    RC_ASSERT(file.fault.has_value() != !file.shown.empty());
}

TEST(ProofFile, ManyAtOnce)
{
    std::vector<std::thread> threads;
    std::atomic<int> taken{0};
    for (int thread = 0; thread < 8; ++thread)
        threads.emplace_back([&] {
            for (int round = 0; round < 5; ++round)
                taken += judged(samples::jpeg({.width = 300, .height = 200})) == "jpg" ? 1 : 0;
        });
    for (auto& thread : threads)
        thread.join();
    EXPECT_EQ(taken, 40);
}
