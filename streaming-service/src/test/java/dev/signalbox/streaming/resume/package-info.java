/** Resumed streams, on one replica and on two. */
@NullMarked
package dev.signalbox.streaming.resume;

import org.jspecify.annotations.NullMarked;
