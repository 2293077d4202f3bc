package dev.signalbox.simulator.script;

import dev.signalbox.simulator.fault.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads scripts from JSON: one turn, or an array of turns. An unknown field is an error. */
public final class ScriptReader {

  private static final Set<String> FIELDS =
      Set.of(
          "content",
          "repeat",
          "chunks",
          "reasoning",
          "tool_calls",
          "finish_reason",
          "usage",
          "first_token_delay_ms",
          "tokens_per_second",
          "fault",
          "raw");

  private final JsonMapper json;

  public ScriptReader(JsonMapper json) {
    this.json = json;
  }

  /**
   * The script in a JSON text.
   *
   * @throws InvalidScriptException when it is none
   */
  public Script read(String text) {
    try {
      return script(json.readTree(text));
    } catch (JacksonException e) {
      throw new InvalidScriptException("a script is JSON: " + e.getOriginalMessage());
    }
  }

  /**
   * The script a JSON value describes.
   *
   * @throws InvalidScriptException when it is none
   */
  public Script script(JsonNode node) {
    List<Turn> turns = new ArrayList<>();
    if (node.isArray()) {
      node.forEach(turn -> turns.add(turn(turn)));
    } else {
      turns.add(turn(node));
    }
    return new Script(turns);
  }

  private Turn turn(JsonNode node) {
    if (!node.isObject()) {
      throw new InvalidScriptException("a turn is a JSON object");
    }
    node.propertyNames().stream()
        .filter(name -> !FIELDS.contains(name))
        .findFirst()
        .ifPresent(
            name -> {
              throw new InvalidScriptException("a turn has no field \"" + name + "\"");
            });
    List<String> chunks = new ArrayList<>();
    node.path("chunks").forEach(chunk -> chunks.add(chunk.asString()));
    return new Turn(
        text(node, "content"),
        Math.max(1, node.path("repeat").asInt(1)),
        List.copyOf(chunks),
        text(node, "reasoning"),
        toolCalls(node.path("tool_calls")),
        text(node, "finish_reason"),
        node.get("usage"),
        pace(node),
        fault(node),
        raw(node.path("raw")));
  }

  private List<ToolCall> toolCalls(JsonNode nodes) {
    List<ToolCall> calls = new ArrayList<>();
    for (JsonNode node : nodes) {
      String name = text(node, "name");
      if (name == null) {
        throw new InvalidScriptException("a tool call has a name");
      }
      JsonNode arguments = node.path("arguments");
      calls.add(
          new ToolCall(
              name,
              arguments.isString()
                  ? arguments.stringValue()
                  : json.writeValueAsString(
                      arguments.isMissingNode() ? json.createObjectNode() : arguments)));
    }
    return List.copyOf(calls);
  }

  private static @Nullable Pace pace(JsonNode node) {
    if (!node.has("first_token_delay_ms") && !node.has("tokens_per_second")) {
      return null;
    }
    try {
      return new Pace(
          Duration.ofMillis(node.path("first_token_delay_ms").asLong(0)),
          node.path("tokens_per_second").asDouble(0));
    } catch (IllegalArgumentException e) {
      throw new InvalidScriptException(String.valueOf(e.getMessage()));
    }
  }

  private static @Nullable String fault(JsonNode node) {
    String fault = text(node, "fault");
    if (fault != null && Fault.named(fault).isEmpty()) {
      throw new InvalidScriptException("no fault is named \"" + fault + "\"");
    }
    return fault;
  }

  private static Turn.@Nullable Raw raw(JsonNode node) {
    String body = text(node, "body");
    if (body == null) {
      return null;
    }
    String contentType = text(node, "content_type");
    return new Turn.Raw(
        node.path("status").asInt(200),
        contentType == null ? "text/event-stream" : contentType,
        body);
  }

  private static @Nullable String text(JsonNode node, String field) {
    JsonNode value = node.get(field);
    return value == null || value.isNull() ? null : value.asString();
  }
}
