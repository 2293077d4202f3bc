package dev.signalbox.mcppool.face;

import dev.signalbox.mcppool.call.ToolCallResult;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * How much of a tool's result an agent is given: what does not fit a model's context helps none.
 */
@Component
class ResultBound {
  private static final long PER_VALUE = 4;

  private final long max;

  ResultBound(FaceProperties properties) {
    this.max = properties.maxResult().toBytes();
  }

  /** What to say in place of a result that is too long; empty if it is not. */
  Optional<String> refusal(ToolCallResult result) {
    long size = size(result.content());
    if (result.structuredContent() != null) {
      size += size(result.structuredContent());
    }
    return refusal(size);
  }

  /** The same of any other result. */
  Optional<String> refusal(JsonNode result) {
    return refusal(size(result));
  }

  private Optional<String> refusal(long size) {
    return size <= max
        ? Optional.empty()
        : Optional.of(
            "The result has about %d characters, more than the %d that may be passed on; ask for"
                    .formatted(size, max)
                + " less of it");
  }

  /** In characters, give or take: counting is cheaper than writing. */
  private static long size(JsonNode value) {
    if (value.isString()) {
      return value.stringValue().length() + PER_VALUE;
    }
    long size = PER_VALUE;
    for (var entry : value.properties()) {
      size += entry.getKey().length() + size(entry.getValue());
    }
    if (value.isArray()) {
      for (JsonNode element : value) {
        size += size(element);
      }
    }
    return size;
  }
}
