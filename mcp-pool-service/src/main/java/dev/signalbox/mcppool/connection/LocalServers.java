package dev.signalbox.mcppool.connection;

import dev.signalbox.mcppool.helpscout.HelpScoutServer;
import dev.signalbox.mcppool.local.LocalServer;
import dev.signalbox.mcppool.local.LocalServerFailed;
import dev.signalbox.mcppool.openapi.Credentials;
import dev.signalbox.mcppool.openapi.OpenApiDocument;
import dev.signalbox.mcppool.openapi.OpenApiProperties;
import dev.signalbox.mcppool.openapi.OpenApiServer;
import dev.signalbox.mcppool.server.Secrets;
import dev.signalbox.mcppool.server.ServerId;
import dev.signalbox.mcppool.server.Transport;
import dev.signalbox.mcppool.transport.HttpCalls;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Makes the servers within this service: those that are part of it, and REST APIs. */
final class LocalServers {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final HttpCalls http;
  private final Secrets secrets;
  private final Documents documents;
  private final OpenApiProperties openApi;
  private final URI helpScout;

  /** The OpenAPI documents of servers that are REST APIs. */
  interface Documents {
    Optional<String> find(ServerId id);
  }

  LocalServers(
      HttpCalls http,
      Secrets secrets,
      Documents documents,
      OpenApiProperties openApi,
      URI helpScout) {
    this.http = http;
    this.secrets = secrets;
    this.documents = documents;
    this.openApi = openApi;
    this.helpScout = helpScout;
  }

  /**
   * A REST API as a server.
   *
   * @throws IllegalArgumentException if a credential is missing or cannot be opened
   * @throws LocalServerFailed if its document is gone
   */
  LocalServer server(ServerId id, Transport.OpenApi api) throws LocalServerFailed {
    Map<String, String> headers = secrets.reveal(api.headers());
    Map<String, String> query = secrets.reveal(api.query());
    Map<String, String> cookies = secrets.reveal(api.cookies());
    JsonNode document =
        documents
            .find(id)
            .map(JSON::readTree)
            .orElseThrow(() -> new LocalServerFailed("its OpenAPI document is gone"));
    return new OpenApiServer(
        http,
        OpenApiDocument.of(document, openApi.maxOperations()),
        api.baseUrl(),
        new Credentials(headers, query, cookies),
        Secrets.redaction(
            Stream.of(headers, query, cookies).flatMap(values -> values.values().stream())),
        (int) openApi.maxResult().toBytes());
  }

  /**
   * The server.
   *
   * @throws IllegalArgumentException if a credential is missing or cannot be opened
   */
  LocalServer server(Transport.Local local) {
    Map<String, String> credentials = secrets.reveal(local.credentials());
    return switch (local.server()) {
      case HELP_SCOUT ->
          new HelpScoutServer(
              http,
              helpScout,
              credentials.getOrDefault("client_id", ""),
              credentials.getOrDefault("client_secret", ""));
    };
  }
}
