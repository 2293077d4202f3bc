package dev.signalbox.mcppool.call;

import dev.signalbox.kit.problem.CommonProblem;
import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.kit.security.Caller;
import dev.signalbox.mcppool.connection.LiveServer;
import dev.signalbox.mcppool.connection.McpConnection;
import dev.signalbox.mcppool.connection.Tool;
import dev.signalbox.mcppool.connection.ToolInvocation;
import dev.signalbox.mcppool.problem.McpProblem;
import dev.signalbox.mcppool.rpc.RpcErrorCode;
import dev.signalbox.mcppool.rpc.RpcOutcome;
import dev.signalbox.mcppool.server.ServerId;
import java.time.Duration;
import java.util.Optional;
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
    LiveServer server = tools.server(id);
    Tool tool = tools.find(id, server, name, left).orElseThrow(() -> unknown(id, name));
    CallRecords.Running running = records.begin(id, name, arguments, caller);
    try {
      ToolCallResult result = run(id, server, tool, arguments, left);
      running.end(result.isError() ? CallOutcome.TOOL_ERROR : CallOutcome.COMPLETED, result);
      return result;
    } catch (ProblemException failure) {
      running.end(outcome(failure), null);
      throw failure;
    }
  }

  private ToolCallResult run(
      ServerId id, LiveServer server, Tool tool, JsonNode arguments, TimeLeft left) {
    Tool current = checked(id, server, tool, arguments, left);
    RpcOutcome outcome = send(id, server, current, arguments, left);
    if (outcome instanceof RpcOutcome.Refused refused
        && refused.code() == RpcErrorCode.HEADER_MISMATCH) {
      // 2026-07-28, streamable HTTP, client behavior: other parameters may be mirrored by now.
      outcome = send(id, server, anew(id, server, tool, left), arguments, left);
    }
    if (outcome instanceof RpcOutcome.Answered answered) {
      return result(answered.result());
    }
    throw Failures.of(id, outcome);
  }

  /** The tool that the arguments fit, read anew if they do not fit the one that was known. */
  private Tool checked(
      ServerId id, LiveServer server, Tool tool, JsonNode arguments, TimeLeft left) {
    Optional<ProblemException> mistakes = mistakes(tool, arguments);
    if (mistakes.isEmpty()) {
      return tool;
    }
    if (server.tools().fresh().isPresent()) {
      throw mistakes.get();
    }
    Tool current = anew(id, server, tool, left);
    mistakes(current, arguments)
        .ifPresent(
            problem -> {
              throw problem;
            });
    return current;
  }

  private RpcOutcome send(
      ServerId id, LiveServer server, Tool tool, JsonNode arguments, TimeLeft left) {
    ToolInvocation invocation = ToolInvocation.of(tool, arguments);
    McpConnection connection = tools.connect(id, server, left);
    RpcOutcome outcome = connection.callTool(invocation, left.now());
    if (outcome instanceof RpcOutcome.SessionExpired) {
      server.connection().renew(connection);
      return tools.connect(id, server, left).callTool(invocation, left.now());
    }
    return outcome;
  }

  private Tool anew(ServerId id, LiveServer server, Tool tool, TimeLeft left) {
    return tools
        .findAnew(id, server, tool.name(), left)
        .orElseThrow(() -> unknown(id, tool.name()));
  }

  private static Optional<ProblemException> mistakes(Tool tool, JsonNode arguments) {
    return ArgumentCheck.check(tool.definition().path("inputSchema"), arguments);
  }

  private static ProblemException unknown(ServerId id, String name) {
    return new ProblemException(
        McpProblem.UNKNOWN_TOOL, "\"%s\" has no tool called \"%s\"".formatted(id, name));
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
