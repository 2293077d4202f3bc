package dev.signalbox.streaming.meter;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** An attempt as recorded; what concerns its end is null while it runs. */
public record StoredAttempt(
    String attemptId,
    String requestId,
    String provider,
    String model,
    String requestedModel,
    String status,
    boolean simulated,
    @Nullable String usageSource,
    @Nullable JsonNode buckets,
    @Nullable JsonNode providerUsage,
    Instant startedAt,
    @Nullable Instant firstTokenAt,
    @Nullable Instant endedAt,
    String startedEventId,
    @Nullable String endedEventId,
    @Nullable String errorCode) {}
