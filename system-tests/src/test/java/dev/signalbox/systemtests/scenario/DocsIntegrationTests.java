package dev.signalbox.systemtests.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The gateway shows the API of every service, as OpenAPI 3.1 and in the names that JSON has. */
class DocsIntegrationTests {
  private final PlatformApi api = Platform.running().api();

  @ParameterizedTest
  @ValueSource(
      strings = {"gateway", "registry", "routing", "streaming", "cost", "mcp-pool", "event-store"})
  void everyServiceDescribesItsApi(String service) {
    JsonNode description = api.read("/docs/openapi/" + service);

    TreeSet<String> fields = new TreeSet<>();
    description
        .path("components")
        .path("schemas")
        .forEach(schema -> fields.addAll(schema.path("properties").propertyNames()));
    assertThat(description.path("openapi").asString()).startsWith("3.1");
    assertThat(description.path("paths").size()).isPositive();
    assertThat(fields).allMatch(name -> name.matches("[a-z0-9_$]+"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"gateway", "registry", "routing", "streaming", "cost", "mcp-pool", "event-store"})
  void everyPathOfADescriptionIsReachedThroughTheGateway(String service) {
    for (String path : api.read("/docs/openapi/" + service).path("paths").propertyNames()) {
      String body = api.get(path.replaceAll("\\{[^}]+}|\\*\\*", "x")).body();

      assertThat(body).as(path).doesNotContain("No service answers");
    }
  }
}
