#include "reports/journal_export.h"

#include "partners/partners.h"
#include "reports/accounts.h"
#include "reports/assertions.h"

#include <set>
#include <unordered_map>

namespace kvitt::reports
{
namespace
{

using ledger::JournalPosting;

// Partner IDs, each looked up once.
class PartnerIds
{
  public:
    explicit PartnerIds(Read& read) : read_(read) {}
    const std::string& of(Id<partners::Partner> partner)
    {
        std::string& known = known_[partner.value()];
        if (known.empty())
            known = partners::find(read_, partner).partner_id;
        return known;
    }

  private:
    Read& read_;
    std::unordered_map<std::int64_t, std::string> known_;
};

class HledgerWriter
{
  public:
    HledgerWriter(Read& read, std::ostream& out)
        : out_(out),
          partner_ids_(read),
          assertions_(balance_assertions(read)),
          next_(assertions_.begin())
    {
        declare(read);
    }

    void add(const JournalPosting& posting)
    {
        if (!open_ || *open_ != posting.journal_transaction)
        {
            assert_before(posting.posting_date);
            begin(posting);
        }
        out_ << "    " << hledger_account(posting.account) << "  " << posting.money().text() << "\n";
    }

    void finish()
    {
        while (next_ != assertions_.end())
            write_assertion();
    }

  private:
    // Strict checks refuse what is not declared.
    void declare(Read& read)
    {
        std::set<std::string> currencies;
        std::set<std::string> accounts;
        for (const ledger::Balance& balance : ledger::balances(read))
        {
            currencies.insert(balance.currency.text());
            accounts.insert(hledger_account(balance.account));
        }
        out_ << "; the journal of kvitt, by posting date\n";
        for (const std::string& code : currencies)
        {
            const Money thousand = Money::parse("1000", Currency::parse(code));
            const std::string number = thousand.number();
            out_ << "commodity " << number << (number.find('.') == std::string::npos ? "." : "") << " "
                 << code << "\n";
        }
        for (const std::string& account : accounts)
            out_ << "account " << account << "\n";
    }

    void begin(const JournalPosting& posting)
    {
        open_ = posting.journal_transaction;
        out_ << "\n"
             << posting.posting_date.text() << " (" << posting.journal_transaction.text() << ") "
             << posting.kind << "  ; event:" << posting.event.text();
        if (posting.order_number)
            out_ << ", order:" << *posting.order_number;
        if (posting.partner)
            out_ << ", partner:" << partner_ids_.of(*posting.partner);
        if (posting.receipt)
            out_ << ", receipt:" << id_text(*posting.receipt);
        out_ << "\n";
    }

    // What must hold at the end of days that are over.
    void assert_before(Date day)
    {
        while (next_ != assertions_.end() && next_->first < day)
            write_assertion();
    }

    void write_assertion()
    {
        const auto& [day, assertion] = *next_++;
        open_.reset();
        out_ << "\n"
             << day.text() << " statement_ends  ; statement:" << tag_value(assertion.statement_id) << "\n    "
             << hledger_account(assertion.account) << "  " << Money(0, assertion.balance.currency()).text()
             << " = " << assertion.balance.text() << "\n";
    }

    // A tag ends at a comma or the line's end.
    static std::string tag_value(std::string text)
    {
        for (char& c : text)
            if (c == ',' || static_cast<unsigned char>(c) < ' ')
                c = ' ';
        return text;
    }

    std::ostream& out_;
    PartnerIds partner_ids_;
    std::multimap<Date, Assertion> assertions_;
    std::multimap<Date, Assertion>::const_iterator next_;
    std::optional<Id<ledger::Transaction>> open_;
};

// No field of it comes from outside, so none needs quotes.
void write_csv(Read& read, std::ostream& out)
{
    PartnerIds partner_ids(read);
    out << "journal_transaction,posting_date,kind,line,account,currency,amount,event,order,partner_id,receipt"
           "\r\n";
    ledger::each_posting(read, [&](const JournalPosting& one) {
        out << one.journal_transaction.text() << ',' << one.posting_date.text() << ',' << one.kind << ','
            << one.line << ',' << one.account << ',' << one.currency.text() << ',' << one.money().number()
            << ',' << one.event.text() << ',' << one.order_number.value_or("") << ','
            << (one.partner ? partner_ids.of(*one.partner) : "") << ','
            << (one.receipt ? id_text(*one.receipt) : "") << "\r\n";
    });
}

} // namespace

void export_journal(Read& read, JournalFormat format, std::ostream& out)
{
    if (format == JournalFormat::csv)
    {
        write_csv(read, out);
        return;
    }
    HledgerWriter writer(read, out);
    ledger::each_posting(read, [&](const JournalPosting& posting) { writer.add(posting); });
    writer.finish();
}

} // namespace kvitt::reports
