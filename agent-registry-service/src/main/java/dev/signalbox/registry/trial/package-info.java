/** Tries agents out before they are put to work: whether what they declare answers. */
@NullMarked
package dev.signalbox.registry.trial;

import org.jspecify.annotations.NullMarked;
