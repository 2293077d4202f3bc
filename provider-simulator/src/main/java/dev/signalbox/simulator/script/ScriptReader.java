package dev.signalbox.simulator.script;

import dev.signalbox.simulator.fault.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads scripts from JSON: one turn, or an array of turns. An unknown field is an error. */
public final class ScriptReader {

  private static final Set<String> TURN =
      Set.of(
          "content",
          "repeat",
          "chunks",
          "reasoning",
          "refusal",
          "tool_calls",
          "finish_reason",
          "tokens",
          "usage",
          "first_token_delay_ms",
          "tokens_per_second",
          "fault",
          "raw");

  private static final Set<String> TOOL_CALL = Set.of("name", "arguments", "chunks", "id");

  private static final Set<String> RAW =
      Set.of("status", "content_type", "headers", "body", "body_base64");

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
    knowing(TURN, node, "a turn");
    return new Turn(
        text(node, "content"),
        Math.max(1, node.path("repeat").asInt(1)),
        chunks(node),
        text(node, "reasoning"),
        text(node, "refusal"),
        toolCalls(node.path("tool_calls")),
        text(node, "finish_reason"),
        usage(node),
        pace(node),
        fault(node),
        raw(node.path("raw")));
  }

  private List<ToolCall> toolCalls(JsonNode nodes) {
    List<ToolCall> calls = new ArrayList<>();
    for (JsonNode node : nodes) {
      knowing(TOOL_CALL, node, "a tool call");
      String name = text(node, "name");
      if (name == null) {
        throw new InvalidScriptException("a tool call has a name");
      }
      List<String> chunks = chunks(node);
      calls.add(
          new ToolCall(
              name,
              chunks.isEmpty() ? arguments(node.path("arguments")) : String.join("", chunks),
              chunks,
              text(node, "id")));
    }
    return List.copyOf(calls);
  }

  private String arguments(JsonNode arguments) {
    if (arguments.isString()) {
      return arguments.stringValue();
    }
    return arguments.isMissingNode() ? "{}" : json.writeValueAsString(arguments);
  }

  private static ScriptedUsage usage(JsonNode node) {
    JsonNode given = node.get("usage");
    if (given != null) {
      return given.isNull() ? new ScriptedUsage.None() : new ScriptedUsage.AsGiven(given);
    }
    Map<Bucket, Integer> instead = new EnumMap<>(Bucket.class);
    for (Map.Entry<String, JsonNode> bucket : node.path("tokens").properties()) {
      try {
        instead.put(
            Bucket.valueOf(bucket.getKey().toUpperCase(Locale.ROOT)), bucket.getValue().asInt());
      } catch (IllegalArgumentException e) {
        throw new InvalidScriptException("no tokens are named \"" + bucket.getKey() + "\"");
      }
    }
    return new ScriptedUsage.Counted(instead);
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
    if (node.isMissingNode() || node.isNull()) {
      return null;
    }
    knowing(RAW, node, "a raw answer");
    String base64 = text(node, "body_base64");
    String body = base64 == null ? text(node, "body") : base64;
    String contentType = text(node, "content_type");
    Map<String, String> headers = new LinkedHashMap<>();
    node.path("headers")
        .properties()
        .forEach(header -> headers.put(header.getKey(), header.getValue().asString("")));
    return new Turn.Raw(
        node.path("status").asInt(200),
        contentType == null ? "text/event-stream" : contentType,
        headers,
        body == null ? "" : body,
        base64 != null);
  }

  private static List<String> chunks(JsonNode node) {
    return node.path("chunks").valueStream().map(chunk -> chunk.asString("")).toList();
  }

  private static void knowing(Set<String> fields, JsonNode node, String what) {
    for (String name : node.propertyNames()) {
      if (!fields.contains(name)) {
        throw new InvalidScriptException(what + " has no field \"" + name + "\"");
      }
    }
  }

  private static @Nullable String text(JsonNode node, String field) {
    JsonNode value = node.get(field);
    return value == null || value.isNull() ? null : value.asString();
  }
}
