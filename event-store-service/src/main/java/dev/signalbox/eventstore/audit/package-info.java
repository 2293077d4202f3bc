/**
 * Proof that the log is as it was recorded: signed segments with a Merkle root each, in a chain.
 */
@NullMarked
package dev.signalbox.eventstore.audit;

import org.jspecify.annotations.NullMarked;
