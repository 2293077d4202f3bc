/** Moments as the database has them. */
@NullMarked
package dev.signalbox.registry.time;

import org.jspecify.annotations.NullMarked;
