package dev.signalbox.simulator.protocol;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What an answer reports about its tokens. */
public sealed interface Usage {

  record Counted(TokenUsage tokens) implements Usage {}

  record AsGiven(JsonNode object) implements Usage {}

  record None() implements Usage {}

  /** The object to send, null for none. */
  default @Nullable JsonNode object(Function<TokenUsage, ? extends JsonNode> written) {
    return switch (this) {
      case Counted counted -> written.apply(counted.tokens());
      case AsGiven given -> given.object();
      case None ignored -> null;
    };
  }
}
