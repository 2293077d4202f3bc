package dev.signalbox.cost.price;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.signalbox.kit.testing.ServiceIntegrationTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.unit.DataSize;

@ServiceIntegrationTest
class RefreshPricesIntegrationTests {

  @Autowired PriceSettings settings;
  @Autowired PriceRefreshes refreshes;
  @Autowired ImportPrices imports;
  @Autowired PriceVersions versions;
  @Autowired ApplyPrices apply;
  @Autowired Prices prices;
  @Autowired JdbcClient database;

  private int before;

  @BeforeEach
  void rememberThePrices() {
    before = versions.newest();
    database.sql("DELETE FROM price_refreshes").update();
  }

  /** Other tests of this context find the prices that were there. */
  @AfterEach
  void revert() {
    apply.revert(before, null);
    prices.refresh();
  }

  @Test
  void aSourceIsLookedAtOncePerIntervalByOneOfAllReplicas() throws Exception {
    AtomicInteger requests = new AtomicInteger();
    HttpServer server = serve(file("1", "2"), requests);
    PriceSource source = source(location(server), true);
    try (ExecutorService replicas = Executors.newFixedThreadPool(4)) {
      List<Callable<Void>> all = new ArrayList<>();
      for (int replica = 0; replica < 4; replica++) {
        all.add(
            () -> {
              replica(source).run();
              return null;
            });
      }
      replicas.invokeAll(all);
    } finally {
      server.stop(0);
    }

    assertThat(requests).hasValue(1);
    assertThat(outcome()).isEqualTo("applied");
    assertThat(versions.newest()).isEqualTo(before + 1);
    assertThat(versions.find(before + 1).orElseThrow().reason()).isEqualTo("refresh");
    assertThat(prices.book().find("acme", "rocket", Instant.now())).isPresent();
  }

  @Test
  void theSameFileAgainChangesNothingAndAnImplausibleOneWaits(@TempDir Path folder)
      throws IOException {
    Path file = folder.resolve("prices.json");
    PriceSource source = source(file.toUri(), true);
    Files.writeString(file, file("1", "2"));
    look(source);

    look(source);
    assertThat(outcome()).isEqualTo("unchanged");

    Files.writeString(file, file("1000", "2"));
    look(source);
    assertThat(outcome()).isEqualTo("waiting");
    assertThat(refreshes.list().getFirst().detail()).contains("acme/rocket", "tenfold");
    assertThat(versions.newest()).isEqualTo(before + 1);
    String waiting = String.valueOf(refreshes.list().getFirst().importId());
    assertThat(imports.find(waiting)).isPresent();
  }

  @Test
  void aSourceThatMayNotApplyLeavesItsChangesForSomebody(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("prices.json");
    Files.writeString(file, file("1", "2"));

    look(source(file.toUri(), false));

    assertThat(outcome()).isEqualTo("waiting");
    assertThat(versions.newest()).isEqualTo(before);
  }

  @Test
  void aSourceThatBringsNothingIsTriedAgainSoon(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("prices.json");
    for (String content : List.of("{\"currency\": \"EUR\"}", "{", " ".repeat(3 << 20))) {
      Files.writeString(file, content);
      look(source(file.toUri(), true));

      assertThat(outcome()).isEqualTo("failed");
    }
    look(source(folder.resolve("nothing.json").toUri(), true));
    assertThat(outcome()).isEqualTo("failed");
    look(source(URI.create("http://localhost:1/prices.json"), true));

    assertThat(outcome()).isEqualTo("failed");
    PriceRefresh refresh = refreshes.list().getFirst();
    assertThat(Duration.between(refresh.triedAt(), refresh.nextAt()))
        .isLessThanOrEqualTo(Duration.ofMinutes(11));
    assertThat(versions.newest()).isEqualTo(before);
  }

  @Test
  void aReplicaThatIsGoneLeavesTheSourceToOthers() {
    PriceSource source = source(URI.create("http://localhost:1/prices.json"), true);
    assertThat(refreshes.claim(source)).isTrue();
    assertThat(refreshes.claim(source)).isFalse();

    PriceRefresh running = refreshes.list().getFirst();
    assertThat(running.outcome()).isEqualTo("running");
    assertThat(Duration.between(running.triedAt(), running.nextAt())).isLessThan(source.interval());
  }

  private void look(PriceSource source) {
    database.sql("UPDATE price_refreshes SET next_at = now()").update();
    replica(source).run();
  }

  private RefreshPrices replica(PriceSource source) {
    PriceSettings own =
        new PriceSettings(
            settings.location(),
            settings.refreshInterval(),
            settings.unknownModel(),
            List.of(source),
            settings.sourceCheckInterval(),
            DataSize.ofMegabytes(2),
            true);
    return new RefreshPrices(own, refreshes, new PriceDownload(own), imports, prices);
  }

  private String outcome() {
    return refreshes.list().getFirst().outcome();
  }

  private static PriceSource source(URI location, boolean apply) {
    return new PriceSource("a test", ImportFormat.SIGNALBOX, location, Duration.ofHours(1), apply);
  }

  private static URI location(HttpServer server) {
    return URI.create("http://localhost:" + server.getAddress().getPort() + "/prices.json");
  }

  private static HttpServer serve(String file, AtomicInteger requests) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    byte[] body = file.getBytes(StandardCharsets.UTF_8);
    server.createContext(
        "/prices.json",
        exchange -> {
          requests.incrementAndGet();
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    return server;
  }

  private static String file(String input, String output) {
    return """
    {"currency": "USD", "providers": [{"provider": "acme", "source": "a test", "models": [
      {"model": "rocket", "prices": [
        {"usd_per_million": {"input_uncached": "%s", "output_visible": "%s"}}]}]}]}
    """
        .formatted(input, output);
  }
}
