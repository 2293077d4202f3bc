package dev.signalbox.mcppool.importing;

import dev.signalbox.kit.problem.CommonProblem;
import dev.signalbox.kit.problem.ProblemException;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A file as an editor writes it: {@code mcpServers} (Claude Desktop, Cursor and most others) or
 * {@code servers} with {@code inputs} (VS Code, in its settings under {@code mcp}).
 *
 * @param servers by the names they have there
 * @param inputs what the file says the editor asks for, by id
 */
record EditorFile(Map<String, JsonNode> servers, Map<String, Input> inputs) {
  private static final int MAX_SERVERS = 256;

  /** Editors allow both in their files. */
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS, JsonReadFeature.ALLOW_TRAILING_COMMA)
          .build();

  /**
   * What an editor asks its user for.
   *
   * @param fallback empty if there is none
   */
  record Input(String description, boolean password, String fallback) {}

  /**
   * Reads it.
   *
   * @param document the file's object, or its text
   * @throws ProblemException if it is no such file
   */
  static EditorFile read(JsonNode document) {
    JsonNode file = document.isString() ? parsed(document.stringValue()) : document;
    JsonNode section = file.path("mcp").isObject() ? file.path("mcp") : file;
    JsonNode servers =
        section.path("mcpServers").isObject()
            ? section.path("mcpServers")
            : section.path("servers");
    if (!servers.isObject() || servers.isEmpty()) {
      throw invalid("holds mcpServers or servers, an object with a member for each server");
    }
    if (servers.size() > MAX_SERVERS) {
      throw invalid("holds at most %d servers".formatted(MAX_SERVERS));
    }
    Map<String, JsonNode> named = new LinkedHashMap<>();
    servers.forEachEntry(named::put);
    Map<String, Input> inputs = new LinkedHashMap<>();
    for (JsonNode input : section.path("inputs")) {
      inputs.put(
          input.path("id").asString(""),
          new Input(
              input.path("description").asString(""),
              input.path("password").asBoolean(false),
              input.path("default").asString("")));
    }
    return new EditorFile(named, inputs);
  }

  private static JsonNode parsed(String text) {
    try {
      return JSON.readTree(text);
    } catch (JacksonException malformed) {
      throw invalid("is JSON, with comments or without");
    }
  }

  private static ProblemException invalid(String rule) {
    return new ProblemException(CommonProblem.INVALID_REQUEST, "The file is not valid")
        .withError("document", rule);
  }
}
