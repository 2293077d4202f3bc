/** Tests of what happens when there is too much to do. */
@NullMarked
package dev.signalbox.streaming.load;

import org.jspecify.annotations.NullMarked;
