/** Sums of the ledger, read from its roll-ups. */
@NullMarked
package dev.signalbox.cost.summary;

import org.jspecify.annotations.NullMarked;
