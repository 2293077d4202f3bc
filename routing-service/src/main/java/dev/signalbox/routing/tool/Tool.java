package dev.signalbox.routing.tool;

import dev.signalbox.kit.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.definition.ToolDefinition;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestClientResponseException;
import tools.jackson.databind.JsonNode;

/** One tool of one server, offered to a model under a name that no other server's tool has. */
public final class Tool implements ToolCallback {

  private static final Logger LOG = LoggerFactory.getLogger(Tool.class);

  /** What every provider takes as a function's name. */
  private static final int MAX_NAME = 64;

  private final McpPool pool;
  private final String server;
  private final String name;
  private final ToolDefinition definition;
  private final int maxResultCharacters;

  Tool(McpPool pool, String server, McpPool.Described described, int maxResultCharacters) {
    this.pool = pool;
    this.server = server;
    this.name = described.name();
    this.maxResultCharacters = maxResultCharacters;
    String offered = (server + "__" + described.name()).replaceAll("[^A-Za-z0-9_-]", "_");
    this.definition =
        ToolDefinition.builder()
            .name(offered.length() <= MAX_NAME ? offered : offered.substring(0, MAX_NAME))
            .description(
                described.description().isBlank() ? described.name() : described.description())
            .inputSchema(described.inputSchema())
            .build();
  }

  public String server() {
    return server;
  }

  /** Its name at the server. */
  public String name() {
    return name;
  }

  String offeredName() {
    return definition.name();
  }

  @Override
  public ToolDefinition getToolDefinition() {
    return definition;
  }

  @Override
  public String call(String arguments) {
    return invoke(arguments).content();
  }

  /** Calls the tool. A failure is a result, too: the model is told and may go on without it. */
  public PoolTools.Result invoke(String arguments) {
    try {
      JsonNode answer = pool.call(server, name, PoolTools.arguments(arguments));
      return new PoolTools.Result(answer.path("is_error").asBoolean(false), bounded(text(answer)));
    } catch (RestClientResponseException e) {
      LOG.info("{} of {} failed: {}", name, server, e.getStatusCode());
      return PoolTools.Result.failed(
          "The tool failed with status " + e.getStatusCode().value() + ".");
    } catch (RestClientException | ProblemException | IllegalStateException e) {
      LOG.info("{} of {} failed: {}", name, server, e.toString());
      return PoolTools.Result.failed("The tool cannot be reached.");
    }
  }

  private static String text(JsonNode answer) {
    List<String> parts = new ArrayList<>();
    for (JsonNode part : answer.path("content")) {
      parts.add(
          part.path("type").asString("").equals("text")
              ? part.path("text").asString("")
              : part.toString());
    }
    if (parts.isEmpty() && answer.path("structured_content").isObject()) {
      parts.add(answer.path("structured_content").toString());
    }
    return String.join("\n", parts);
  }

  private String bounded(String text) {
    return text.length() <= maxResultCharacters
        ? text
        : text.substring(0, maxResultCharacters)
            + "\n[cut after "
            + maxResultCharacters
            + " characters]";
  }
}
