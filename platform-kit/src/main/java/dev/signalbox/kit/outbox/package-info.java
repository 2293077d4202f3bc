/** The outbox and the record of consumed events in PostgreSQL. */
@NullMarked
package dev.signalbox.kit.outbox;

import org.jspecify.annotations.NullMarked;
