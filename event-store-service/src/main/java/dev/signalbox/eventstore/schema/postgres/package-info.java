/** Schemas on PostgreSQL. */
@NullMarked
package dev.signalbox.eventstore.schema.postgres;

import org.jspecify.annotations.NullMarked;
