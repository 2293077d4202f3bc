/** What model calls cost: prices, a ledger of every attempt, and sums of what was spent. */
@NullMarked
package dev.signalbox.cost;

import org.jspecify.annotations.NullMarked;
