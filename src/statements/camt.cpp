#include "statements/camt.h"

#include "base/text.h"
#include "statements/camt_entry.h"
#include "statements/values.h"

#include <algorithm>

namespace kvitt::statements
{
namespace
{

using namespace camt;

constexpr std::string_view namespace_start = "urn:iso:std:iso:20022:tech:xsd:";

// The message by its name, for files whose namespace is missing or wrong.
struct MessageName
{
    std::string_view root;
    std::string_view format;
};
constexpr MessageName message_names[] = {
    {"BkToCstmrAcctRpt", "camt.052"},
    {"BkToCstmrStmt", "camt.053"},
    {"BkToCstmrDbtCdtNtfctn", "camt.054"},
};

// Balances that open a day, the better one first: the previous day's closing (PRCD) may stand in for OPBD.
constexpr std::string_view opening_types[] = {"OPBD", "PRCD"};
constexpr std::string_view closing_type = "CLBD";

constexpr const char* not_camt = "XML, but not a camt message; kvitt reads camt.053";

class CamtReader : public Reader
{
  public:
    CamtReader(Sink& sink, std::string encoding) : sink_(sink), encoding_(std::move(encoding)), xml_(shape())
    {}

    std::optional<FileError> feed(std::string_view bytes) override
    {
        auto error = xml_.feed(bytes);
        take_events();
        return error_ ? error_ : error;
    }

    std::optional<FileError> finish() override
    {
        auto error = xml_.finish();
        take_events();
        if (error_ || error)
            return error_ ? error_ : error;
        if (message_name_.empty())
            return FileError{1, "Document", not_camt};
        if (statement_number_ == 0)
            return FileError{message_line_, message_name_, "holds no statement"};
        return std::nullopt;
    }

  private:
    void take_events();
    void begins(const XmlEvent& event);
    void ends(const XmlEvent& event);

    void begin_message(const XmlEvent& event);
    void begin_statement(const XmlEvent& event);
    void begin_entry(const XmlEvent& event);
    void end_balance();
    void end_entry();
    void end_statement();

    std::optional<Money> read_balance();
    void describe_statement();
    void tell_statement();
    std::optional<Currency> statement_currency() const;
    void count(const Entry& entry);
    void compare_with_stated();
    void add_up();
    void check_stated(Slot slot, std::int64_t ours, const char* what);

    void refuse(std::optional<FileError> error)
    {
        if (!error_)
            error_ = std::move(error);
    }
    void warn(std::string message);

    // What the open statement has come to.
    struct Sums
    {
        std::int64_t booked = 0;
        bool known = true; // every entry could be added
        std::optional<Date> opening_day;
        std::optional<Date> closing_day;
        std::size_t opening_rank = std::size(opening_types); // of the balance taken as the opening
        std::int64_t warnings_left_out = 0;
        bool told = false; // the sink knows that it begins
    };

    Sink& sink_;
    std::string encoding_;
    XmlStream xml_;
    std::optional<FileError> error_;

    std::string namespace_;
    std::string format_;
    std::string message_name_;
    std::int64_t message_line_ = 1;
    bool format_told_ = false;
    std::int64_t statement_number_ = 0;
    std::int64_t entries_in_file_ = 0;

