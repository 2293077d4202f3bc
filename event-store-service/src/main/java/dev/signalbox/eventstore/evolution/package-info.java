/** Old events in their newest form: every reader sees what upcasters made of them. */
@NullMarked
package dev.signalbox.eventstore.evolution;

import org.jspecify.annotations.NullMarked;
