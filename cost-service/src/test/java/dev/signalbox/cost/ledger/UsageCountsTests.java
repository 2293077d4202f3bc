package dev.signalbox.cost.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.cost.charge.Calculator;
import dev.signalbox.cost.charge.FreeAllowance;
import dev.signalbox.cost.charge.PricedUsage;
import dev.signalbox.cost.price.PriceFixtures;
import dev.signalbox.cost.usage.Bucket;
import dev.signalbox.cost.usage.ReportedUsage;
import dev.signalbox.cost.usage.Usage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class UsageCountsTests {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final String MODEL = "everything";

  static Stream<Arguments> bodies() {
    return resource("/usage/bodies.json")
        .valueStream()
        .map(body -> Arguments.argumentSet(body.path("name").asString(), body));
  }

  @ParameterizedTest
  @MethodSource("bodies")
  void whatWasBilledCanBeBilledAnewToTheLastDigit(JsonNode body) {
    String provider = body.path("provider").asString();
    Calculator calculator =
        new Calculator(
            PriceFixtures.sameModelOf(
                List.of(provider), MODEL, resource("/prices/everything.json")));
    ReportedUsage reported =
        calculator
            .read(provider, body.path("api_flavor").asString(), body.path("body"))
            .orElseThrow();
    PricedUsage billed = price(calculator, provider, reported);

    List<BilledLine> lines = BilledLine.of(billed);
    Optional<String> beside = UsageCounts.beside(reported, lines);
    ReportedUsage again = UsageCounts.read(beside.orElse(null), lines, reported.tier());

    assertThat(price(calculator, provider, again).totalCost())
        .isEqualByComparingTo(billed.totalCost());
    assertThat(again.usage().isSameAs(reported.usage())).isTrue();
    assertThat(again.sideCalls()).hasSameSizeAs(reported.sideCalls());
  }

  @Test
  void nothingIsKeptBesideLinesThatTellEverything() {
    Usage usage = Usage.disjoint(Map.of(Bucket.INPUT_UNCACHED, 5L, Bucket.OUTPUT_VISIBLE, 7L));

    assertThat(UsageCounts.beside(ReportedUsage.of(usage), BilledLine.of(usage))).isEmpty();
    assertThat(UsageCounts.beside(null, List.of())).isEmpty();
  }

  private static PricedUsage price(Calculator calculator, String provider, ReportedUsage usage) {
    return calculator.price(provider, MODEL, usage, NOW, FreeAllowance.NONE).orElseThrow();
  }

  private static JsonNode resource(String name) {
    try (InputStream file = UsageCountsTests.class.getResourceAsStream(name)) {
      return JSON.readTree(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