    Slots slots_;
    Statement statement_;
    Sums sums_;
    Where where_;
    EntryDraft draft_;
};

void CamtReader::take_events()
{
    for (std::size_t at = 0; at < xml_.event_count() && !error_; ++at)
    {
        const XmlEvent event = xml_.event(at);
        event.kind == XmlEvent::Kind::begins ? begins(event) : ends(event);
    }
}

void CamtReader::begins(const XmlEvent& event)
{
    switch (event.id)
    {
    case other_root:
        return refuse(FileError{event.line, std::string(event.name), not_camt});
    case document:
        namespace_ = event.text;
        return;
    case message:
        return begin_message(event);
    case statement:
        return begin_statement(event);
    case balance:
        return slots_.clear(balance, entry);
    case entry:
        return begin_entry(event);
    default:
        KVITT_ASSERT(event.id == part);
        return slots_.clear(part, slot_count);
    }
}

void CamtReader::ends(const XmlEvent& event)
{
    switch (event.id)
    {
    case other_root:
    case document:
    case message:
        return;
    case statement:
        return end_statement();
    case balance:
        return end_balance();
    case entry:
        return end_entry();
    case part:
        return refuse(draft_.add_part(slots_));
    default:
        if (!slots_.store(event))
            refuse(fault(static_cast<Slot>(event.id), event.line,
                         "its texts together are longer than " + std::to_string(slot_bytes_max) + " bytes"));
    }
}

void CamtReader::begin_message(const XmlEvent& event)
{
    if (event.name == message_name_)
        return; // a second message of the same kind goes on where the first one ended
    message_name_ = event.name;
    message_line_ = event.line;
    // Version 01 writes BkToCstmrAcctRptV01.
    const auto known =
        std::find_if(std::begin(message_names), std::end(message_names), [&](const MessageName& name) {
            return event.name.substr(0, name.root.size()) == name.root;
        });
    if (known == std::end(message_names))
        return refuse(
            FileError{event.line, message_name_, "is no statement, report or notification of an account"});
    for (const std::string_view uri : {std::string_view(namespace_), event.text})
        if (format_.empty() && uri.substr(0, namespace_start.size()) == namespace_start)
            format_ = uri.substr(namespace_start.size());
    if (format_.substr(0, known->format.size()) != known->format)
        format_ = known->format;
    if (std::exchange(format_told_, true))
        return refuse(FileError{event.line, message_name_, "is a second kind of message in one file"});
    sink_.format_found(format_, encoding_);
}

void CamtReader::begin_statement(const XmlEvent& event)
{
    slots_.clear(statement, slot_count);
    statement_ = Statement{};
    sums_ = Sums{};
    where_ = Where{++statement_number_, 0, 0, event.line};
    if (statement_number_ > statements_max)
        refuse(fault(statement, event.line,
                     "more than " + std::to_string(statements_max) + " statements in one file"));
}

void CamtReader::end_balance()
{
    const std::string& type = slots_[balance_type].text;
    const auto rank = static_cast<std::size_t>(
        std::find(std::begin(opening_types), std::end(opening_types), type) - std::begin(opening_types));
    if (rank < sums_.opening_rank)
    {
        sums_.opening_rank = rank;
        statement_.opening = read_balance();
        sums_.opening_day = read_day(slots_[balance_day].text);
    }
    else if (type == closing_type && !statement_.closing)
    {
        statement_.closing = read_balance();
        sums_.closing_day = read_day(slots_[balance_day].text);
    }
}

// A balance never stops the import (bank-formats.md, 1 and 13.8). A missing direction is a credit: a
// Lithuanian dialect leaves it out.
std::optional<Money> CamtReader::read_balance()
{
    const Raw& amount = slots_[balance_amount];
    const std::string at =
        "balance " + slots_[balance_type].text + ", line " + std::to_string(amount.line) + ": ";
    const auto currency = read_currency(amount.currency);
    if (!currency)
        return warn(at + "no currency"), std::nullopt;
    const AmountReading reading = read_amount(amount.text, *currency);
    if (reading.fault != AmountFault::none)
        return warn(at + amount.text + " is not an amount in " + currency->text()), std::nullopt;
    const bool debit = slots_.direction(balance_direction) == Direction::debit;
    return Money(debit ? -reading.minor : reading.minor, *currency);
}

void CamtReader::begin_entry(const XmlEvent& event)
{
    slots_.clear(entry, slot_count);
    ++where_.entry;
    where_.line = event.line;
    draft_.begin(where_);
    if (++entries_in_file_ > entries_max)
        return refuse(
            fault(entry, event.line, "more than " + std::to_string(entries_max) + " entries in one file"));
    tell_statement();
}

void CamtReader::end_entry()
{
    Entry made;
    std::vector<std::string> warnings;
    if (auto error = draft_.finish(slots_, format_, statement_currency(), made, warnings))
        return refuse(std::move(error));
    for (const std::string& warning : warnings)
        warn("entry " + std::to_string(where_.entry) + ", line " + std::to_string(where_.line) + ": " +
             warning);
    count(made);
    if (!error_)
        sink_.entry(std::move(made));
}

// Totals are in the statement's currency; an entry in another one is named, since it cannot be added.
void CamtReader::count(const Entry& made)
{
    ++statement_.entry_count;
    const std::string at =
        "entry " + std::to_string(where_.entry) + ", line " + std::to_string(where_.line) + ": ";
    if (const auto reason = hold_reason(made))
        warn(at + *reason + "; the entry is held");
    if (!statement_.currency)
        statement_.currency = made.amount.currency();
    if (made.amount.currency() != *statement_.currency)
    {
        sums_.known = false;
        return warn(at + made.amount.text() + " in a statement in " + statement_.currency->text() +
                    " is in no total");
    }
    sums_.known = sums_.known && !made.unreadable;
    const std::int64_t minor = made.amount.minor();
    std::int64_t& total = minor < 0 ? statement_.debit_total : statement_.credit_total;
    const std::int64_t booked = made.status == EntryStatus::booked ? minor : 0;
    if (__builtin_add_overflow(total, minor < 0 ? -minor : minor, &total) ||
        __builtin_add_overflow(sums_.booked, booked, &sums_.booked))
        refuse(fault(entry_amount, where_.line, "makes a sum that is too large to be true"));
}

void CamtReader::tell_statement()
{
    if (sums_.told)
        return;
    describe_statement();
    sink_.statement_begins(statement_);
    sums_.told = true;
}

void CamtReader::end_statement()
{
    tell_statement();
    describe_statement(); // again: a dialect may put account or balances after the entries
    compare_with_stated();
    add_up();
    if (sums_.warnings_left_out > 0)
        statement_.warnings.push_back("and " + std::to_string(sums_.warnings_left_out) + " more");
    sink_.statement_ends(std::move(statement_));
}

void CamtReader::describe_statement()
{
    statement_.account = slots_[account].text;
    statement_.id = slots_[statement_id].text;
    statement_.sequence =
        slots_.text(slots_[electronic_sequence].empty() ? legal_sequence : electronic_sequence);
    statement_.page = slots_.number(slots_[statement_page].empty() ? message_page : statement_page);
    statement_.from = read_day(slots_[from].text);
    statement_.to = read_day(slots_[to].text);
    if (!statement_.from)
        statement_.from = sums_.opening_day;
    if (!statement_.to)
        statement_.to = sums_.closing_day;
    statement_.currency = statement_currency();
}

std::optional<Currency> CamtReader::statement_currency() const
{
    if (const auto stated = read_currency(slots_[account_currency].text))
        return stated;
    if (statement_.currency)
        return statement_.currency;
    if (statement_.opening)
        return statement_.opening->currency();
    return statement_.closing ? std::optional(statement_.closing->currency()) : std::nullopt;
}

void CamtReader::compare_with_stated()
{
    check_stated(stated_credit, statement_.credit_total, "credits");
    check_stated(stated_debit, statement_.debit_total, "debits");
    const std::string& stated = slots_[stated_count].text;
    if (all_digits(stated) && std::to_string(statement_.entry_count) != stated)
        warn("the bank counts " + stated + " entries, the file holds " +
             std::to_string(statement_.entry_count));
    if (const auto mark = slots_.text(copy_mark))
        warn("the bank marks this statement as a repeat (" + *mark + ")");
    // Swiss banks mark test files so: SPS/1.6/TEST.
    if (const std::string& note = slots_[header_note].text; note.find("/TEST") != std::string::npos)
        warn("the bank marks this file as a test (" + note + ")");
}

void CamtReader::check_stated(Slot slot, std::int64_t ours, const char* what)
{
    const std::string& stated = slots_[slot].text;
    if (stated.empty() || !statement_.currency)
        return;
    const AmountReading reading = read_amount(stated, *statement_.currency);
    if (reading.fault != AmountFault::none || reading.minor != ours)
        warn(std::string("the bank states ") + what + " of " + stated + ", the entries make " +
             Money(ours, *statement_.currency).number());
}

// A report, never a reason to refuse: a third of the sample files do not add up (bank-formats.md, 1).
void CamtReader::add_up()
{
    const auto& opening = statement_.opening;
    const auto& closing = statement_.closing;
    if (!opening || !closing)
        return;
    if (opening->currency() != closing->currency())
    {
        statement_.adds_up = false;
        return warn("opens in " + opening->currency().text() + " and closes in " +
                    closing->currency().text());
    }
    std::int64_t reckoned = 0;
    const bool overflow = __builtin_add_overflow(opening->minor(), sums_.booked, &reckoned);
    if (!sums_.known || overflow ||
        (statement_.entry_count > 0 && statement_.currency != closing->currency()))
        return;
    statement_.adds_up = reckoned == closing->minor();
    if (!*statement_.adds_up)
        warn("does not add up: opening and entries make " + Money(reckoned, closing->currency()).text() +
             ", closing is " + closing->text());
}

void CamtReader::warn(std::string message)
{
    if (statement_.warnings.size() + 1 < warnings_max)
        statement_.warnings.push_back(std::move(message));
    else
        ++sums_.warnings_left_out;
}

} // namespace

std::unique_ptr<Reader> make_camt_reader(Sink& sink, const std::string& encoding)
{
    return std::make_unique<CamtReader>(sink, encoding);
}

} // namespace kvitt::statements
