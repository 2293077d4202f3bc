package dev.signalbox.systemtests.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** {@code kill -9} of every service in turn, while a message is on its way. */
class KilledServicesIntegrationTests {
  private static final String MESSAGE =
      "The build fails with a NullPointerException in OrderService, find out why";

  /** Where each says that it is ready. */
  private static final Map<String, Integer> SERVICES =
      Map.of(
          "gateway-service", 8081,
          "agent-registry-service", 8101,
          "routing-service", 8102,
          "streaming-service", 8103,
          "cost-service", 8104,
          "mcp-pool-service", 8105,
          "event-store-service", 8106,
          "provider-simulator", 8110);

  private final Platform platform = Platform.running();

  @Test
  void everyLaterAskSucceedsAndNothingIsLostOrDoubled() {
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Map.Entry<String, Integer> service : SERVICES.entrySet()) {
        String name = service.getKey();
        long killed = platform.part(name).path("pid").asLong();
        CompletableFuture<Command> onItsWay =
            CompletableFuture.supplyAsync(() -> platform.signalbox("ask", MESSAGE), executor);

        ProcessHandle process = ProcessHandle.of(killed).orElseThrow();
        assertThat(process.destroyForcibly()).isTrue();
        process.onExit().join();

        await(name + " is ready")
            .atMost(Duration.ofMinutes(3))
            .pollInterval(Duration.ofMillis(200))
            .ignoreExceptionsInstanceOf(UncheckedIOException.class)
            .until(() -> isReady(service.getValue()));
        await(name + " is back").atMost(Duration.ofMinutes(1)).until(() -> isBack(name, killed));
        onItsWay.join();
        platform.signalbox("ask", MESSAGE).succeeded();
      }
    }
    PlatformApi api = platform.api();
    await("the books agree")
        .atMost(Duration.ofMinutes(3))
        .pollInterval(Duration.ofSeconds(2))
        .untilAsserted(() -> assertThat(Books.of(api).faults()).isEmpty());
    assertThat(Books.of(api).ledger()).hasSizeGreaterThanOrEqualTo(SERVICES.size());
  }

  private boolean isReady(int port) {
    URI look = URI.create("http://127.0.0.1:" + platform.port(port) + "/actuator/health/readiness");
    return PlatformApi.send(HttpRequest.newBuilder(look).timeout(Duration.ofSeconds(5)).build())
            .statusCode()
        == 200;
  }

  private boolean isBack(String service, long killed) {
    JsonNode part = platform.part(service);
    return part.path("state").asString().equals("ready") && part.path("pid").asLong() != killed;
  }
}
