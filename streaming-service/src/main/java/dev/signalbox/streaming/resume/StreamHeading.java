package dev.signalbox.streaming.resume;

import dev.signalbox.streaming.attempt.Served;
import java.time.Instant;

/**
 * What a stream said of itself before its first event.
 *
 * @param model as the client asked for it
 */
record StreamHeading(String contentType, String model, Instant created, Served served) {}
