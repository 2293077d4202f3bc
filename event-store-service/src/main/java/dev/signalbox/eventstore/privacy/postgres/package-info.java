/** The keys of subjects on PostgreSQL. */
@NullMarked
package dev.signalbox.eventstore.privacy.postgres;

import org.jspecify.annotations.NullMarked;
