/** Changes that others wait for. */
@NullMarked
package dev.signalbox.streaming.change;

import org.jspecify.annotations.NullMarked;
