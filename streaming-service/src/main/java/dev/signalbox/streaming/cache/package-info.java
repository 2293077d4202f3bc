/**
 * Whole answers that are given again to whoever of the same team asks the very same, if they want
 * that.
 */
@NullMarked
package dev.signalbox.streaming.cache;

import org.jspecify.annotations.NullMarked;
