/** Statements on builds. */
@NullMarked
package dev.signalbox.eventstore.projection.postgres;

import org.jspecify.annotations.NullMarked;
