// Files meant to hurt, or hurt on their way: each is refused whole, with a line, in bounded time and memory.
#include "statements/detect.h"
#include "statements/statements.h"
#include "statements/xml.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

using namespace kvitt;
using namespace kvitt::statements;
using testing::HasSubstr;
using namespace std::string_literals;

namespace
{

constexpr const char* small_file = R"(<?xml version="1.0" encoding="ISO-8859-1"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02">
 <BkToCstmrStmt><GrpHdr><MsgId>M</MsgId></GrpHdr>
  <Stmt><Id>S</Id><!-- a > remark -->
   <Acct><Id><IBAN>SE45</IBAN></Id></Acct>
   <Ntry><Amt Ccy="SEK">12.50</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts>
    <NtryDtls><TxDtls><RmtInf>
     <Ustrd>a &lt;b&gt; &#229; <![CDATA[<c>]]></Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>
  </Stmt>
 </BkToCstmrStmt>
</Document>)";

std::string message_of(const StatementFile& file) { return file.error ? file.error->message : "none"; }

StatementFile read_in_pieces(std::string_view bytes, std::size_t size)
{
    return read_file(
        [&] {
            const auto piece = bytes.substr(0, size);
            bytes.remove_prefix(piece.size());
            return piece;
        },
        Keep::entries);
}

std::string utf16(std::string_view ascii, bool big, bool mark)
{
    std::string out = mark ? (big ? "\xfe\xff" : "\xff\xfe") : "";
    for (const char c : ascii)
    {
        out.push_back(big ? '\0' : c);
        out.push_back(big ? c : '\0');
    }
    return out;
}

std::string without_declaration()
{
    return std::string(small_file).substr(std::string(small_file).find("<Document"));
}

std::string remittance_of(const StatementFile& file)
{
    return file.error ? "error: " + file.error->message
                      : file.statements.at(0).entries.at(0).remittance.value_or("");
}

} // namespace

TEST(Hostile, TheSmallFileItselfIsRead)
{
    EXPECT_EQ(remittance_of(read_bytes(small_file)), "a <b> å <c>");
    EXPECT_EQ(read_bytes(small_file).encoding, "ISO-8859-1");
}

TEST(Hostile, PiecesOfAnySizeGiveTheSame)
{
    for (std::size_t size = 1; size < 200; ++size)
        EXPECT_EQ(to_json(read_in_pieces(small_file, size)), to_json(read_bytes(small_file))) << size;
}

TEST(Hostile, CutAnywhereItIsRefusedWithALine)
{
    const std::string whole = small_file;
    for (std::size_t size = 0; size < whole.size(); ++size)
    {
        const StatementFile file = read_bytes(std::string_view(whole).substr(0, size));
        ASSERT_TRUE(file.error) << size;
        EXPECT_TRUE(file.error->line.has_value()) << size;
        EXPECT_TRUE(file.statements.empty());
    }
    const StatementFile cut = read_bytes(std::string_view(whole).substr(0, whole.find("CRDT")));
    EXPECT_EQ(cut.error->line, 6);
    EXPECT_EQ(cut.error->element, "CdtDbtInd");
    EXPECT_THAT(cut.error->message, HasSubstr("not whole"));
}

TEST(Hostile, EveryByteChangedNeverCrashes)
{
    const std::string whole = small_file;
    std::mt19937 random(7);
    for (std::size_t at = 0; at < whole.size(); ++at)
    {
        std::string changed = whole;
        changed[at] = static_cast<char>(random() & 255);
        const StatementFile file = read_bytes(changed);
        EXPECT_TRUE(!file.error || file.error->line.has_value()) << at;
    }
}

