package dev.signalbox.eventstore.ingest.parked.web;

import jakarta.validation.constraints.NotBlank;
import org.jspecify.annotations.Nullable;

/**
 * Which parked records are to be replayed.
 *
 * @param limit at most so many; null: 100
 * @param cursor {@code next_cursor} of the answer before; null: from the oldest on
 */
record ReplayForm(@NotBlank String topic, @Nullable Integer limit, @Nullable String cursor) {}
