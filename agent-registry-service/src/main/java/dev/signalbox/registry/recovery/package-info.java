/** Takes failing agents out of work, and brings them back little by little. */
@NullMarked
package dev.signalbox.registry.recovery;

import org.jspecify.annotations.NullMarked;
