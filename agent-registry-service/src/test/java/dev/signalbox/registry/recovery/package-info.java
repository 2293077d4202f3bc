/** Tests. */
@NullMarked
package dev.signalbox.registry.recovery;

import org.jspecify.annotations.NullMarked;
