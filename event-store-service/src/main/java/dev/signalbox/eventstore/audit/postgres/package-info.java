/** Segments, keys and rows as stored in PostgreSQL. */
@NullMarked
package dev.signalbox.eventstore.audit.postgres;

import org.jspecify.annotations.NullMarked;
