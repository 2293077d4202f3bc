package dev.signalbox.mcppool.web;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.signalbox.kit.problem.CommonProblem;
import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.mcppool.openapi.OpenApiDocument;
import dev.signalbox.mcppool.openapi.ReadDocument;
import dev.signalbox.mcppool.server.BuiltIn;
import dev.signalbox.mcppool.server.Transport;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** How a server to register is reached; secret values as {@link SecretForm} reads them. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = TransportForm.Stdio.class, name = Transport.Stdio.TYPE),
  @JsonSubTypes.Type(value = TransportForm.Http.class, name = Transport.StreamableHttp.TYPE),
  @JsonSubTypes.Type(value = TransportForm.RestApi.class, name = Transport.OpenApi.TYPE),
  @JsonSubTypes.Type(value = TransportForm.Local.class, name = Transport.Local.TYPE)
})
sealed interface TransportForm {

  /**
   * What it comes to.
   *
   * @throws ProblemException naming the field that is wrong
   */
  Described read(ReadDocument documents);

  /** A transport, and the document of a REST API. */
  record Described(Transport transport, @Nullable OpenApiDocument document) {}

  /** A process. */
  record Stdio(
      @Nullable String command,
      @Nullable List<@Nullable String> args,
      @Nullable Map<String, JsonNode> env,
      @Nullable String workingDir)
      implements TransportForm {
    @Override
    public Described read(ReadDocument documents) {
      return new Described(
          new Transport.Stdio(
              required("command", command),
              args == null ? List.of() : texts(args),
              SecretForm.read("transport.env", env),
              workingDir),
          null);
    }
  }

  /** An MCP endpoint, or several that are alike. */
  record Http(
      @Nullable String url,
      @Nullable List<@Nullable EndpointForm> endpoints,
      @Nullable Map<String, JsonNode> headers,
      @Nullable OAuth oauth)
      implements TransportForm {
    @Override
    public Described read(ReadDocument documents) {
      return new Described(
          new Transport.StreamableHttp(
              toEndpoints(),
              SecretForm.read("transport.headers", headers),
              oauth == null ? null : oauth.read()),
          null);
    }

    private List<Transport.Endpoint> toEndpoints() {
      if (endpoints == null) {
        return List.of(new Transport.Endpoint(toUrl(required("url", url)), 1));
      }
      if (url != null) {
        throw invalid("url", "stands alone or among the endpoints");
      }
      return endpoints.stream()
          .map(
              endpoint -> {
                if (endpoint == null) {
                  throw invalid("endpoints", "holds objects");
                }
                return endpoint.read();
              })
          .toList();
    }
  }

  /** One of several endpoints, of weight 1 unless it says otherwise. */
  record EndpointForm(@Nullable String url, @Nullable Integer weight) {
    private Transport.Endpoint read() {
      return new Transport.Endpoint(
          toUrl(required("endpoints.url", url)), Objects.requireNonNullElse(weight, 1));
    }
  }

  /** How access to an endpoint is asked for. */
  record OAuth(@Nullable String clientId, @Nullable JsonNode clientSecret, @Nullable String scope) {
    private Transport.OAuth read() {
      return new Transport.OAuth(
          clientId,
          clientSecret == null || clientSecret.isNull()
              ? null
              : SecretForm.read("transport.oauth", Map.of("client_secret", clientSecret))
                  .get("client_secret"),
          scope);
    }
  }

  /**
   * A REST API.
   *
   * @param document its OpenAPI document, as an object or as text
   * @param url where that document is, if it is not given
   * @param baseUrl where the API is, if the document does not say
   */
  record RestApi(
      @Nullable JsonNode document,
      @Nullable String url,
      @Nullable String baseUrl,
      @Nullable Map<String, JsonNode> headers,
      @Nullable Map<String, JsonNode> query,
      @Nullable Map<String, JsonNode> cookies)
      implements TransportForm {
    @Override
    public Described read(ReadDocument documents) {
      boolean given = document != null && !document.isNull();
      if (given == (url != null)) {
        throw invalid("document", "is required, or url, and not both");
      }
      URI source = url == null ? null : toUrl(url);
      OpenApiDocument read =
          source == null ? documents.given(Objects.requireNonNull(document)) : documents.at(source);
      return new Described(
          new Transport.OpenApi(
              read.base(baseUrl, source),
              source,
              SecretForm.read("transport.headers", headers),
              SecretForm.read("transport.query", query),
              SecretForm.read("transport.cookies", cookies)),
          read);
    }
  }

  /** A part of this service. */
  record Local(@Nullable String server, @Nullable Map<String, JsonNode> credentials)
      implements TransportForm {
    @Override
    public Described read(ReadDocument documents) {
      return new Described(
          new Transport.Local(
              BuiltIn.of(required("server", server))
                  .orElseThrow(() -> invalid("server", "is no server of this service")),
              SecretForm.read("transport.credentials", credentials)),
          null);
    }
  }

  private static List<String> texts(List<@Nullable String> values) {
    return values.stream().map(value -> required("args", value)).toList();
  }

  private static URI toUrl(String text) {
    try {
      return URI.create(text);
    } catch (IllegalArgumentException malformed) {
      throw invalid("url", "is not a URL");
    }
  }

  private static String required(String field, @Nullable String value) {
    if (value == null) {
      throw invalid(field, "is required");
    }
    return value;
  }

  private static ProblemException invalid(String field, String message) {
    return new ProblemException(CommonProblem.INVALID_REQUEST, "The server is not valid")
        .withError("transport." + field, message);
  }
}
