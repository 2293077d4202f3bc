/** Published vectors, every cut, every flipped byte. */
@NullMarked
package dev.signalbox.streaming.wire.eventstream;

import org.jspecify.annotations.NullMarked;
