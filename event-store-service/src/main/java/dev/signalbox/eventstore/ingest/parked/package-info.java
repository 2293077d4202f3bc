/** Records that were given up: shown, filed again, discarded, expired. */
@NullMarked
package dev.signalbox.eventstore.ingest.parked;

import org.jspecify.annotations.NullMarked;
