/** Months of the log in PostgreSQL: taken out, put back, and what is known of them meanwhile. */
@NullMarked
package dev.signalbox.eventstore.archive.postgres;

import org.jspecify.annotations.NullMarked;
