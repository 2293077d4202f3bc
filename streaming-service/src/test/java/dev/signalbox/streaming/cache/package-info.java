/** Tests of the cache of answers. */
@NullMarked
package dev.signalbox.streaming.cache;

import org.jspecify.annotations.NullMarked;
