/** Tests. */
@NullMarked
package dev.signalbox.registry.card;

import org.jspecify.annotations.NullMarked;
