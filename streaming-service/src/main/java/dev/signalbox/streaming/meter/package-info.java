/**
 * The record of every attempt: written before it starts, closed exactly once, told to the platform.
 */
@NullMarked
package dev.signalbox.streaming.meter;

import org.jspecify.annotations.NullMarked;
