package dev.signalbox.cost.ledger;

/** What an attempt cost, as far as that is known. */
record Bill(Attempt attempt, Billing billing) {}