TEST(Hostile, DocumentTypesAreRefusedAtOnce)
{
    std::string laughs = "<?xml version='1.0'?>\n<!DOCTYPE lolz [<!ENTITY a 'lol'>";
    for (char c = 'b'; c <= 'j'; ++c)
    {
        laughs += std::string("<!ENTITY ") + c + " '";
        for (int i = 0; i < 10; ++i)
            laughs += std::string("&") + static_cast<char>(c - 1) + ";";
        laughs += "'>";
    }
    laughs += "]><Document><BkToCstmrStmt><Stmt><Id>&j;</Id></Stmt></BkToCstmrStmt></Document>";
    const StatementFile file = read_bytes(laughs);
    EXPECT_THAT(message_of(file), HasSubstr("document type"));
    EXPECT_EQ(file.error->line, 2);
    EXPECT_EQ(file.error->element, "!DOCTYPE");
    for (const char* head : {"<!DOCTYPE Document SYSTEM 'file:///etc/passwd'>",
                             "<!DOCTYPE Document [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>",
                             "<!DOCTYPE Document PUBLIC 'p' 'http://127.0.0.1:1/x.dtd'>",
                             "<!DOCTYPE Document [<!ENTITY % x SYSTEM 'http://127.0.0.1:1/'> %x;]>"})
        EXPECT_THAT(
            message_of(read_bytes(
                head + std::string(
                           "<Document><BkToCstmrStmt><Stmt><Id>&x;</Id></Stmt></BkToCstmrStmt></Document>"))),
            HasSubstr("document type"))
            << head;
    EXPECT_THAT(message_of(read_bytes(
                    "<Document><BkToCstmrStmt><Stmt><Id>&x;</Id></Stmt></BkToCstmrStmt></Document>")),
                HasSubstr("not well-formed"));
}

