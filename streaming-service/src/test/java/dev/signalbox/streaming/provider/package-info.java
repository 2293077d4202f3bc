/** Names, keys and the simulated default. */
@NullMarked
package dev.signalbox.streaming.provider;

import org.jspecify.annotations.NullMarked;
