package dev.signalbox.systemtests.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** {@code kill -9} of every service in turn, while a message is on its way. */
class KilledServicesIntegrationTests {
  private static final String MESSAGE =
      "The build fails with a NullPointerException in OrderService, find out why";
  private static final String[] SERVICES = {
    "gateway-service",
    "agent-registry-service",
    "routing-service",
    "streaming-service",
    "cost-service",
    "mcp-pool-service",
    "event-store-service",
    "provider-simulator"
  };

  private final Platform platform = Platform.running();

  @Test
  void everyLaterAskSucceedsAndNothingIsLostOrDoubled() {
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (String service : SERVICES) {
        long killed = platform.part(service).path("pid").asLong();
        CompletableFuture<Command> onItsWay =
            CompletableFuture.supplyAsync(() -> platform.signalbox("ask", MESSAGE), executor);

        assertThat(ProcessHandle.of(killed).orElseThrow().destroyForcibly()).isTrue();

        await(service + " is back")
            .atMost(Duration.ofMinutes(3))
            .pollInterval(Duration.ofMillis(500))
            .until(() -> isBack(service, killed));
        onItsWay.join();
        platform.signalbox("ask", MESSAGE).succeeded();
      }
    }
    PlatformApi api = platform.api();
    await("the books agree")
        .atMost(Duration.ofMinutes(3))
        .pollInterval(Duration.ofSeconds(2))
        .untilAsserted(() -> assertThat(Books.of(api).faults()).isEmpty());
    assertThat(Books.of(api).ledger()).hasSizeGreaterThanOrEqualTo(SERVICES.length);
  }

  private boolean isBack(String service, long killed) {
    JsonNode part = platform.part(service);
    return part.path("state").asString().equals("ready") && part.path("pid").asLong() != killed;
  }
}