TEST(Hostile, DeepNesting)
{
    std::string deep;
    for (int i = 0; i < 10'000; ++i)
        deep += "<a>";
    EXPECT_THAT(message_of(read_bytes("<Document><BkToCstmrStmt>" + deep)), HasSubstr("nested deeper than"));
    std::string ntry = "<Document><BkToCstmrStmt>";
    for (int i = 0; i < 10'000; ++i)
        ntry += "<Stmt>";
    EXPECT_THAT(message_of(read_bytes(ntry)), HasSubstr("nested deeper than"));
}

TEST(Hostile, HugeTexts)
{
    const std::string huge(2'000'000, 'x');
    const auto in = [&](const std::string& open) {
        return message_of(read_bytes("<Document><BkToCstmrStmt><Stmt>" + open + huge));
    };
    EXPECT_THAT(in("<Id>"), HasSubstr("longer than 16384 bytes"));
    EXPECT_THAT(in("<Ntry><Amt Ccy='SEK'>"), HasSubstr("longer than 16384 bytes"));
    EXPECT_THAT(in("<Unknown>"), HasSubstr("not whole")); // read over, never kept
    for (const char* open :
         {"<", "</", "<Ntry><Amt Ccy='", "<Ntry><Amt ", "<!-- ", "<?pi ", "<Id>&", "<Id>&#"})
        EXPECT_THAT(in(open),
                    testing::AnyOf(HasSubstr("longer than 32768 bytes"), HasSubstr("not well-formed")))
            << open;
    EXPECT_THAT(in("<Id><![CDATA["), HasSubstr("longer than"));
}

TEST(Hostile, ManyTextsInOnePlace)
{
    std::string many = "<Document><BkToCstmrStmt><Stmt><Ntry><NtryDtls><TxDtls><RmtInf>";
    for (int i = 0; i < 100'000; ++i)
        many += "<Ustrd>0123456789</Ustrd>";
    EXPECT_THAT(message_of(read_bytes(many)), HasSubstr("texts together are longer"));
    std::string parts = "<Document><BkToCstmrStmt><Stmt><Ntry><NtryDtls>";
    for (std::size_t i = 0; i <= details_max; ++i)
        parts += "<TxDtls/>";
    EXPECT_THAT(message_of(read_bytes(parts)), HasSubstr("payments"));
    const auto attributes = [](int count, const std::string& name) {
        std::string out = "<Document><BkToCstmrStmt><Stmt";
        for (int i = 0; i < count; ++i)
            out += " " + name + std::to_string(i) + "='1'";
        return message_of(read_bytes(out + ">"));
    };
    EXPECT_THAT(attributes(1'000, "a"), HasSubstr("more than 64 attributes"));
    EXPECT_THAT(attributes(1'000, "xmlns:a"), HasSubstr("more than 64 attributes"));
    EXPECT_THAT(attributes(100'000, "a"), HasSubstr("longer than 32768 bytes"));
    std::string names = "<Document><BkToCstmrStmt>";
    for (int i = 0; i < 20'000; ++i)
        names += "<name-of-an-element-" + std::to_string(i) + "/>";
    EXPECT_THAT(message_of(read_bytes(names)), HasSubstr("different names"));
}

TEST(Hostile, WhatIsNoXml)
{
    EXPECT_EQ(message_of(read_bytes("")), "the file is empty");
    std::string junk;
    std::mt19937 random(11);
    for (int i = 0; i < 100'000; ++i)
        junk.push_back(static_cast<char>(random() & 255));
    junk[0] = '\x7f';
    EXPECT_THAT(message_of(read_bytes(junk)), HasSubstr("not a bank statement"));
    junk[0] = '<';
    EXPECT_NE(message_of(read_bytes(junk)), "none");
    for (const char* text :
         {"\n", "hello", "%PDF-1.7", "PK\x03\x04", ":20:STARTUMS", "{\"a\": 1}", "\xef\xbb\xbf", "\xff\xfe"})
        EXPECT_THAT(message_of(read_bytes(text)), HasSubstr("not a bank statement")) << text;
    EXPECT_EQ(read_bytes("hello").error->line, 1);
}

TEST(Hostile, Encodings)
{
    for (const bool big : {false, true})
    {
        const auto file = read_in_pieces(utf16(without_declaration(), big, true), 7);
        EXPECT_EQ(remittance_of(file), "a <b> å <c>") << big;
        EXPECT_EQ(file.encoding, "UTF-16");
        // XML asks for the mark; without it and without a declaration libxml2 does not guess.
        EXPECT_EQ(read_bytes(utf16(without_declaration(), big, false)).error->line, 1);
    }
    EXPECT_EQ(remittance_of(read_bytes("\xef\xbb\xbf" + without_declaration())), "a <b> å <c>");
    std::string latin = small_file;
    latin.replace(latin.find("&#229;"), 6, "\xe5");
    EXPECT_EQ(remittance_of(read_bytes(latin)), "a <b> å <c>");
    for (std::size_t size = 1; size < 100; ++size)
        EXPECT_EQ(remittance_of(read_in_pieces(latin, size)), "a <b> å <c>") << size;
    latin.replace(latin.find("ISO-8859-1"), 10, "UTF-8");
    EXPECT_THAT(remittance_of(read_bytes(latin)), HasSubstr("not proper UTF-8"));
    latin.replace(latin.find("UTF-8"), 5, "X-NONE");
    EXPECT_THAT(remittance_of(read_bytes(latin)), HasSubstr("error: "));
}

// libxml2 stops without an error where UTF-16 cannot be converted.
TEST(Hostile, HalfAFileInABrokenEncodingIsNotAFile)
{
    const std::string whole = utf16(without_declaration(), false, true);
    for (std::size_t at = 2; at + 1 < whole.size(); at += 2)
    {
        std::string broken = whole;
        broken.replace(at, 2, "\x00\xdc"s); // a lone surrogate
        for (const std::size_t size : {std::size_t{16}, whole.size()})
        {
            const StatementFile file = read_in_pieces(broken, size);
            EXPECT_TRUE(file.error) << at;
            EXPECT_TRUE(file.error && file.error->line) << at;
        }
    }
}

TEST(Hostile, DetectionLooksAtTheContent)
{
    EXPECT_EQ(detect("<?xml version='1.0' encoding='iso-8859-15'?><Document/>").encoding, "ISO-8859-15");
    EXPECT_EQ(detect("  <Document/>").encoding, "UTF-8");
    EXPECT_EQ(detect(utf16("<Document/>", true, false)).encoding, "UTF-16");
    EXPECT_EQ(detect("").family, Family::unknown);
    EXPECT_EQ(detect("<?xml version='1.0' encoding='").encoding, "UTF-8");
    EXPECT_EQ(detect("<?xml encoding='?>").family, Family::camt);
}
