package dev.signalbox.streaming.resume;

import org.jspecify.annotations.Nullable;

/**
 * What is to be stored of a stream at one time.
 *
 * @param part events, null when there are none
 * @param heading what it says of itself, with its first events only
 * @param ending how it ended, null while it goes on
 */
record StreamEntry(
    String streamId,
    @Nullable StreamPart part,
    @Nullable StreamHeading heading,
    @Nullable StreamState ending) {}
