/** The attempts a request makes at providers, in order, until one answers. */
@NullMarked
package dev.signalbox.streaming.attempt;

import org.jspecify.annotations.NullMarked;
