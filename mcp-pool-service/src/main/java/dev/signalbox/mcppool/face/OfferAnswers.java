package dev.signalbox.mcppool.face;

import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.kit.security.Role;
import dev.signalbox.mcppool.call.AskServer;
import dev.signalbox.mcppool.call.OffersOfServer;
import dev.signalbox.mcppool.connection.Offer;
import dev.signalbox.mcppool.pool.LeaseHolder;
import dev.signalbox.mcppool.problem.McpProblem;
import dev.signalbox.mcppool.rpc.RpcErrorCode;
import dev.signalbox.mcppool.server.ServerId;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Answers what is asked about resources and prompts. */
@Component
class OfferAnswers {
  private static final int LIST_TTL_MILLIS = 10_000;

  /** What a modern server says beside its result. */
  private static final List<String> MODERN_FIELDS = List.of("resultType", "ttlMs", "cacheScope");

  private final VisibleServers servers;
  private final OffersOfServer offers;
  private final AskServer questions;
  private final ResultBound bound;

  /** A server, and what it knows a thing by. */
  private record Known(ServerId server, String name) {}

  OfferAnswers(
      VisibleServers servers, OffersOfServer offers, AskServer questions, ResultBound bound) {
    this.servers = servers;
    this.offers = offers;
    this.questions = questions;
    this.bound = bound;
  }

  /**
   * The result; empty if the request is for something else.
   *
   * @throws Refused if it cannot be answered
   */
  Optional<ObjectNode> answer(FaceRequest request) {
    return Optional.ofNullable(
        switch (request.method()) {
          case "resources/list" -> list(request, Offer.RESOURCES);
          case "resources/templates/list" -> list(request, Offer.RESOURCE_TEMPLATES);
          case "prompts/list" -> list(request, Offer.PROMPTS);
          case "resources/read" -> read(request);
          case "prompts/get" -> prompt(request);
          case "completion/complete" -> completion(request);
          default -> null;
        });
  }

  private ObjectNode list(FaceRequest request, Offer offer) {
    ObjectNode result =
        AggregatedList.page(
            offer.field(),
            servers.of(request),
            request.params().path("cursor"),
            request.timeout(),
            (id, patience) -> part(request, id, offer, patience));
    return Results.cacheable(request, result, LIST_TTL_MILLIS, "private");
  }

  private AggregatedList.Part part(
      FaceRequest request, ServerId id, Offer offer, Duration patience) {
    OffersOfServer.Offered offered =
        offers.list(id, offer, LeaseHolder.of(request.caller()), patience);
    Map<String, JsonNode> entries = new HashMap<>();
    for (JsonNode entry : offered.entries()) {
      if (entry.isObject() && entry.path(offer.key()).isString()) {
        JsonNode renamed =
            offer == Offer.PROMPTS
                ? request.names().named(id, entry)
                : request.names().wrapped(id, entry, offer.key());
        entries.put(renamed.path(offer.key()).stringValue(), renamed);
      }
    }
    return new AggregatedList.Part(entries, offered.degraded());
  }

  private ObjectNode read(FaceRequest request) {
    Known resource = resource(request, request.params().path("uri").asString(""));
    ObjectNode params = withoutMeta(request.params()).put("uri", resource.name());
    ObjectNode result = ask(request, resource, params);
    ArrayNode contents = result.arrayNode();
    result
        .path("contents")
        .forEach(
            content -> contents.add(request.names().wrapped(resource.server(), content, "uri")));
    result.set("contents", contents);
    int ttl = Math.clamp(result.path("ttlMs").asLong(0), 0, LIST_TTL_MILLIS);
    return Results.cacheable(request, ofEra(request, result), ttl, "private");
  }

  private ObjectNode prompt(FaceRequest request) {
    Known prompt = prompt(request, request.params().path("name").asString(""));
    ObjectNode params = withoutMeta(request.params()).put("name", prompt.name());
    ObjectNode result = ask(request, prompt, params);
    for (JsonNode message : result.path("messages")) {
      request.names().wrapLinks(prompt.server(), List.of(message.path("content")));
    }
    return Results.complete(request, ofEra(request, result));
  }

  /** 2025-11-25, server, utilities, completion. */
  private ObjectNode completion(FaceRequest request) {
    ObjectNode params = withoutMeta(request.params());
    JsonNode reference = params.path("ref");
    Known known;
    if (reference.path("type").asString("").equals("ref/prompt")) {
      known = prompt(request, reference.path("name").asString(""));
      ((ObjectNode) reference).put("name", known.name());
    } else {
      known = resource(request, reference.path("uri").asString(""));
      ((ObjectNode) reference).put("uri", known.name());
    }
    return Results.complete(request, ofEra(request, ask(request, known, params)));
  }

  private Known resource(FaceRequest request, String uri) {
    return request
        .names()
        .parseUri(uri)
        .map(parsed -> new Known(parsed.server(), parsed.uri()))
        .filter(known -> servers.contain(known.server(), request))
        .orElseThrow(
            () -> Refused.unknownResource(request.modern(), uri, "There is no resource " + uri));
  }

  private Known prompt(FaceRequest request, String name) {
    return request
        .names()
        .parse(name)
        .map(parsed -> new Known(parsed.server(), parsed.tool()))
        .filter(known -> servers.contain(known.server(), request))
        .orElseThrow(
            () -> Refused.invalidParams(200, "There is no prompt called \"" + name + "\""));
  }

  private ObjectNode ask(FaceRequest request, Known known, ObjectNode params) {
    if (!request.caller().has(Role.OPERATOR)) {
      throw Refused.forbidden("Reading what servers offer needs the role operator");
    }
    try {
      JsonNode result =
          questions.ask(
              known.server(),
              new AskServer.Question(request.method(), known.name(), params),
              request.timeout(),
              request.caller());
      if (!(result.deepCopy() instanceof ObjectNode answer)) {
        throw Refused.failed(RpcErrorCode.INTERNAL_ERROR, "The server's result is not an object");
      }
      bound
          .refusal(answer)
          .ifPresent(
              reason -> {
                throw Refused.failed(RpcErrorCode.INTERNAL_ERROR, reason);
              });
      return answer;
    } catch (ProblemException failure) {
      throw refused(request, failure);
    }
  }

  private static Refused refused(FaceRequest request, ProblemException failure) {
    boolean unknown =
        failure.code() == McpProblem.UNKNOWN_SERVER
            || Objects.equals(
                failure.properties().get("mcp_code"), RpcErrorCode.RESOURCE_NOT_FOUND);
    if (unknown) {
      return Refused.unknownResource(
          request.modern(), request.params().path("uri").asString(""), failure.detail());
    }
    if (failure.code() == McpProblem.INVALID_ARGUMENTS) {
      return Refused.invalidParams(200, failure.detail());
    }
    return failure.properties().get("mcp_code") instanceof Integer code
        ? Refused.failed(code, failure.detail())
        : Refused.failed(RpcErrorCode.INTERNAL_ERROR, failure.detail());
  }

  private static ObjectNode ofEra(FaceRequest request, ObjectNode result) {
    return request.modern() ? result : result.remove(MODERN_FIELDS);
  }

  /** What is between the agent and us stays there. */
  private static ObjectNode withoutMeta(JsonNode params) {
    if (!(params.deepCopy() instanceof ObjectNode copy)) {
      throw Refused.invalidParams(200, "params is an object");
    }
    copy.remove("_meta");
    return copy;
  }
}
