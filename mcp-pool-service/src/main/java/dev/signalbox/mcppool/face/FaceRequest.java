package dev.signalbox.mcppool.face;

import dev.signalbox.kit.security.Caller;
import dev.signalbox.mcppool.rpc.RpcMessage;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * A request of an agent.
 *
 * @param agent whom the caller speaks for, if it says so
 * @param names what it knows things by
 * @param modern whether it is of the era in which every request stands for itself
 * @param timeout until its deadline
 */
public record FaceRequest(
    RpcMessage.Request message,
    Caller caller,
    @Nullable String agent,
    Names names,
    boolean modern,
    Duration timeout) {

  String method() {
    return message.method();
  }

  JsonNode params() {
    JsonNode params = message.params();
    return params == null ? MissingNode.getInstance() : params;
  }
}
