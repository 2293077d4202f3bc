/** The ledger's entries as files for other tools. */
@NullMarked
package dev.signalbox.cost.export;

import org.jspecify.annotations.NullMarked;
