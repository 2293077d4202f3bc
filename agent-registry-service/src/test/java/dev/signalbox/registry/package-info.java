/** Tests. */
@NullMarked
package dev.signalbox.registry;

import org.jspecify.annotations.NullMarked;
