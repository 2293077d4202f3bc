package dev.signalbox.mcppool.connection;

import dev.signalbox.mcppool.rpc.Progress;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A call of a tool.
 *
 * @param listener told of progress, in the caller's thread; null if nobody wants to know
 */
public record ToolInvocation(Tool tool, JsonNode arguments, @Nullable Consumer<Progress> listener) {

  /** A call of which only the result matters. */
  public static ToolInvocation of(Tool tool, JsonNode arguments) {
    return new ToolInvocation(tool, arguments, null);
  }
}
