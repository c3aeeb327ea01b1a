#include "matching/desk_http.h"

#include "access/access.h"
#include "http/message.h"
#include "orders/orders.h"
#include "payments/payments.h"
#include "web/site.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

using namespace kvitt;
using access::Role;
using access::Scope;
using http::Method;
using http::Request;
using http::Response;
using testing::HasSubstr;
using testing::Not;

namespace
{

const Currency sek = Currency::parse("SEK");
const Date from = Date::of(2020, 1, 1);
constexpr const char* account = "SE4550000000058398257466";

catalogue::CatalogueFile catalogue_file()
{
    catalogue::CatalogueFile file;
    file.time_zone = "Europe/Stockholm";
    file.programme =
        catalogue::Programme{"Nordlys", "Nordlys AB", "SE", "MPN ID", "desk@nordlys.example", 30, 7};
    file.offers = {{"action_pack", "action_pack", {}, 1, "Action pack", "Startpaket", "One year", "Ett år"}};
    file.prices = {{"action_pack", "*", from, sek, 100'000}};
    file.taxes = {{"SE", "domestic", BasisPoints{2500}, from}};
    file.receiving_accounts = {{"sek", sek, "bankgiro", "5050-1055", account, "Nordlys AB", "SEB", {}, "SE"}};
    file.agreements = {{"2026-1", from, "# A\n\nText.", "# A\n\nText."}};
    return file;
}

struct Line
{
    std::string amount;
    std::string text;
};

std::string camt(const std::string& id, const std::vector<Line>& lines)
{
    std::string out = R"(<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>
<Stmt><Id>)" + id + "</Id><Acct><Id><IBAN>" +
                      account + "</IBAN></Id><Ccy>SEK</Ccy></Acct>\n";
    for (const Line& line : lines)
        out +=
            "<Ntry><Amt Ccy=\"SEK\">" + line.amount +
            "</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-11-23</Dt></BookgDt>"
            "<AcctSvcrRef>" +
            id + line.amount + "</AcctSvcrRef><NtryDtls><TxDtls><RmtInf><Ustrd>" + line.text +
            "</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>\n";
    return out + "</Stmt></BkToCstmrStmt></Document>";
}

using Headers = std::vector<std::pair<std::string, std::string>>;

class DeskTest : public testing::Test
{
  protected:
    DeskTest() : folder_((std::filesystem::temp_directory_path() / "kvitt-desk-XXXXXX").string())
    {
        KVITT_ASSERT(::mkdtemp(folder_.data()) != nullptr);
        db_ = Db::open_for_test();
        db_->write(author_of(ActorKind::system), [&](Tx& tx) { set_up(tx); });
        site_ = std::make_unique<web::Site>(*db_, web::SiteOptions{}, matching::routes(folder_));
    }
    ~DeskTest() override { std::filesystem::remove_all(folder_); }

    void set_up(Tx& tx)
    {
        catalogue::load(tx, catalogue_file());
        granvik_ = add_partner(tx, "Granvik Data AB", "4812907");
        kvarnby_ = add_partner(tx, "Kvarnby IT AB", "4812915");
        finance_ = session(tx, "maja@nordlys.example", {Role::finance}, {});
        auditor_ = session(tx, "otto@nordlys.example", {Role::auditor}, {});
        reviewer_ = session(tx, "rut@nordlys.example", {Role::reviewer}, {});
        partner_ = session(tx, "anna@granvik.example", {Role::global_admin}, granvik_);
        desk_key_ = access::add_api_key(tx, {"CRM", {Scope::desk}, {}}).token;
        bank_key_ = access::add_api_key(tx, {"Bank", {Scope::statements_write}, {}}).token;
        partner_key_ = access::add_api_key(tx, {"Granvik", {Scope::receipts_read}, granvik_}).token;
    }

    static Id<partners::Partner> add_partner(Tx& tx, const std::string& name, const std::string& partner_id)
    {
        partners::NewPartner input;
        input.partner_id = partner_id;
        input.legal_name = name;
        input.country = "SE";
        input.currency = sek;
        input.legal_address = {"Storgatan 1", {}, "111 22", "Stad", {}, "SE"};
        return partners::create(tx, input).id;
    }

    static std::string session(Tx& tx, const std::string& email, std::vector<Role> roles,
                               std::optional<Id<partners::Partner>> partner)
    {
        const auto user = access::add_user(tx, {email, "Maja Lind", "en", partner, std::move(roles), ""});
        return access::start_session(tx, user.id);
    }

    std::string order(Id<partners::Partner> partner)
    {
        return db_->write(author_of(ActorKind::system), [&](Tx& tx) {
            return orders::submit(
                       tx, {partner, "action_pack", orders::PaymentMethod::bank_transfer, "2026-1", "Anna"})
                .number.text();
        });
    }

    Response send(Method method, const std::string& target, const Headers& headers,
                  const std::string& body = {})
    {
        Request request = http::request_to(method, target);
        request.request_id = "req-1";
        request.remote_address = "192.0.2.1";
        for (const auto& [name, value] : headers)
            http::add_header(request, name, value);
        request.body = body;
        return site_->answer(request);
    }

    Response get(const std::string& target, const std::string& token)
    {
        return send(Method::get, target, {{"Cookie", "kvitt_session=" + token}});
    }

    Response api(Method method, const std::string& target, const std::string& key,
                 const std::string& body = {}, const std::string& idempotency_key = {},
                 const std::string& type = "application/xml")
    {
        Headers headers{{"Authorization", "Bearer " + key}};
        if (!body.empty())
            headers.emplace_back("Content-Type", type);
        if (!idempotency_key.empty())
            headers.emplace_back("Idempotency-Key", idempotency_key);
        return send(method, target, headers, body);
    }

    json::object api_json(const std::string& target, const std::string& key, unsigned status = 200)
    {
        const Response response = api(Method::get, target, key);
        EXPECT_EQ(response.status, status) << response.body_view();
        return parse_json(response.body_view()).as_object();
    }

    // The upload form as a browser sends it; a file without a name is a field that was left empty.
    Response upload(const std::string& token, const std::vector<std::pair<std::string, std::string>>& files)
    {
        const std::string page = get("/desk/statements", token).body;
        const std::string before = "name=\"csrf\" value=\"";
        const std::size_t at = page.find(before) + before.size();
        std::string body = "--x\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n" +
                           page.substr(at, page.find('"', at) - at) + "\r\n";
        for (const auto& [name, bytes] : files)
            body += "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name +
                    "\"\r\nContent-Type: text/xml\r\n\r\n" + bytes + "\r\n";
        return send(
            Method::post, "/desk/statements",
            {{"Cookie", "kvitt_session=" + token}, {"Content-Type", "multipart/form-data; boundary=x"}},
            body + "--x--\r\n");
    }

    std::size_t receipts() const
    {
        return db_->read([](Read& read) { return payments::list(read, {}).size(); });
    }

    std::string folder_;
    std::unique_ptr<Db> db_;
    std::unique_ptr<web::Site> site_;
    Id<partners::Partner> granvik_;
    Id<partners::Partner> kvarnby_;
    std::string finance_, auditor_, reviewer_, partner_;
    std::string desk_key_, bank_key_, partner_key_;
};

} // namespace

TEST_F(DeskTest, PagesAreForTheDeskAndItsRoles)
{
    for (const char* page : {"/desk", "/desk/receipts", "/desk/statements"})
    {
        EXPECT_EQ(send(Method::get, page, {}).status, 303U) << page;
        EXPECT_EQ(get(page, finance_).status, 200U) << page;
        EXPECT_EQ(get(page, auditor_).status, 200U) << page;
        EXPECT_NE(get(page, partner_).status, 200U) << page;
    }
    EXPECT_EQ(get("/desk/receipts", partner_).status, 404U);
    EXPECT_EQ(get("/desk/receipts", reviewer_).status, 403U);
    EXPECT_EQ(get("/desk", reviewer_).status, 200U);
    EXPECT_THAT(get("/desk", finance_).body, HasSubstr("type=\"file\""));
    EXPECT_THAT(get("/desk/statements", auditor_).body, Not(HasSubstr("type=\"file\"")));
}

TEST_F(DeskTest, AnUploadTellsWhatCameOfEachFile)
{
    const std::string number = order(granvik_);
    const std::string good = camt("s1", {{"1250.00", number}, {"18.00", "MEDLEMSAVGIFT &lt;b&gt;"}});
    const Response first = upload(finance_, {{"bad.xml", "<Document>"}, {"good.xml", good}});
    EXPECT_EQ(first.status, 200U);
    EXPECT_THAT(first.body, HasSubstr("data-state=\"refused\""));
    EXPECT_THAT(first.body, HasSubstr("data-state=\"taken\""));
    EXPECT_THAT(first.body, HasSubstr("/desk/orders/" + number));
    EXPECT_EQ(receipts(), 2U);

    EXPECT_THAT(upload(finance_, {{"again.xml", good}}).body, HasSubstr("This file was taken before."));
    const Response refused = upload(finance_, {{"bad.xml", "no statement at all"}});
    EXPECT_EQ(refused.status, 422U);
    EXPECT_THAT(refused.body, HasSubstr("Nothing was changed."));
    EXPECT_EQ(receipts(), 2U);

    const std::string list = get("/desk/receipts", finance_).body;
    EXPECT_THAT(list, HasSubstr("MEDLEMSAVGIFT &lt;b&gt;"));
    EXPECT_THAT(list, HasSubstr("No number."));
    EXPECT_THAT(list, Not(HasSubstr(number)));
    EXPECT_THAT(get("/desk/receipts?state=allocated", finance_).body,
                HasSubstr("<mark title=\"Order number\">" + number));
    EXPECT_THAT(get("/desk/receipts?q=18,00", finance_).body, HasSubstr("MEDLEMSAVGIFT"));
    EXPECT_THAT(get("/desk/receipts?q=guld", finance_).body, HasSubstr("No receipt fits"));
    EXPECT_THAT(get("/desk", finance_).body, HasSubstr("data-reason=\"no_number\""));
}

TEST_F(DeskTest, AnUploadWithoutFilesOrRightsChangesNothing)
{
    const Response empty = upload(finance_, {{"", ""}});
    EXPECT_EQ(empty.status, 422U);
    EXPECT_THAT(empty.body, HasSubstr("must be chosen and not be empty"));
    EXPECT_EQ(upload(finance_, {{"empty.xml", ""}}).status, 422U);
    EXPECT_EQ(upload(auditor_, {{"s.xml", camt("s1", {{"1.00", "X"}})}}).status, 403U);
    EXPECT_EQ(upload(partner_, {{"s.xml", camt("s1", {{"1.00", "X"}})}}).status, 403U);
    EXPECT_EQ(receipts(), 0U);
    const std::vector<std::pair<std::string, std::string>> many(16, {"s.xml", "x"});
    EXPECT_EQ(upload(finance_, many).status, 422U);
    for (const auto& left : std::filesystem::directory_iterator(folder_))
        EXPECT_THAT(left.path().filename().string(), Not(HasSubstr("kvitt-upload")));
}

TEST_F(DeskTest, AFilesPageShowsItsEntries)
{
    const std::string number = order(granvik_);
    const std::string page = upload(finance_, {{"mars.xml", camt("s1", {{"1250.00", number}})}}).body;
    const std::size_t at = page.find("/desk/statements/");
    const std::string url = page.substr(at, page.find('"', at) - at);
    const Response file = get(url, finance_);
    EXPECT_EQ(file.status, 200U);
    EXPECT_THAT(file.body, HasSubstr("mars.xml"));
    EXPECT_THAT(file.body, HasSubstr("Order number found"));
    EXPECT_THAT(file.body, HasSubstr("/desk/receipts/"));
    EXPECT_THAT(get(url, reviewer_).body, Not(HasSubstr("/desk/receipts/")));
    EXPECT_EQ(get(url + "?statement=2", finance_).status, 422U);
    EXPECT_EQ(get(url + "?statement=x", finance_).status, 422U);
    EXPECT_EQ(get("/desk/statements/0000000000000", finance_).status, 404U);
    EXPECT_EQ(get("/desk/statements/nothing", finance_).status, 404U);
}

TEST_F(DeskTest, AReceiptsPageSaysEverything)
{
    const std::string number = order(granvik_);
    upload(finance_, {{"s.xml", camt("s1", {{"1300.00", number}})}});
    const auto id = db_->read([](Read& read) { return payments::list(read, {}).front().id; });
    const std::string page = get("/desk/receipts/" + id.text(), finance_).body;
    EXPECT_THAT(page, HasSubstr("More than the amount"));
    EXPECT_THAT(page, HasSubstr("/desk/orders/" + number));
    EXPECT_THAT(page, HasSubstr("Partner credit"));
    EXPECT_EQ(get("/desk/receipts/" + id.text(), partner_).status, 404U);
    EXPECT_EQ(get("/desk/receipts/0000000000000", finance_).status, 404U);
    for (const char* bad : {"state=bogus", "reason=bogus", "before=bogus"})
        EXPECT_EQ(get(std::string("/desk/receipts?") + bad, finance_).status, 422U) << bad;
}

TEST_F(DeskTest, ProgramsImportAFileOnce)
{
    const std::string number = order(granvik_);
    const std::string file = camt("s1", {{"1250.00", number}});
    const std::string target = "/api/v1/statements?name=mars.xml";
    const Response first = api(Method::post, target, bank_key_, file, "key-1");
    ASSERT_EQ(first.status, 200U) << first.body_view();
    const auto taken = parse_json(first.body_view()).as_object();
    EXPECT_EQ(taken.at("result"), "taken");
    EXPECT_EQ(taken.at("path"), "mars.xml");
    EXPECT_EQ(taken.at("activated"), json::value{number});
    EXPECT_EQ(parse_json(api(Method::post, target, bank_key_, file, "key-1").body_view()),
              json::value(taken));
    EXPECT_EQ(api(Method::post, target, bank_key_, camt("s2", {}), "key-1").status, 409U);
    const Response again = api(Method::post, "/api/v1/statements", bank_key_, file);
    EXPECT_EQ(again.status, 200U);
    EXPECT_EQ(parse_json(again.body_view()).as_object().at("result"), "already_known");
    EXPECT_EQ(receipts(), 1U);

    const auto list = api_json("/api/v1/statements?limit=1", bank_key_);
    EXPECT_EQ(list.at("statements").as_array().size(), 1U);
    EXPECT_TRUE(list.at("next_cursor").is_null());
}

TEST_F(DeskTest, ProgramsAreToldWhereAFileIsWrong)
{
    const Response refused =
        api(Method::post, "/api/v1/statements", bank_key_, "<Document>\n<wrong/>\n</Document>");
    EXPECT_EQ(refused.status, 422U);
    EXPECT_EQ(refused.headers.find("Content-Type"), "application/problem+json");
    const auto problem = parse_json(refused.body_view()).as_object();
    EXPECT_EQ(problem.at("type"), "urn:kvitt:problem:statement_refused");
    EXPECT_TRUE(problem.at("line").is_int64());
    EXPECT_TRUE(problem.at("element").is_string());
    EXPECT_EQ(api(Method::post, "/api/v1/statements", bank_key_).status, 422U);
    EXPECT_EQ(api(Method::post, "/api/v1/statements", partner_key_, camt("s1", {})).status, 403U);
    EXPECT_EQ(api(Method::post, "/api/v1/statements", "kv_wrong", camt("s1", {})).status, 401U);
    EXPECT_EQ(api(Method::get, "/api/v1/statements?limit=0", bank_key_).status, 422U);
    EXPECT_EQ(receipts(), 0U);
}

TEST_F(DeskTest, ProgramsSeeTheirOwnCompanysMoneyOnly)
{
    const std::string granvik = order(granvik_);
    const std::string kvarnby = order(kvarnby_);
    api(Method::post, "/api/v1/statements", desk_key_,
        camt("s1", {{"1250.00", granvik},
                    {"1251.00", kvarnby},
                    {"1252.00", granvik + " 4812915"},
                    {"1253.00", "X"}}));
    const auto all = api_json("/api/v1/receipts", desk_key_).at("receipts").as_array();
    ASSERT_EQ(all.size(), 4U);
    const auto own = api_json("/api/v1/receipts", partner_key_).at("receipts").as_array();
    ASSERT_EQ(own.size(), 1U);
    const auto& mine = own.at(0).as_object();
    EXPECT_EQ(mine.at("state"), "allocated");
    EXPECT_EQ(mine.at("allocations").at(0).at("order"), json::value(granvik));
    EXPECT_EQ(mine.at("unplaced").at("amount"), 0);
    // What contradicts is not told to the company it may not belong to.
    EXPECT_TRUE(api_json("/api/v1/receipts?state=suggested", partner_key_).at("receipts").as_array().empty());
    EXPECT_EQ(api_json("/api/v1/receipts?state=suggested", desk_key_).at("receipts").as_array().size(), 1U);
    for (const json::value& receipt : all)
    {
        const std::string url = "/api/v1/receipts/" + std::string(receipt.at("id").as_string());
        EXPECT_EQ(api(Method::get, url, desk_key_).status, 200U);
        EXPECT_EQ(api(Method::get, url, partner_key_).status,
                  receipt.at("id") == mine.at("id") ? 200U : 404U);
    }
    EXPECT_EQ(api(Method::get, "/api/v1/receipts?partner_id=4812915", partner_key_).status, 404U);
    EXPECT_EQ(api_json("/api/v1/receipts?partner_id=4812915", desk_key_).at("receipts").as_array().size(),
              1U);
    EXPECT_EQ(api(Method::get, "/api/v1/receipts?state=bogus", desk_key_).status, 422U);
    EXPECT_EQ(api(Method::get, "/api/v1/receipts", bank_key_).status, 403U);
}

TEST_F(DeskTest, ListsArePagedByCursor)
{
    std::vector<Line> lines;
    for (int i = 0; i < 60; ++i)
        lines.push_back({std::to_string(i + 1) + ".00", "X"});
    api(Method::post, "/api/v1/statements", desk_key_, camt("s1", lines));
    const std::string page = get("/desk/receipts", finance_).body;
    const std::size_t at = page.find("/desk/receipts?before=");
    ASSERT_NE(at, std::string::npos);
    EXPECT_THAT(get(page.substr(at, page.find('"', at) - at), finance_).body, Not(HasSubstr("rel=\"next\"")));
    std::size_t seen = 0;
    std::string target = "/api/v1/receipts?limit=25";
    for (int i = 0; i < 5; ++i)
    {
        const auto some = api_json(target, desk_key_);
        seen += some.at("receipts").as_array().size();
        if (some.at("next_cursor").is_null())
            break;
        target = "/api/v1/receipts?limit=25&cursor=" + std::string(some.at("next_cursor").as_string());
    }
    EXPECT_EQ(seen, 60U);
}
