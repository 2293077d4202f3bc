package dev.signalbox.mcppool.openapi;

import dev.signalbox.mcppool.local.ToolResults;
import dev.signalbox.mcppool.transport.HttpCalls;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Makes a result of an API's answer. */
final class ReplyReader {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int MAX_ERROR = 4096;

  private final UnaryOperator<String> redaction;

  /**
   * @param redaction takes credentials out of what the API says
   */
  ReplyReader(UnaryOperator<String> redaction) {
    this.redaction = redaction;
  }

  ObjectNode read(HttpCalls.Reply reply) {
    String status = "HTTP " + reply.status();
    String text = redaction.apply(text(reply));
    if (reply.status() >= 300 && reply.status() < 400) {
      return ToolResults.error(status + ": it leads elsewhere, and redirects are not followed");
    }
    if (!reply.isSuccess()) {
      return ToolResults.error(
          text.isBlank()
              ? status
              : status + ": " + text.substring(0, Math.min(text.length(), MAX_ERROR)));
    }
    if (reply.content().length == 0) {
      return ToolResults.text(status);
    }
    if (!isText(reply.mediaType())) {
      return ToolResults.text(
          "%s: %d bytes of %s, which are not shown"
              .formatted(status, reply.content().length, reply.mediaType()));
    }
    if (!reply.whole()) {
      return ToolResults.text(text + "\n[cut after " + reply.content().length + " bytes]");
    }
    return isJson(reply.mediaType()) ? json(text) : ToolResults.text(text);
  }

  private static ObjectNode json(String text) {
    try {
      JsonNode json = JSON.readTree(text);
      return json.isObject() ? ToolResults.structured(json) : ToolResults.text(text);
    } catch (JacksonException noJson) {
      return ToolResults.text(text);
    }
  }

  private static String text(HttpCalls.Reply reply) {
    return isText(reply.mediaType()) ? new String(reply.content(), StandardCharsets.UTF_8) : "";
  }

  private static boolean isJson(String mediaType) {
    return mediaType.equals("application/json") || mediaType.endsWith("+json");
  }

  private static boolean isText(String mediaType) {
    return mediaType.isEmpty()
        || isJson(mediaType)
        || mediaType.startsWith("text/")
        || mediaType.endsWith("xml")
        || mediaType.endsWith("yaml");
  }
}
