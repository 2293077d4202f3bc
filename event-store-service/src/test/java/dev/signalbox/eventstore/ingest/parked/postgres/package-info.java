/** The statements about parked records. */
@NullMarked
package dev.signalbox.eventstore.ingest.parked.postgres;

import org.jspecify.annotations.NullMarked;
