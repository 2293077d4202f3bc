package dev.signalbox.mcppool.web;

import dev.signalbox.kit.problem.CommonProblem;
import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.mcppool.catalogue.ReadyMadeServer;
import dev.signalbox.mcppool.catalogue.TakeFromCatalogue;
import dev.signalbox.mcppool.openapi.OpenApiDocument;
import dev.signalbox.mcppool.openapi.ReadDocument;
import dev.signalbox.mcppool.server.NewServer;
import dev.signalbox.mcppool.server.PoolSettings;
import dev.signalbox.mcppool.server.ServerId;
import dev.signalbox.mcppool.server.Sharing;
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

  /**
   * The same under that name.
   *
   * @throws ProblemException if it has another
   */
  ServerForm named(ServerId name) {
    if (id != null && !id.equals(name.value())) {
      throw invalid("id", "is the one of the path, or left out");
    }
    return new ServerForm(
        name.value(), description, transport, catalogue, credentials, settings, pool);
  }

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
      return toServer(name, documents);
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

  private NewServer toServer(ServerId name, ReadDocument documents) {
    if (transport == null) {
      throw invalid("transport", "is required");
    }
    TransportForm.Described described = transport.read(documents);
    OpenApiDocument document = described.document();
    return new NewServer(
        name,
        description == null && document != null ? document.title() : description,
        described.transport(),
        toPool(PoolSettings.DEFAULT),
        document == null ? null : document.json().toString());
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

  private static ProblemException invalid(String field, String message) {
    return new ProblemException(CommonProblem.INVALID_REQUEST, "The server is not valid")
        .withError(field, message);
  }
}
