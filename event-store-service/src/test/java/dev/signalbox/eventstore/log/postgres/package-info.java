/** The event log on the real PostgreSQL. */
@NullMarked
package dev.signalbox.eventstore.log.postgres;

import org.jspecify.annotations.NullMarked;
