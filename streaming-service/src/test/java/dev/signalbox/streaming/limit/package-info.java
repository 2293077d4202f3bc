/** Tests of limits. */
@NullMarked
package dev.signalbox.streaming.limit;

import org.jspecify.annotations.NullMarked;
