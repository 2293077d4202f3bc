package dev.signalbox.mcppool.call;

import dev.signalbox.kit.problem.CommonProblem;
import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.kit.security.Caller;
import dev.signalbox.mcppool.connection.McpConnection;
import dev.signalbox.mcppool.connection.Tool;
import dev.signalbox.mcppool.connection.ToolListing;
import dev.signalbox.mcppool.connection.WarmConnection;
import dev.signalbox.mcppool.problem.McpProblem;
import dev.signalbox.mcppool.rpc.RpcOutcome;
import dev.signalbox.mcppool.server.ServerId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Calls a tool once. It is sent again only where the server cannot have looked at it: in a session
 * the server had forgotten.
 */
@Component
public class CallTool {
  private final ToolsOfServer tools;
  private final CallRecords records;

  CallTool(ToolsOfServer tools, CallRecords records) {
    this.tools = tools;
    this.records = records;
  }

  /**
   * Calls it and waits for the result.
   *
   * @throws ProblemException if it comes to no result
   */
  public ToolCallResult call(
      ServerId id, String name, JsonNode arguments, Duration timeout, Caller caller) {
    TimeLeft left = TimeLeft.of(timeout);
    Tool tool = find(id, name, left);
    CallRecords.Running running = records.begin(id, name, arguments, caller);
    try {
      ToolCallResult result = run(id, tool, arguments, left);
      running.end(result.isError() ? CallOutcome.TOOL_ERROR : CallOutcome.COMPLETED, result);
      return result;
    } catch (ProblemException failure) {
      running.end(outcome(failure), null);
      throw failure;
    }
  }

  private Tool find(ServerId id, String name, TimeLeft left) {
    ToolListing.Listed listed = tools.list(id, left.now());
    return listed
        .find(name)
        .orElseThrow(
            () ->
                new ProblemException(
                    McpProblem.UNKNOWN_TOOL,
                    "\"%s\" has no tool called \"%s\"".formatted(id, name)));
  }

  private ToolCallResult run(ServerId id, Tool tool, JsonNode arguments, TimeLeft left) {
    ArgumentCheck.check(tool.definition().path("inputSchema"), arguments)
        .ifPresent(
            problem -> {
              throw problem;
            });
    WarmConnection server = tools.server(id);
    McpConnection connection = tools.connect(id, server, left);
    RpcOutcome outcome = connection.callTool(tool.name(), arguments, left.now());
    if (outcome instanceof RpcOutcome.SessionExpired) {
      server.renew(connection);
      connection = tools.connect(id, server, left);
      outcome = connection.callTool(tool.name(), arguments, left.now());
    }
    if (outcome instanceof RpcOutcome.Answered answered) {
      return result(answered.result());
    }
    throw Failures.of(id, outcome);
  }

  private static ToolCallResult result(JsonNode json) {
    JsonNode content = json.path("content");
    return new ToolCallResult(
        content.isArray() ? content : JsonNodeFactory.instance.arrayNode(),
        json.path("isError").asBoolean(false),
        nullIfAbsent(json.path("structuredContent")));
  }

  private static @Nullable JsonNode nullIfAbsent(JsonNode json) {
    return json.isMissingNode() || json.isNull() ? null : json;
  }

  private static CallOutcome outcome(ProblemException failure) {
    if (failure.code() == McpProblem.INVALID_ARGUMENTS) {
      return CallOutcome.INVALID_ARGUMENTS;
    }
    if (failure.code() == CommonProblem.DEADLINE_EXCEEDED) {
      return CallOutcome.TIMED_OUT;
    }
    return failure.code() == McpProblem.PROTOCOL_ERROR
        ? CallOutcome.PROTOCOL_ERROR
        : CallOutcome.UNAVAILABLE;
  }
}
