/** Old events as readers see them. */
@NullMarked
package dev.signalbox.eventstore.evolution;

import org.jspecify.annotations.NullMarked;
