/** Measures outboxes side by side, for docs/decisions/0001; not part of the default build. */
@NullMarked
package dev.signalbox.kit.measurement;

import org.jspecify.annotations.NullMarked;
