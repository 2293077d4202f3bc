/** How far projections are built, in PostgreSQL. */
@NullMarked
package dev.signalbox.eventstore.projection.postgres;

import org.jspecify.annotations.NullMarked;
