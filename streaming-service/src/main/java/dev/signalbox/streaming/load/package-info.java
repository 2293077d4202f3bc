/** How many requests are answered at a time, so that too many of them end none. */
@NullMarked
package dev.signalbox.streaming.load;

import org.jspecify.annotations.NullMarked;
