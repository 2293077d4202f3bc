package dev.signalbox.streaming.meter;

import dev.signalbox.streaming.wire.TokenBuckets;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What an attempt used, and how that is known. */
public sealed interface Usage {

  TokenBuckets buckets();

  /** Reported by the provider; zero means zero. */
  record Reported(JsonNode raw, TokenBuckets buckets) implements Usage {}

  /** Reported by the provider after the client had gone, whose stream was read on for it. */
  record Drained(JsonNode raw, TokenBuckets buckets) implements Usage {}

  /** Nothing was reported: counted from what went in and came out. */
  record Estimated(TokenBuckets buckets) implements Usage {}

  default String source() {
    return switch (this) {
      case Reported ignored -> "provider";
      case Drained ignored -> "drained";
      case Estimated ignored -> "estimated";
    };
  }

  /** The provider's own object. */
  default @Nullable JsonNode providerUsage() {
    return switch (this) {
      case Reported reported -> reported.raw();
      case Drained drained -> drained.raw();
      case Estimated ignored -> null;
    };
  }
}
