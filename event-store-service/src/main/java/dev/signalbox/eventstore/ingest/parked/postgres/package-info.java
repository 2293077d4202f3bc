/** Parked records in PostgreSQL. */
@NullMarked
package dev.signalbox.eventstore.ingest.parked.postgres;

import org.jspecify.annotations.NullMarked;
