package dev.signalbox.eventstore.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The body of an append. */
record AppendForm(@NotNull JsonNode expectedVersion, @NotEmpty List<@NotNull @Valid Entry> events) {

  /** One event; without an id it gets one, and can then not be repeated safely. */
  record Entry(
      @Nullable @Pattern(regexp = "[!-~]{1,128}") String id,
      @NotNull @Pattern(regexp = "[A-Za-z0-9._-]{1,200}") String type,
      @Nullable Instant occurredAt,
      @Nullable @Pattern(regexp = "[!-~]{1,128}") String causationId,
      @Nullable JsonNode metadata,
      @NotNull JsonNode data) {}
}
