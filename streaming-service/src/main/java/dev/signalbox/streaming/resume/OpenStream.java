package dev.signalbox.streaming.resume;

import dev.signalbox.streaming.wire.Protocol;

/**
 * A stream that this process runs.
 *
 * @param id of the request that it answers
 * @param model as the client asked for it
 */
record OpenStream(String id, Protocol protocol, String model) {}
