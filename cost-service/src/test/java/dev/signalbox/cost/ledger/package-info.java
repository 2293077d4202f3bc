/** Tests. */
@NullMarked
package dev.signalbox.cost.ledger;

import org.jspecify.annotations.NullMarked;
