/** What protocols share. */
@NullMarked
package dev.signalbox.streaming.wire.protocol;

import org.jspecify.annotations.NullMarked;
