/** Exactly one usage event for every attempt. */
@NullMarked
package dev.signalbox.streaming.meter;

import org.jspecify.annotations.NullMarked;
