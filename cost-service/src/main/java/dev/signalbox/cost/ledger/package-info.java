/** One entry for every attempt, as billed, and the roll-ups kept with it. */
@NullMarked
package dev.signalbox.cost.ledger;

import org.jspecify.annotations.NullMarked;
