package dev.signalbox.mcppool.openapi;

import dev.signalbox.kit.problem.CommonProblem;
import dev.signalbox.kit.problem.ProblemException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A document that describes an API. */
public final class OpenApiDocument {
  private static final int MAX_TITLE = 200;
  private static final List<String> METHODS =
      List.of("get", "head", "options", "post", "put", "patch", "delete");

  private final JsonNode json;
  private final List<Operation> operations;

  private OpenApiDocument(JsonNode json, List<Operation> operations) {
    this.json = json;
    this.operations = List.copyOf(operations);
  }

  /**
   * Reads it.
   *
   * @throws ProblemException if it is none, or too much
   */
  public static OpenApiDocument of(JsonNode json, int maxOperations) {
    String version = json.path("openapi").asString("");
    if (!version.startsWith("3.0") && !version.startsWith("3.1")) {
      throw invalid("document", "is an OpenAPI document of version 3.0 or 3.1");
    }
    References references = new References(json);
    Set<String> names = new HashSet<>();
    List<Operation> operations = new ArrayList<>();
    json.path("paths")
        .forEachEntry(
            (path, item) -> {
              JsonNode pathItem = references.follow(item);
              for (String method : METHODS) {
                if (path.startsWith("/") && pathItem.path(method).isObject()) {
                  OperationReader.read(
                          references, method, path, pathItem, pathItem.path(method), names)
                      .ifPresent(operations::add);
                }
              }
            });
    if (operations.isEmpty()) {
      throw invalid("document", "has no operation that can be called from here");
    }
    if (operations.size() > maxOperations) {
      throw invalid(
          "document",
          "has %d operations; signalbox.mcp.openapi.max-operations allows %d"
              .formatted(operations.size(), maxOperations));
    }
    return new OpenApiDocument(json, operations);
  }

  public JsonNode json() {
    return json;
  }

  /** What the API calls itself. */
  public String title() {
    String title = json.path("info").path("title").asString("openapi");
    return title.substring(0, Math.min(title.length(), MAX_TITLE));
  }

  List<Operation> operations() {
    return operations;
  }

  /**
   * Where the API is: where it is said to be, or at the document's first server, whose variables
   * are as they are by default (OpenAPI 3.1.1, 4.8.5).
   *
   * @param source where the document came from, which a relative address is relative to
   * @throws ProblemException if that is nowhere
   */
  public URI base(@Nullable String told, @Nullable URI source) {
    String text = Optional.ofNullable(told).orElseGet(this::firstServer);
    try {
      URI base = source == null ? URI.create(text) : source.resolve(text);
      if (base.isAbsolute() && base.getHost() != null) {
        return base;
      }
    } catch (IllegalArgumentException malformed) {
      // Said below.
    }
    throw invalid("base_url", "is required: the document does not say where the API is");
  }

  private String firstServer() {
    JsonNode server = json.path("servers").path(0);
    String url = server.path("url").asString("/");
    for (var variable : server.path("variables").properties()) {
      url =
          url.replace(
              "{" + variable.getKey() + "}", variable.getValue().path("default").asString(""));
    }
    return url;
  }

  static ProblemException invalid(String field, String message) {
    return new ProblemException(
            CommonProblem.INVALID_REQUEST, "The server's transport is not valid")
        .withError("transport." + field, message);
  }
}
