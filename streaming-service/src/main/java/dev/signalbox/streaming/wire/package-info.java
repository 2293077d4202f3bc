/** What all wire protocols share: token buckets and the conventions they are counted by. */
@NullMarked
package dev.signalbox.streaming.wire;

import org.jspecify.annotations.NullMarked;
