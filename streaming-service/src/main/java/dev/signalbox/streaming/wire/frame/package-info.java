/** A streamed answer as a sequence of frames, whatever delimits them. */
@NullMarked
package dev.signalbox.streaming.wire.frame;

import org.jspecify.annotations.NullMarked;
