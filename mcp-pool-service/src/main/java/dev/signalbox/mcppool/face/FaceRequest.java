package dev.signalbox.mcppool.face;

import dev.signalbox.kit.security.Caller;
import dev.signalbox.mcppool.rpc.RpcMessage;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * A request of an agent.
 *
 * @param modern whether it is of the era in which every request stands for itself
 * @param timeout until its deadline
 */
public record FaceRequest(
    RpcMessage.Request message, Audience audience, boolean modern, Duration timeout) {

  Caller caller() {
    return audience.caller();
  }

  Names names() {
    return audience.names();
  }

  String method() {
    return message.method();
  }

  JsonNode params() {
    JsonNode params = message.params();
    return params == null ? MissingNode.getInstance() : params;
  }
}
