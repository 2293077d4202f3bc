/** Every protocol in, every protocol out. */
@NullMarked
package dev.signalbox.streaming.matrix;

import org.jspecify.annotations.NullMarked;
