package dev.signalbox.mcppool.call;

import dev.signalbox.mcppool.connection.Tool;
import dev.signalbox.mcppool.rpc.RpcOutcome;
import tools.jackson.databind.JsonNode;

/** Whether a call that was lost may be sent again. */
final class Repeatable {
  private Repeatable() {}

  /**
   * It may if the server saw nothing of it, or if its tool says that a second time does no harm
   * (2025-11-25, schema, ToolAnnotations). Such hints are to be believed of trusted servers only;
   * those here were registered by an admin.
   */
  static boolean is(RpcOutcome outcome, Tool tool) {
    return outcome instanceof RpcOutcome.Lost lost && (!lost.written() || isHarmless(tool));
  }

  private static boolean isHarmless(Tool tool) {
    JsonNode hints = tool.definition().path("annotations");
    return hints.path("readOnlyHint").asBoolean(false)
        || hints.path("idempotentHint").asBoolean(false);
  }
}
