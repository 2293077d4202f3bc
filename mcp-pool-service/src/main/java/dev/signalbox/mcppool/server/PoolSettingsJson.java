package dev.signalbox.mcppool.server;

import java.time.Duration;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** How the settings of a pool lie in the database; what is not there is as it is by default. */
final class PoolSettingsJson {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private PoolSettingsJson() {}

  static String write(PoolSettings settings) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("sharing", settings.sharing().name().toLowerCase(Locale.ROOT))
        .put("min", settings.min())
        .put("max", settings.max())
        .put("calls_per_connection", settings.callsPerConnection())
        .put("max_idle_ms", settings.maxIdle().toMillis())
        .put("max_age_ms", settings.maxAge().toMillis())
        .toString();
  }

  static PoolSettings read(String text) {
    JsonNode json = JSON.readTree(text);
    PoolSettings standard = PoolSettings.DEFAULT;
    return new PoolSettings(
        Sharing.valueOf(
            json.path("sharing").asString(standard.sharing().name()).toUpperCase(Locale.ROOT)),
        json.path("min").asInt(standard.min()),
        json.path("max").asInt(standard.max()),
        json.path("calls_per_connection").asInt(standard.callsPerConnection()),
        Duration.ofMillis(json.path("max_idle_ms").asLong(standard.maxIdle().toMillis())),
        Duration.ofMillis(json.path("max_age_ms").asLong(standard.maxAge().toMillis())));
  }
}
