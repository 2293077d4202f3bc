package dev.signalbox.cost.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.cost.price.PriceVersions.Reason;
import dev.signalbox.cost.usage.Bucket;
import dev.signalbox.cost.usage.ServiceTier;
import dev.signalbox.kit.testing.ServiceIntegrationTest;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

@ServiceIntegrationTest
class PricesIntegrationTests {

  @Autowired Prices prices;
  @Autowired PriceFiles files;
  @Autowired ApplyPrices apply;
  @Autowired PriceVersions versions;
  @Autowired PriceCatalogues catalogues;
  @Autowired PriceEntries entries;
  @Autowired JdbcClient database;

  /** Other tests of this context find the shipped prices. */
  @AfterEach
  void revertToTheShippedPrices() {
    apply.revert(firstVersion(), null);
    prices.refresh();
  }

  @Test
  void theShippedPricesAreThereFromTheStart() {
    assertThat(prices.book().find("groq", "llama-3.3-70b-versatile", Instant.now())).isPresent();
    assertThat(prices.version()).isPositive();
  }

  @Test
  void aCorrectedPriceIsANewOneAndTheOldOneStays() {
    applyOwn("1");
    prices.refresh();
    String before = priceId();

    applyOwn("1.5");
    prices.refresh();

    assertThat(priceId()).isNotEqualTo(before).startsWith("acme/rocket#");
    assertThat(input()).isEqualTo("1.5");
    assertThat(
            database
                .sql("SELECT usd FROM price_rates WHERE price_id = ? AND bucket = 'input_uncached'")
                .param(before)
                .query(BigDecimal.class)
                .single())
        .isEqualByComparingTo("1");
  }

  @Test
  void theSamePricesAgainAddNone() {
    int first = applyOwn("2");
    int again = applyOwn("2");

    assertThat(again).isEqualTo(first + 1);
    assertThat(versions.find(again).orElseThrow().addedPrices()).isZero();
    assertThat(versions.find(again).orElseThrow().origins())
        .containsExactly("signalbox", "shipped");
  }

  @Test
  void aRevertPutsAnEarlierVersionIntoForceAgain() {
    int three = applyOwn("3");
    applyOwn("4");

    int reverted = apply.revert(three, "somebody").orElseThrow();
    prices.refresh();

    assertThat(input()).isEqualTo("3");
    assertThat(versions.find(reverted).orElseThrow())
        .satisfies(
            version -> {
              assertThat(version.reason()).isEqualTo("revert");
              assertThat(version.revertedTo()).isEqualTo(three);
              assertThat(version.madeBy()).isEqualTo("somebody");
            });
    assertThat(apply.revert(1_000_000, null)).isEmpty();
  }

  @Test
  void theShippedFileIsAppliedOncePerVersionAndNeverAnOlderOne() {
    int before = versions.newest();
    int shipped = catalogues.newestShippedVersion().orElseThrow();

    apply.applyShipped(files.shipped(file(shipped, "9")));
    apply.applyShipped(files.shipped(file(1, "9")));

    assertThat(versions.newest()).isEqualTo(before);
  }

  @Test
  void replicasThatStartTogetherApplyItOnce() throws Exception {
    int next = catalogues.newestShippedVersion().orElseThrow() + 1;
    int before = versions.newest();
    Callable<Boolean> replica =
        () -> {
          apply.applyShipped(files.shipped(file(next, "7")));
          return true;
        };

    try (ExecutorService replicas = Executors.newFixedThreadPool(4)) {
      for (Future<Boolean> result :
          replicas.invokeAll(List.of(replica, replica, replica, replica))) {
        assertThat(result.get()).isTrue();
      }
    }

    assertThat(versions.newest()).isEqualTo(before + 1);
  }

  @Test
  void whatTheDatabaseRefusesChangesNothing() {
    int before = versions.newest();
    Catalogue catalogue =
        new Catalogue(
            Origin.OWN,
            List.of(
                PriceFixtures.provider(
                    "ACME",
                    PriceFixtures.model("m", PriceFixtures.priceOf("ACME", "m", null, "1", "1")))));

    assertThatThrownBy(
            () -> apply.apply(CatalogueDocument.of(catalogue, null), Reason.IMPORT, null))
        .isInstanceOf(DataAccessException.class);

    assertThat(versions.newest()).isEqualTo(before);
  }

  private int firstVersion() {
    return database
        .sql("SELECT min(version) FROM price_version_catalogues")
        .query(Integer.class)
        .single();
  }

  private int applyOwn(String input) {
    Catalogue catalogue = files.read(ImportFormat.SIGNALBOX, file(1, input)).catalogue();
    return apply.apply(CatalogueDocument.of(catalogue, null), Reason.IMPORT, "a test");
  }

  private String priceId() {
    return found().priceId();
  }

  private String input() {
    return String.valueOf(
        found()
            .card(ServiceTier.STANDARD)
            .tierFor(BigDecimal.ONE)
            .rates()
            .usd()
            .get(Bucket.INPUT_UNCACHED));
  }

  private Price found() {
    return prices.book().find("acme", "rocket-latest", Instant.now()).orElseThrow().price();
  }

  private static InputStream file(int version, String input) {
    String file =
        """
        {"version": %d, "currency": "USD", "providers": [
          {"provider": "acme", "source": "a test", "models": [
            {"model": "rocket", "prices": [
              {"usd_per_million": {"input_uncached": "%s", "output_visible": "2"}}]}]}]}
        """
            .formatted(version, input);
    return new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8));
  }
}
