package dev.signalbox.cost.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.cost.usage.Bucket;
import dev.signalbox.kit.testing.ServiceIntegrationTest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@ServiceIntegrationTest
class PricesIntegrationTests {

  @Autowired Prices prices;
  @Autowired ApplyPrices apply;
  @Autowired PriceTable table;
  @Autowired JdbcClient database;

  @Test
  void theShippedPricesAreThereFromTheStart() {
    assertThat(prices.book().find("groq", "llama-3.3-70b-versatile", Instant.now())).isPresent();
  }

  @Test
  void aCorrectedPriceIsANewOneAndTheOldOneStays() {
    int version = nextVersion();
    apply.apply(file(version, "acme", "1", "2"));
    apply.apply(file(version + 1, "acme", "1", "2"));
    apply.apply(file(version + 2, "acme", "1.5", "2"));
    prices.refresh();

    Price present =
        prices.book().find("acme", "rocket-latest", Instant.now()).orElseThrow().price();
    assertThat(present.priceId()).isEqualTo("acme/rocket#2");
    assertThat(present.tierFor(1).rates().of(Bucket.INPUT_UNCACHED)).isEqualTo("1.5");
    assertThat(
            database
                .sql("SELECT price_id FROM prices WHERE provider = 'acme' ORDER BY revision")
                .query(String.class)
                .list())
        .containsExactly("acme/rocket", "acme/rocket#2");
  }

  @Test
  void anOlderFileNeverComesAfterANewerOne() {
    int version = nextVersion();
    apply.apply(file(version + 1, "newer", "1", "2"));

    apply.apply(file(version, "older", "1", "2"));
    apply.apply(file(version + 1, "other", "1", "2"));

    assertThat(table.revisions("newer", "rocket", null)).isEqualTo(1);
    assertThat(table.revisions("older", "rocket", null)).isZero();
    assertThat(table.revisions("other", "rocket", null)).isZero();
  }

  @Test
  void replicasThatStartTogetherApplyItOnce() throws Exception {
    byte[] file = file(nextVersion(), "together-now", "1", "2");
    Callable<Boolean> replica =
        () -> {
          apply.apply(file);
          return true;
        };

    try (ExecutorService replicas = Executors.newFixedThreadPool(4)) {
      for (Future<Boolean> result :
          replicas.invokeAll(List.of(replica, replica, replica, replica))) {
        assertThat(result.get()).isTrue();
      }
    }

    assertThat(table.revisions("together-now", "rocket", null)).isEqualTo(1);
  }

  @Test
  void aBrokenFileChangesNothing() {
    int version = nextVersion();

    assertThatThrownBy(() -> apply.apply(file(version, "broken", "1", "-2")))
        .hasMessageContaining("never negative");
    assertThatThrownBy(() -> apply.apply("{\"version\": 9".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(RuntimeException.class);

    assertThat(table.revisions("broken", "rocket", null)).isZero();
    assertThat(nextVersion()).isEqualTo(version);
  }

  private int nextVersion() {
    return database
        .sql("SELECT max(version) + 1 FROM price_versions")
        .query(Integer.class)
        .single();
  }

  /** A file that keeps the shipped aliases out of the way: it has a provider of its own. */
  private static byte[] file(int version, String provider, String input, String output) {
    return """
    {"version": %d, "currency": "USD", "providers": [
      {"provider": "%s", "source": "a test", "models": [
        {"model": "rocket", "prices": [
          {"usd_per_million": {"input_uncached": "%s", "output_visible": "%s"}}]}]}]}
    """
        .formatted(version, provider, input, output)
        .getBytes(StandardCharsets.UTF_8);
  }
}
