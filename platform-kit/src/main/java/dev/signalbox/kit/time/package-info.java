/** The clock that everything reads. */
@NullMarked
package dev.signalbox.kit.time;

import org.jspecify.annotations.NullMarked;
