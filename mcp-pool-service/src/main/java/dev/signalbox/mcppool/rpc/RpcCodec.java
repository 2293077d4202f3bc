package dev.signalbox.mcppool.rpc;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Messages to bytes and back. What it writes holds no line break, so a message is one line. */
public final class RpcCodec {
  private static final String VERSION = "2.0";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private RpcCodec() {}

  /** The message as UTF-8 JSON on one line, without the line's end. */
  public static byte[] encode(RpcMessage message) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("jsonrpc", VERSION);
    switch (message) {
      case RpcMessage.Request request -> {
        json.set("id", request.id());
        json.put("method", request.method());
        setIfPresent(json, "params", request.params());
      }
      case RpcMessage.Notification notification -> {
        json.put("method", notification.method());
        setIfPresent(json, "params", notification.params());
      }
      case RpcMessage.Success success -> {
        json.set("id", success.id());
        json.set("result", success.result());
      }
      case RpcMessage.Failure failure -> {
        json.set("id", failure.id());
        ObjectNode error = json.putObject("error");
        error.put("code", failure.code());
        error.put("message", failure.message());
        setIfPresent(error, "data", failure.data());
      }
    }
    return JSON.writeValueAsBytes(json);
  }

  /**
   * The messages in a frame: one, or several in a batch (MCP 2025-03-26 allows batches).
   *
   * @return what of the frame is JSON-RPC; empty for anything else, a stray line of output say
   */
  public static List<RpcMessage> decode(byte[] frame) {
    JsonNode json;
    try {
      json = JSON.readTree(frame);
    } catch (JacksonException notJson) {
      return List.of();
    }
    List<RpcMessage> messages = new ArrayList<>(1);
    if (json.isArray()) {
      json.forEach(element -> addMessage(element, messages));
    } else {
      addMessage(json, messages);
    }
    return messages;
  }

  private static void addMessage(JsonNode json, List<RpcMessage> messages) {
    if (!json.isObject()) {
      return;
    }
    JsonNode id = json.get("id");
    JsonNode method = json.get("method");
    if (method != null) {
      if (!method.isString()) {
        return;
      }
      messages.add(
          id == null || id.isNull()
              ? new RpcMessage.Notification(method.stringValue(), json.get("params"))
              : new RpcMessage.Request(id, method.stringValue(), json.get("params")));
    } else if (json.has("error")) {
      // Without an id it says that a request could not even be read.
      messages.add(
          failure(id == null ? JsonNodeFactory.instance.nullNode() : id, json.get("error")));
    } else if (id != null && json.has("result")) {
      messages.add(new RpcMessage.Success(id, json.get("result")));
    }
  }

  private static RpcMessage failure(JsonNode id, JsonNode error) {
    return new RpcMessage.Failure(
        id,
        error.path("code").asInt(RpcErrorCode.INTERNAL_ERROR),
        error.path("message").asString(""),
        error.get("data"));
  }

  private static void setIfPresent(ObjectNode json, String name, @Nullable JsonNode value) {
    if (value != null) {
      json.set(name, value);
    }
  }
}
