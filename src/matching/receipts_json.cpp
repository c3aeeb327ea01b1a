#include "matching/receipts_json.h"

#include "matching/reasons.h"

#include <algorithm>

namespace kvitt::matching
{
namespace
{

void add_part(ReceiptJson& out, const payments::ReceiptPart& part)
{
    out.unplaced -= part.money();
    if (!part.is_on_order())
    {
        (part.is_returned()    ? out.returned
         : part.is_exchanged() ? out.exchanged
                               : out.credit) += part.money();
        return;
    }
    const std::string order = part.order_number.value_or("");
    const auto known = std::find_if(out.allocations.begin(), out.allocations.end(),
                                    [&](const AllocationJson& each) { return each.order == order; });
    if (known == out.allocations.end())
        out.allocations.push_back({order, part.money()});
    else
        known->amount += part.money();
}

} // namespace

ReceiptJson receipt_json(Read& read, const payments::Receipt& receipt, Reader reader)
{
    ReceiptJson out;
    out.id = receipt.id;
    out.state = receipt.state;
    for (const Reason reason : reasons_of(receipt.reasons))
        out.reasons.push_back(enum_text(reason));
    out.amount = receipt.money();
    out.credit = Money(0, receipt.currency);
    out.returned = Money(0, receipt.currency);
    out.exchanged = Money(0, receipt.currency);
    out.unplaced = receipt.money();
    for (const auto& part : payments::list_parts(read, receipt.id))
        add_part(out, part);
    std::erase_if(out.allocations, [](const AllocationJson& each) { return each.amount.is_zero(); });
    if (reader == Reader::desk)
        out.candidates = candidates_of(receipt.candidates);
    if (receipt.partner)
        out.partner_id = partners::find(read, *receipt.partner).partner_id;
    out.receiving_account = receipt.receiving_account;
    out.payment_date = receipt.payment_date;
    out.booking_date = receipt.booking_date;
    out.value_date = receipt.value_date;
    out.payer_name = receipt.payer_name;
    out.payer_account = receipt.payer_account;
    out.remittance = receipt.remittance;
    out.bank_ref = receipt.bank_ref;
    out.received_at = receipt.received_at;
    return out;
}

} // namespace kvitt::matching
