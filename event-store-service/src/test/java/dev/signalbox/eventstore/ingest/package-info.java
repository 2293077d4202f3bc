/** Filing, with and without a database. */
@NullMarked
package dev.signalbox.eventstore.ingest;

import org.jspecify.annotations.NullMarked;
