/** Defaults that make every service observable in the same way. */
@NullMarked
package dev.signalbox.kit.observability;

import org.jspecify.annotations.NullMarked;
