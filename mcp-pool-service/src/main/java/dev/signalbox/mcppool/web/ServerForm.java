package dev.signalbox.mcppool.web;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.signalbox.kit.problem.CommonProblem;
import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.mcppool.server.PoolSettings;
import dev.signalbox.mcppool.server.SecretValue;
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

/** A server to register. */
record ServerForm(
    @Nullable String id,
    @Nullable String description,
    @Nullable TransportForm transport,
    @Nullable PoolForm pool) {

  /** What is not given is as it is by default. */
  record PoolForm(
      @Nullable Sharing sharing,
      @Nullable Integer min,
      @Nullable Integer max,
      @Nullable Integer callsPerConnection,
      @Nullable Long maxIdleMs,
      @Nullable Long maxAgeMs) {
    private PoolSettings toSettings() {
      PoolSettings standard = PoolSettings.DEFAULT;
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
    @JsonSubTypes.Type(value = HttpForm.class, name = Transport.StreamableHttp.TYPE)
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

  PoolSettings toPool() {
    return pool == null ? PoolSettings.DEFAULT : pool.toSettings();
  }

  Transport toTransport() {
    if (transport == null) {
      throw invalid("transport", "is required");
    }
    return switch (transport) {
      case StdioForm stdio ->
          new Transport.Stdio(
              required("command", stdio.command()),
              stdio.args() == null ? List.of() : texts("args", stdio.args()),
              secrets("env", stdio.env()),
              stdio.workingDir());
      case HttpForm http ->
          new Transport.StreamableHttp(
              url(required("url", http.url())), secrets("headers", http.headers()));
    };
  }

  private static URI url(String text) {
    try {
      return URI.create(text);
    } catch (IllegalArgumentException malformed) {
      throw invalid("transport.url", "is not a URL");
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

  private static Map<String, SecretValue> secrets(
      String field, @Nullable Map<String, JsonNode> values) {
    Map<String, SecretValue> secrets = new HashMap<>();
    if (values != null) {
      values.forEach(
          (name, value) -> secrets.put(name, secret("transport." + field + "." + name, value)));
    }
    return secrets;
  }

  private static SecretValue secret(String field, JsonNode value) {
    if (value.isString()) {
      return new SecretValue.Literal(value.stringValue());
    }
    if (value.isObject() && value.size() == 1 && value.path("secret").isString()) {
      return new SecretValue.Reference(value.path("secret").stringValue());
    }
    throw invalid(field, "is a text, or {\"secret\": name}");
  }

  private static ProblemException invalid(String field, String message) {
    return new ProblemException(CommonProblem.INVALID_REQUEST, "The server is not valid")
        .withError(field, message);
  }
}
