/** The event log on PostgreSQL. */
@NullMarked
package dev.signalbox.eventstore.log.postgres;

import org.jspecify.annotations.NullMarked;
