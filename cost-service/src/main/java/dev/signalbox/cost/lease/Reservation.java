package dev.signalbox.cost.lease;

import dev.signalbox.cost.budget.Reserved;

/** What an attempt reserved under a lease. */
public record Reservation(String leaseId, Reserved reserved) {}
