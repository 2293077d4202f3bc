/** Replays in PostgreSQL. */
@NullMarked
package dev.signalbox.eventstore.replay.postgres;

import org.jspecify.annotations.NullMarked;
