package dev.signalbox.streaming.wire.canonical;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What the text of an answer is to be. */
public sealed interface OutputFormat {

  record PlainText() implements OutputFormat {}

  /** Any JSON object. */
  record JsonObject() implements OutputFormat {}

  /** JSON that follows a schema. */
  record JsonSchema(
      @Nullable String name,
      @Nullable String description,
      JsonNode schema,
      @Nullable Boolean strict)
      implements OutputFormat {}
}
