package dev.signalbox.eventstore.projection.activity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A run that has not ended. */
record OpenRun(@Nullable String agentId, @Nullable Instant receivedAt) {}
