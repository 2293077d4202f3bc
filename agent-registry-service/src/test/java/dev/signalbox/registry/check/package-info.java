/** Tests. */
@NullMarked
package dev.signalbox.registry.check;

import org.jspecify.annotations.NullMarked;
