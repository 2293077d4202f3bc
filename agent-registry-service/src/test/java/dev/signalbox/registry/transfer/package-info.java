/** Tests. */
@NullMarked
package dev.signalbox.registry.transfer;

import org.jspecify.annotations.NullMarked;
