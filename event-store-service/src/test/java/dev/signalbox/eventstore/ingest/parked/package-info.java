/** Parked records, with a database. */
@NullMarked
package dev.signalbox.eventstore.ingest.parked;

import org.jspecify.annotations.NullMarked;
