package dev.signalbox.mcppool.openapi;

import dev.signalbox.mcppool.local.LocalServer;
import dev.signalbox.mcppool.local.TimeLimit;
import dev.signalbox.mcppool.local.ToolResults;
import dev.signalbox.mcppool.transport.HttpCalls;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A REST API as a tool server: each operation is a tool. */
public final class OpenApiServer implements LocalServer {
  private final HttpCalls http;
  private final OpenApiDocument document;
  private final Map<String, Operation> operations;
  private final RequestWriter requests;
  private final ReplyReader replies;
  private final int maxResult;

  /**
   * @param base where the API is
   * @param redaction takes credentials out of what the API says
   * @param maxResult bytes of an answer that are handed on
   */
  public OpenApiServer(
      HttpCalls http,
      OpenApiDocument document,
      URI base,
      Credentials credentials,
      UnaryOperator<String> redaction,
      int maxResult) {
    this.http = http;
    this.document = document;
    this.operations =
        document.operations().stream()
            .map(operation -> operation.with(credentials))
            .collect(
                Collectors.toMap(
                    Operation::name, Function.identity(), (one, other) -> one, LinkedHashMap::new));
    this.requests = new RequestWriter(base, credentials);
    this.replies = new ReplyReader(redaction);
    this.maxResult = maxResult;
  }

  @Override
  public String name() {
    return document.title();
  }

  @Override
  public List<ObjectNode> tools() {
    return operations.values().stream().map(Operation::tool).toList();
  }

  /** An API is asked for nothing before it is called. */
  @Override
  public void open(TimeLimit limit) {}

  @Override
  public ObjectNode call(String tool, JsonNode arguments, TimeLimit limit)
      throws InterruptedException {
    Operation operation = operations.get(tool);
    if (operation == null) {
      return ToolResults.error("There is no operation " + tool);
    }
    try {
      return replies.read(http.send(requests.write(operation, arguments), limit.left(), maxResult));
    } catch (RequestWriter.Unsendable unsendable) {
      return ToolResults.error(String.valueOf(unsendable.getMessage()));
    } catch (IOException failure) {
      return ToolResults.error("The API cannot be reached: " + failure.getMessage());
    }
  }
}
