/** What attempts would have cost at other prices than they were billed at, beside the ledger. */
@NullMarked
package dev.signalbox.cost.reprice;

import org.jspecify.annotations.NullMarked;
