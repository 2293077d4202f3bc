/** Upcasters for tests. */
@NullMarked
package dev.signalbox.eventstore.evolution.testing;

import org.jspecify.annotations.NullMarked;
