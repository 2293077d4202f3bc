/** Tests. */
@NullMarked
package dev.signalbox.registry.health;

import org.jspecify.annotations.NullMarked;
