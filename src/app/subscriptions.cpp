// Upward effects: where a lower room's fact calls a higher room's verb in the same transaction. All of them
// are listed here, and nowhere else; what is not listed is a plain downward call or a delivery from the
// outbox.
//
// There are none yet. The chain from bank entry to active membership runs downwards all the way: matching
// calls orders::pay, which calls payments, memberships, ledger and events. The first row here will be the
// invoice that an activation makes due.
