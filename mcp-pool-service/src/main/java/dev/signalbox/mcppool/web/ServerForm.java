package dev.signalbox.mcppool.web;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.signalbox.kit.problem.CommonProblem;
import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.mcppool.catalogue.ReadyMadeServer;
import dev.signalbox.mcppool.catalogue.TakeFromCatalogue;
import dev.signalbox.mcppool.openapi.OpenApiDocument;
import dev.signalbox.mcppool.openapi.ReadDocument;
import dev.signalbox.mcppool.server.BuiltIn;
import dev.signalbox.mcppool.server.NewServer;
import dev.signalbox.mcppool.server.PoolSettings;
import dev.signalbox.mcppool.server.ServerId;
import dev.signalbox.mcppool.server.Sharing;
import dev.signalbox.mcppool.server.Transport;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A server to register: with a transport, or from the catalogue.
 *
 * @param catalogue the name of a ready-made server
 * @param credentials what that one needs: texts, or {@code {"secret": name}}
 * @param settings what else it needs: texts, or lists of texts
 */
record ServerForm(
    @Nullable String id,
    @Nullable String description,
    @Nullable TransportForm transport,
    @Nullable String catalogue,
    @Nullable Map<String, JsonNode> credentials,
    @Nullable Map<String, JsonNode> settings,
    @Nullable PoolForm pool) {
  private static final int MAX_DESCRIPTION = 1000;

  /** What is not given is as it is by default. */
  record PoolForm(
      @Nullable Sharing sharing,
      @Nullable Integer min,
      @Nullable Integer max,
      @Nullable Integer callsPerConnection,
      @Nullable Long maxIdleMs,
      @Nullable Long maxAgeMs) {
    private PoolSettings toSettings(PoolSettings standard) {
      return new PoolSettings(
          Objects.requireNonNullElse(sharing, standard.sharing()),
          Objects.requireNonNullElse(min, standard.min()),
          Objects.requireNonNullElse(max, standard.max()),
          Objects.requireNonNullElse(callsPerConnection, standard.callsPerConnection()),
          maxIdleMs == null ? standard.maxIdle() : Duration.ofMillis(maxIdleMs),
          maxAgeMs == null ? standard.maxAge() : Duration.ofMillis(maxAgeMs));
    }
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = StdioForm.class, name = Transport.Stdio.TYPE),
    @JsonSubTypes.Type(value = HttpForm.class, name = Transport.StreamableHttp.TYPE),
    @JsonSubTypes.Type(value = OpenApiForm.class, name = Transport.OpenApi.TYPE),
    @JsonSubTypes.Type(value = BuiltInForm.class, name = Transport.Local.TYPE)
  })
  sealed interface TransportForm {}

  /** Values of the environment are texts, or {@code {"secret": name}}. */
  record StdioForm(
      @Nullable String command,
      @Nullable List<@Nullable String> args,
      @Nullable Map<String, JsonNode> env,
      @Nullable String workingDir)
      implements TransportForm {}

  /** Values of headers are texts, or {@code {"secret": name}}. */
  record HttpForm(@Nullable String url, @Nullable Map<String, JsonNode> headers)
      implements TransportForm {}

  /**
   * A REST API. Values of headers are texts, or {@code {"secret": name}}.
   *
   * @param document its OpenAPI document, as an object or as text
   * @param url where that document is, if it is not given
   * @param baseUrl where the API is, if the document does not say
   */
  record OpenApiForm(
      @Nullable JsonNode document,
      @Nullable String url,
      @Nullable String baseUrl,
      @Nullable Map<String, JsonNode> headers)
      implements TransportForm {}

  /** Values of credentials are texts, or {@code {"secret": name}}. */
  record BuiltInForm(@Nullable String server, @Nullable Map<String, JsonNode> credentials)
      implements TransportForm {}

  /**
   * The server.
   *
   * @throws ProblemException naming the field that is wrong
   */
  NewServer toServer(TakeFromCatalogue readyMade, ReadDocument documents) {
    if (description != null && description.length() > MAX_DESCRIPTION) {
      throw invalid("description", "has at most 1000 characters");
    }
    if (catalogue == null) {
      ServerId name = serverId(id);
      if (credentials != null || settings != null) {
        throw invalid("catalogue", "is required where there are credentials or settings");
      }
      PoolSettings settings = toPool(PoolSettings.DEFAULT);
      return transport instanceof OpenApiForm api
          ? toServer(name, api, settings, documents)
          : new NewServer(name, description, toTransport(), settings);
    }
    ReadyMadeServer server = readyMade.server(catalogue);
    if (transport != null) {
      throw invalid("transport", "comes from the catalogue");
    }
    return new NewServer(
        serverId(id == null ? server.id() : id),
        description == null ? server.description() : description,
        readyMade.transport(
            server,
            new TakeFromCatalogue.Needs(
                SecretForm.read("credentials", credentials), settingValues())),
        toPool(server.pool()));
  }

  private NewServer toServer(
      ServerId name, OpenApiForm api, PoolSettings settings, ReadDocument documents) {
    boolean given = api.document() != null && !api.document().isNull();
    if (given == (api.url() != null)) {
      throw invalid("transport.document", "is required, or url, and not both");
    }
    URI source = api.url() == null ? null : url("url", api.url());
    OpenApiDocument document =
        source == null
            ? documents.given(Objects.requireNonNull(api.document()))
            : documents.at(source);
    return new NewServer(
        name,
        description == null ? document.title() : description,
        new Transport.OpenApi(
            document.base(api.baseUrl(), source),
            source,
            SecretForm.read("transport.headers", api.headers())),
        settings,
        document.json().toString());
  }

  private static ServerId serverId(@Nullable String text) {
    if (text == null || !ServerId.isValid(text)) {
      throw invalid("id", "is lower-case letters and digits, parted by single - or _");
    }
    return new ServerId(text);
  }

  private PoolSettings toPool(PoolSettings standard) {
    return pool == null ? standard : pool.toSettings(standard);
  }

  private Transport toTransport() {
    if (transport == null) {
      throw invalid("transport", "is required");
    }
    return switch (transport) {
      case StdioForm stdio ->
          new Transport.Stdio(
              required("command", stdio.command()),
              stdio.args() == null ? List.of() : texts("args", stdio.args()),
              SecretForm.read("transport.env", stdio.env()),
              stdio.workingDir());
      case HttpForm http ->
          new Transport.StreamableHttp(
              url("url", required("url", http.url())),
              SecretForm.read("transport.headers", http.headers()));
      case OpenApiForm api -> throw new IllegalStateException("a REST API has a document");
      case BuiltInForm local ->
          new Transport.Local(
              BuiltIn.of(required("server", local.server()))
                  .orElseThrow(() -> invalid("transport.server", "is no server of this service")),
              SecretForm.read("transport.credentials", local.credentials()));
    };
  }

  private Map<String, List<String>> settingValues() {
    Map<String, List<String>> values = new HashMap<>();
    if (settings != null) {
      settings.forEach(
          (name, value) -> {
            List<JsonNode> texts = value.isArray() ? value.valueStream().toList() : List.of(value);
            if (!texts.stream().allMatch(JsonNode::isString)) {
              throw invalid("settings." + name, "is a text, or a list of texts");
            }
            values.put(name, texts.stream().map(JsonNode::stringValue).toList());
          });
    }
    return values;
  }

  private static URI url(String field, String text) {
    try {
      return URI.create(text);
    } catch (IllegalArgumentException malformed) {
      throw invalid("transport." + field, "is not a URL");
    }
  }

  private static List<String> texts(String field, List<@Nullable String> values) {
    return values.stream().map(value -> required(field, value)).toList();
  }

  private static String required(String field, @Nullable String value) {
    if (value == null) {
      throw invalid("transport." + field, "is required");
    }
    return value;
  }

  private static ProblemException invalid(String field, String message) {
    return new ProblemException(CommonProblem.INVALID_REQUEST, "The server is not valid")
        .withError(field, message);
  }
}
