/** The launcher behind {@code ./signalbox}. */
@NullMarked
package dev.signalbox.standalone;

import org.jspecify.annotations.NullMarked;
