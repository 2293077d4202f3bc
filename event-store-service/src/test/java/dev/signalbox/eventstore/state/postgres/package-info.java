/** Snapshots in PostgreSQL. */
@NullMarked
package dev.signalbox.eventstore.state.postgres;

import org.jspecify.annotations.NullMarked;
