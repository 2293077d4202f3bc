/** Which providers and models there are, where they are reached, and with which key. */
@NullMarked
package dev.signalbox.streaming.provider;

import org.jspecify.annotations.NullMarked;
