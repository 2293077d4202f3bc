/** How agents do: asked from time to time, once for all replicas, and seen in real traffic. */
@NullMarked
package dev.signalbox.registry.health;

import org.jspecify.annotations.NullMarked;
