package dev.signalbox.streaming.wire.protocol;

import java.time.Instant;

/**
 * What an answer says about itself.
 *
 * @param id unique, without the protocol's prefix
 * @param model as the client asked for it
 * @param usageHidden see {@link dev.signalbox.streaming.wire.request.ClientRequest}
 */
public record AnswerHeading(String id, String model, Instant created, boolean usageHidden) {}
