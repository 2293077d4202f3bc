package dev.signalbox.mcppool.openapi;

import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.mcppool.transport.HttpCalls;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads documents, JSON or YAML, that are given or fetched. No credentials go along. */
@Component
public class ReadDocument {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final HttpCalls http;
  private final OpenApiProperties properties;

  ReadDocument(HttpCalls http, OpenApiProperties properties) {
    this.http = http;
    this.properties = properties;
  }

  /**
   * The document that is given, as an object or as text.
   *
   * @throws ProblemException if it is none, or too much
   */
  public OpenApiDocument given(JsonNode document) {
    JsonNode json = document.isString() ? parsed("document", document.stringValue()) : document;
    if (json.toString().length() > properties.maxDocument().toBytes()) {
      throw tooLong("document");
    }
    return OpenApiDocument.of(json, properties.maxOperations());
  }

  /**
   * The document at the address.
   *
   * @throws ProblemException if there is none, or too much
   */
  public OpenApiDocument at(URI url) {
    if (url.getScheme() == null
        || !url.getScheme().matches("(?i)https?")
        || url.getHost() == null
        || url.getUserInfo() != null) {
      throw OpenApiDocument.invalid("url", "begins with http or https and holds no credentials");
    }
    HttpCalls.Reply reply;
    try {
      reply =
          http.send(
              new HttpCalls.Call(
                  "GET", url, Map.of("Accept", "application/json, application/yaml, */*"), null),
              PATIENCE,
              (int) properties.maxDocument().toBytes());
    } catch (IOException failure) {
      throw OpenApiDocument.invalid("url", "cannot be read: " + failure.getMessage());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw OpenApiDocument.invalid("url", "cannot be read: the reading was given up");
    }
    if (!reply.isSuccess()) {
      throw OpenApiDocument.invalid("url", "answers HTTP " + reply.status());
    }
    if (!reply.whole()) {
      throw tooLong("url");
    }
    return OpenApiDocument.of(
        parsed("url", new String(reply.content(), StandardCharsets.UTF_8)),
        properties.maxOperations());
  }

  private JsonNode parsed(String field, String text) {
    if (text.length() > properties.maxDocument().toBytes()) {
      throw tooLong(field);
    }
    try {
      if (text.stripLeading().startsWith("{")) {
        return JSON.readTree(text);
      }
      return YamlTree.read(text)
          .orElseThrow(() -> OpenApiDocument.invalid(field, "is JSON or YAML"));
    } catch (JacksonException malformed) {
      throw OpenApiDocument.invalid(field, "is JSON or YAML");
    }
  }

  private ProblemException tooLong(String field) {
    return OpenApiDocument.invalid(
        field, "is longer than signalbox.mcp.openapi.max-document, " + properties.maxDocument());
  }
}
