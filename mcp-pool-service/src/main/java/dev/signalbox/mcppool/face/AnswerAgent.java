package dev.signalbox.mcppool.face;

import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.kit.security.Role;
import dev.signalbox.mcppool.call.CallTool;
import dev.signalbox.mcppool.call.ToolCallResult;
import dev.signalbox.mcppool.connection.AnnouncedList;
import dev.signalbox.mcppool.problem.McpProblem;
import dev.signalbox.mcppool.rpc.RpcMessage;
import dev.signalbox.mcppool.server.ServerId;
import java.time.Duration;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Answers the requests of agents. */
@Component
class AnswerAgent {
  private static final int LIST_TTL_MILLIS = 10_000;
  private static final int DISCOVERY_TTL_MILLIS = 3_600_000;
  private static final String INSTRUCTIONS =
      "Tools and prompts of several servers, each named server__name; resources are at"
          + " signalbox:server/uri. A list may lack what a server offers while the server is down.";

  private final VisibleServers servers;
  private final ToolCatalogue catalogue;
  private final CallTool calls;
  private final OfferAnswers offers;
  private final Listening listening;
  private final ResultBound bound;

  AnswerAgent(
      VisibleServers servers,
      ToolCatalogue catalogue,
      CallTool calls,
      OfferAnswers offers,
      Listening listening,
      ResultBound bound) {
    this.servers = servers;
    this.catalogue = catalogue;
    this.calls = calls;
    this.offers = offers;
    this.listening = listening;
    this.bound = bound;
  }

  /**
   * Answers it, in the caller's thread.
   *
   * @param notes told how it goes
   * @throws Refused if it cannot be answered
   */
  RpcMessage.Success answer(FaceRequest request, Consumer<RpcMessage.Notification> notes) {
    ObjectNode result =
        switch (request.method()) {
          case "tools/list" -> list(request);
          case "tools/call" -> call(request, notes);
          case "subscriptions/listen" -> listening.answer(request, notes);
          case "server/discover" -> discover(request);
          case "initialize" -> initialize(request);
          case "ping" -> ping(request);
          default -> offers.answer(request).orElseThrow(() -> unknown(request));
        };
    return new RpcMessage.Success(request.message().id(), result);
  }

  /** Tells an agent of the first era what changes, until it leaves. */
  void tell(Audience audience, Duration patience, Consumer<RpcMessage.Notification> notes) {
    listening.tell(audience, patience, notes);
  }

  private ObjectNode list(FaceRequest request) {
    ObjectNode result = catalogue.page(request, servers.of(request));
    // What a caller sees is its own affair, so nobody may keep it for others.
    return Results.cacheable(request, result, LIST_TTL_MILLIS, "private");
  }

  private ObjectNode call(FaceRequest request, Consumer<RpcMessage.Notification> notes) {
    if (!request.caller().has(Role.OPERATOR)) {
      throw Refused.forbidden("Calling tools needs the role operator");
    }
    String name = request.params().path("name").asString("");
    ToolName tool =
        request
            .names()
            .parse(name)
            .filter(parsed -> servers.contain(parsed.server(), request))
            .orElseThrow(() -> unknownTool(name));
    JsonNode given = request.params().path("arguments");
    JsonNode arguments =
        given.isMissingNode() || given.isNull() ? JsonNodeFactory.instance.objectNode() : given;
    if (!arguments.isObject()) {
      throw Refused.invalidParams(200, "arguments is an object");
    }
    try {
      return Results.complete(
          request,
          result(
              request.names(),
              tool.server(),
              calls.call(
                  tool.server(),
                  tool.tool(),
                  arguments,
                  request.timeout(),
                  request.caller(),
                  ProgressNotes.to(request, notes).orElse(null))));
    } catch (ProblemException failure) {
      if (failure.code() == McpProblem.UNKNOWN_SERVER
          || failure.code() == McpProblem.UNKNOWN_TOOL) {
        throw unknownTool(name);
      }
      return Results.complete(request, note(failure));
    }
  }

  private static ObjectNode discover(FaceRequest request) {
    if (!request.modern()) {
      throw unknown(request);
    }
    ObjectNode result = JsonNodeFactory.instance.objectNode();
    FaceVersions.ALL.forEach(result.putArray("supportedVersions")::add);
    // In the first era a session would have to be kept for it.
    putCapabilities(result).withObjectProperty("resources").put("subscribe", true);
    result.put("instructions", INSTRUCTIONS);
    return Results.cacheable(request, result, DISCOVERY_TTL_MILLIS, "public");
  }

  /** 2025-11-25, lifecycle, version negotiation: a version that is not known gets the newest. */
  private static ObjectNode initialize(FaceRequest request) {
    if (request.modern()) {
      throw unknown(request);
    }
    String wanted = request.params().path("protocolVersion").asString("");
    ObjectNode result = JsonNodeFactory.instance.objectNode();
    result.put(
        "protocolVersion", FaceVersions.isLegacy(wanted) ? wanted : FaceVersions.LEGACY.getFirst());
    putCapabilities(result);
    result.set("serverInfo", Results.info());
    result.put("instructions", INSTRUCTIONS);
    return result;
  }

  private static ObjectNode putCapabilities(ObjectNode result) {
    ObjectNode capabilities = result.putObject("capabilities");
    for (AnnouncedList list : AnnouncedList.values()) {
      capabilities.putObject(list.capability()).put("listChanged", true);
    }
    capabilities.putObject("completions");
    return capabilities;
  }

  private static ObjectNode ping(FaceRequest request) {
    if (request.modern()) {
      throw unknown(request);
    }
    return JsonNodeFactory.instance.objectNode();
  }

  private ObjectNode result(Names names, ServerId server, ToolCallResult called) {
    ObjectNode result =
        bound
            .refusal(called)
            .map(AnswerAgent::note)
            .orElseGet(() -> passedOn(names, server, called));
    if (called.costUsd() != null) {
      result.putObject("_meta").put("dev.signalbox/cost_usd", called.costUsd().toString());
    }
    return result;
  }

  private static ObjectNode passedOn(Names names, ServerId server, ToolCallResult called) {
    ObjectNode result = JsonNodeFactory.instance.objectNode();
    names.wrapLinks(server, called.content());
    result.set("content", called.content());
    result.put("isError", called.isError());
    if (called.structuredContent() != null) {
      result.set("structuredContent", called.structuredContent());
    }
    return result;
  }

  /**
   * What went wrong, for the model to read: it can mend its arguments, or do without the tool
   * (2025-11-25, server, tools, error handling).
   */
  private static ObjectNode note(ProblemException failure) {
    StringBuilder text = new StringBuilder(failure.detail());
    failure
        .errors()
        .forEach(
            error -> text.append("; ").append(error.field()).append(' ').append(error.message()));
    return note(text.toString());
  }

  private static ObjectNode note(String text) {
    ObjectNode result = JsonNodeFactory.instance.objectNode();
    result.putArray("content").addObject().put("type", "text").put("text", text);
    result.put("isError", true);
    return result;
  }

  private static Refused unknownTool(String name) {
    return Refused.invalidParams(200, "There is no tool called \"" + name + "\"");
  }

  /** 404 in the modern era (2026-07-28, streamable HTTP, protocol version header). */
  private static Refused unknown(FaceRequest request) {
    return Refused.unknownMethod(request.modern() ? 404 : 200, request.method());
  }
}
