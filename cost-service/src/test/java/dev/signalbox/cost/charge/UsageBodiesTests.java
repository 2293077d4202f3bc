package dev.signalbox.cost.charge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.cost.charge.Charge.BucketCharge;
import dev.signalbox.cost.charge.PricedUsage.PricedSideCall;
import dev.signalbox.cost.price.PriceFixtures;
import dev.signalbox.cost.usage.Bucket;
import dev.signalbox.cost.usage.ServiceTier;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Usage reports of every provider and API, made by hand, with the buckets and costs they mean. */
class UsageBodiesTests {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
  private static final JsonNode BODIES = resource("/usage/bodies.json");
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final String EVERYTHING = "everything";

  private final Calculator calculator =
      new Calculator(
          PriceFixtures.sameModelOf(providers(), EVERYTHING, resource("/prices/everything.json")));

  static Stream<Arguments> bodies() {
    return BODIES
        .valueStream()
        .map(body -> Arguments.argumentSet(body.path("name").asString(), body));
  }

  @ParameterizedTest
  @MethodSource("bodies")
  void isReadAndPriced(JsonNode body) {
    String provider = body.path("provider").asString();
    PricedUsage priced =
        calculator
            .read(provider, body.path("api_flavor").asString(), body.path("body"))
            .flatMap(
                usage -> calculator.price(provider, EVERYTHING, usage, NOW, FreeAllowance.NONE))
            .orElseThrow();

    assertThat(counts(priced.charge())).isEqualTo(counts(body.path("buckets")));
    assertThat(priced.inputCost()).isEqualByComparingTo(body.path("input_cost").asString());
    assertThat(priced.outputCost()).isEqualByComparingTo(body.path("output_cost").asString());
    assertThat(priced.otherCost()).isEqualByComparingTo(body.path("other_cost").asString());
    assertThat(priced.servedTier().wireName())
        .isEqualTo(body.path("service_tier").asString("standard"));
    List<JsonNode> sideCalls = body.path("side_calls").valueStream().toList();
    assertThat(priced.sideCalls()).hasSameSizeAs(sideCalls);
    for (int place = 0; place < sideCalls.size(); place++) {
      PricedSideCall call = priced.sideCalls().get(place);
      assertThat(call.kind()).isEqualTo(sideCalls.get(place).path("kind").asString());
      assertThat(counts(Objects.requireNonNull(call.charge())))
          .isEqualTo(counts(sideCalls.get(place).path("buckets")));
      assertThat(call.amount())
          .isEqualByComparingTo(sideCalls.get(place).path("total_cost").asString());
    }
  }

  @Test
  void everyProviderAndApiOfOursHasABody() {
    Set<String> missing = new LinkedHashSet<>();
    for (JsonNode extractor : resource("/usage/extractors.json")) {
      for (JsonNode provider : extractor.path("providers")) {
        missing.add(
            PriceFixtures.canonical(provider.asString())
                + " "
                + extractor.path("api_flavor").asString());
      }
    }
    BODIES.forEach(
        body ->
            missing.remove(
                body.path("provider").asString() + " " + body.path("api_flavor").asString()));
    missing.removeIf(api -> api.startsWith("* ") && covered(api.substring(2)));

    assertThat(missing).isEmpty();
  }

  private static boolean covered(String flavor) {
    return BODIES.valueStream().anyMatch(body -> body.path("api_flavor").asString().equals(flavor));
  }

  @Test
  void everyBucketThatIsReadIsInABody() {
    Set<String> missing = new LinkedHashSet<>();
    for (JsonNode extractor : resource("/usage/extractors.json")) {
      for (JsonNode mapping : extractor.path("mappings")) {
        Bucket bucket = Bucket.ofUsageKey(mapping.path("dest").asString()).orElseThrow();
        // Plain text is shown without saying so: it has no price of its own here.
        missing.add(bucket.wireName().replace("_text", ""));
      }
    }
    missing.remove("input");
    missing.remove("output");
    for (JsonNode body : BODIES) {
      body.path("buckets")
          .properties()
          .forEach(
              bucket -> {
                if (bucket.getValue().decimalValue().signum() > 0) {
                  missing.remove(bucket.getKey());
                }
              });
    }

    assertThat(missing).isEmpty();
  }

  @Test
  void everyTierOfServiceIsInABody() {
    assertThat(BODIES.valueStream().map(body -> body.path("service_tier").asString("standard")))
        .contains(
            Stream.of(ServiceTier.values()).map(ServiceTier::wireName).toArray(String[]::new));
  }

  private static Map<String, BigDecimal> counts(Charge charge) {
    Map<String, BigDecimal> counts = new LinkedHashMap<>();
    for (BucketCharge bucket : charge.buckets()) {
      counts.put(bucket.bucket().wireName(), bucket.quantity().stripTrailingZeros());
    }
    return counts;
  }

  private static Map<String, BigDecimal> counts(JsonNode buckets) {
    Map<String, BigDecimal> counts = new LinkedHashMap<>();
    buckets
        .properties()
        .forEach(
            bucket ->
                counts.put(bucket.getKey(), bucket.getValue().decimalValue().stripTrailingZeros()));
    return counts;
  }

  private static List<String> providers() {
    List<String> providers = new ArrayList<>();
    BODIES.forEach(body -> providers.add(body.path("provider").asString()));
    return providers.stream().distinct().toList();
  }

  private static JsonNode resource(String name) {
    try (InputStream file = UsageBodiesTests.class.getResourceAsStream(name)) {
      return JSON.readTree(Objects.requireNonNull(file, name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
