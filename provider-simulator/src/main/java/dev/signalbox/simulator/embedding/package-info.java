/** Vectors for texts: the same for the same text, near for texts with the same words. */
@NullMarked
package dev.signalbox.simulator.embedding;

import org.jspecify.annotations.NullMarked;
