/** Tests. */
@NullMarked
package dev.signalbox.registry.testing;

import org.jspecify.annotations.NullMarked;
