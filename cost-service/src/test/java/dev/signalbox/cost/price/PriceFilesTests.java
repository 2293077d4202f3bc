package dev.signalbox.cost.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.signalbox.cost.usage.Bucket;
import dev.signalbox.cost.usage.ServiceTier;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;

class PriceFilesTests {

  private static final Instant NOON = Instant.parse("2026-06-15T12:00:00Z");

  private static final String GENAI =
      """
      [{"id": "acme", "name": "Acme", "pricing_urls": ["https://acme.example/prices"],
        "api_pattern": "acme", "provider_match": {"contains": "acme"},
        "fallback_model_providers": ["other"],
        "extractors": [
          {"api_flavor": "odd", "root": ["meta", "usage"], "mappings": [
            {"path": ["in", {"type": "array-match", "field": "kind", "match": {"equals": "ALL"}}, "n"],
             "dest": "input_tokens", "required": true}]},
          {"api_flavor": "odder", "root": "usage", "mappings": [
            {"path": "moons", "dest": "moon_tokens", "required": true}]}],
        "models": [
          {"id": "rocket", "match": {"or": [{"equals": "rocket"}, {"starts_with": "rocket-"}]},
           "prices": {"input_mtok": {"base": 1.25, "tiers": [{"start": 200000, "price": 2.5}]},
                      "output_mtok": 10, "web_searches_kcount": 35}},
          {"id": "dated", "match": {"equals": "dated"}, "prices": [
            {"prices": {"input_mtok": 3}},
            {"constraint": {"start_date": "2026-06-01"}, "prices": {"input_mtok": 2}},
            {"constraint": {"start_date": "2026-07-01"}, "prices": {"input_mtok": 1}}]},
          {"id": "daily", "match": {"equals": "daily"}, "prices": [
            {"prices": {"input_mtok": 0.27}},
            {"constraint": {"start_time": "00:30:00Z", "end_time": "16:30:00Z"},
             "prices": {"input_mtok": 0.135}}]},
          {"id": "lunar", "match": {"equals": "lunar"}, "prices": {"moon_mtok": 1}},
          {"id": "gift", "match": {"equals": "gift"}, "prices": {}}]}]
      """;

  private final PriceFiles files = new PriceFiles();

  @Test
  void genaiPricesAreReadWithTheirRulesTiersAndConditions() {
    ReadCatalogue read = read(ImportFormat.GENAI_PRICES, GENAI);
    PriceBook book = PriceBook.of(List.of(read.catalogue()));

    assertThat(rate(book, "my-acme", "Rocket-2", Bucket.INPUT_UNCACHED, 200_000)).isEqualTo("1.25");
    assertThat(rate(book, "acme", "rocket", Bucket.INPUT_UNCACHED, 200_001)).isEqualTo("2.5");
    assertThat(rate(book, "acme", "rocket", Bucket.OUTPUT_VISIBLE, 200_001)).isEqualTo("10");
    assertThat(rate(book, "acme", "rocket", Bucket.WEB_SEARCHES, 1)).isEqualTo("35");
    assertThat(input(book, "dated", "2026-05-31T23:59:59Z")).isEqualTo("3");
    assertThat(input(book, "dated", "2026-06-01T00:00:00Z")).isEqualTo("2");
    assertThat(input(book, "dated", "2026-07-01T00:00:00Z")).isEqualTo("1");
    assertThat(input(book, "daily", "2026-07-01T00:29:59Z")).isEqualTo("0.27");
    assertThat(input(book, "daily", "2026-07-01T00:30:00Z")).isEqualTo("0.135");
    assertThat(input(book, "daily", "2026-07-01T16:30:00Z")).isEqualTo("0.27");
    assertThat(book.extractor("acme", "odd")).isPresent();
    assertThat(book.find("acme", "gift", NOON)).isPresent();
    assertThat(read.skipped())
        .extracting(ReadCatalogue.Skipped::name)
        .containsExactly("acme/lunar", "acme extractor odder");
  }

  @Test
  void theFirstPriceHoldsWhenNoConditionIsMetAndTheLastOneThatIsMetWins() {
    PriceBook book =
        PriceBook.of(
            List.of(
                read(
                        ImportFormat.GENAI_PRICES,
                        """
                        [{"id": "acme", "models": [{"id": "m", "match": {"equals": "m"}, "prices": [
                          {"constraint": {"start_date": "2026-06-01"}, "prices": {"input_mtok": 1}},
                          {"constraint": {"start_date": "2026-05-01"}, "prices": {"input_mtok": 2}},
                          {"constraint": {"start_time": "22:00:00Z", "end_time": "02:00:00Z"},
                           "prices": {"input_mtok": 3}}]}]}]
                        """)
                    .catalogue()));

    assertThat(input(book, "m", "2026-01-01T12:00:00Z")).isEqualTo("1");
    assertThat(input(book, "m", "2026-05-15T12:00:00Z")).isEqualTo("2");
    assertThat(input(book, "m", "2026-06-15T12:00:00Z")).isEqualTo("2");
    assertThat(input(book, "m", "2026-06-15T23:00:00Z")).isEqualTo("3");
    assertThat(input(book, "m", "2026-01-01T01:59:59Z")).isEqualTo("3");
  }

  @Test
  void liteLlmIsReadWithItsTiersOfLengthAndService() {
    ReadCatalogue read =
        read(
            ImportFormat.LITELLM,
            """
            {"sample_spec": {"litellm_provider": "one of many", "input_cost_per_token": 0.0},
             "last_updated": "2026-07-24",
             "openrouter/acme/rocket": {"litellm_provider": "openrouter",
               "input_cost_per_token": 2.9999900000000002e-06, "output_cost_per_token": 1.5e-05,
               "input_cost_per_token_above_200k_tokens": 6e-06,
               "cache_read_input_token_cost": 3e-07, "cache_creation_input_token_cost": 3.75e-06,
               "cache_creation_input_token_cost_above_1hr": 6e-06,
               "cache_creation_input_token_cost_above_1hr_above_200k_tokens": 1.2e-05,
               "input_cost_per_token_batches": 1.5e-06, "input_cost_per_token_priority": 5e-06,
               "output_cost_per_token_priority": 2.5e-05, "output_cost_per_token_flex": 7.5e-06,
               "search_context_cost_per_query": {"search_context_size_medium": 0.01}},
             "bedrock_converse/nova": {"litellm_provider": "bedrock_converse",
               "input_cost_per_token": 1e-06},
             "whisper": {"litellm_provider": "openai", "input_cost_per_second": 0.0002833333333333333},
             "qwen": {"litellm_provider": "dashscope", "tiered_pricing": [
               {"range": [0, 256000.0], "input_cost_per_token": 5e-08},
               {"range": [256000.0, 1000000.0], "input_cost_per_token": 2.5e-07}]},
             "drawing": {"litellm_provider": "openai", "output_cost_per_image": 0.04},
             "unknown": {"litellm_provider": "openai", "input_cost_per_token": 0, "output_cost_per_token": 0.0}}
            """);
    PriceBook book = PriceBook.of(List.of(read.catalogue()));

    assertThat(rate(book, "openrouter", "acme/rocket", Bucket.INPUT_UNCACHED, 1))
        .isEqualTo("2.99999");
    assertThat(rate(book, "openrouter", "openrouter/acme/rocket", Bucket.INPUT_UNCACHED, 200_001))
        .isEqualTo("6");
    assertThat(rate(book, "openrouter", "acme/rocket", Bucket.INPUT_CACHE_WRITE_1H, 1))
        .isEqualTo("6");
    assertThat(rate(book, "openrouter", "acme/rocket", Bucket.INPUT_CACHE_WRITE_1H, 200_001))
        .isEqualTo("12");
    assertThat(rate(book, "openrouter", "acme/rocket", Bucket.WEB_SEARCHES, 1)).isEqualTo("10");
    assertThat(service(book, ServiceTier.BATCH, Bucket.INPUT_UNCACHED, 1)).isEqualTo("1.5");
    assertThat(service(book, ServiceTier.BATCH, Bucket.OUTPUT_VISIBLE, 1)).isEqualTo("15");
    assertThat(service(book, ServiceTier.BATCH, Bucket.INPUT_UNCACHED, 200_001)).isEqualTo("6");
    assertThat(service(book, ServiceTier.PRIORITY, Bucket.INPUT_UNCACHED, 1)).isEqualTo("5");
    assertThat(service(book, ServiceTier.FLEX, Bucket.OUTPUT_VISIBLE, 1)).isEqualTo("7.5");
    assertThat(rate(book, "aws", "nova", Bucket.INPUT_UNCACHED, 1)).isEqualTo("1");
    assertThat(rate(book, "openai", "whisper", Bucket.INPUT_AUDIO_SECONDS, 1)).isEqualTo("1.02");
    assertThat(rate(book, "dashscope", "qwen", Bucket.INPUT_UNCACHED, 256_001)).isEqualTo("0.25");
    assertThat(read.skipped())
        .extracting(ReadCatalogue.Skipped::toString)
        .containsExactly(
            "Skipped[name=drawing, reason=is priced by output_cost_per_image]",
            "Skipped[name=unknown, reason=has no price but zero]");
  }

  @Test
  void modelsDevIsReadWithItsTiers() {
    ReadCatalogue read =
        read(
            ImportFormat.MODELS_DEV,
            """
            {"acme": {"id": "acme", "name": "Acme", "env": ["ACME_KEY"], "models": {
              "acme/rocket": {"id": "acme/rocket", "cost": {"input": 1.25, "output": 10,
                "cache_read": 0.125, "cache_write": 1.5, "reasoning": 12, "input_audio": 2,
                "tiers": [{"input": 2.5, "output": 15, "tier": {"type": "context", "size": 200000}}],
                "context_over_200k": {"input": 99, "output": 99}}},
              "old": {"cost": {"input": 1, "output": 2, "context_over_200k": {"input": 2, "output": 3}}},
              "open": {"cost": {"input": 0, "output": 0}},
              "unpriced": {"id": "unpriced"}}}}
            """);
    PriceBook book = PriceBook.of(List.of(read.catalogue()));

    assertThat(rate(book, "acme", "acme/rocket", Bucket.INPUT_UNCACHED, 1)).isEqualTo("1.25");
    assertThat(rate(book, "acme", "acme/rocket", Bucket.INPUT_UNCACHED, 200_001)).isEqualTo("2.5");
    assertThat(rate(book, "acme", "acme/rocket", Bucket.OUTPUT_REASONING, 200_001)).isEqualTo("12");
    assertThat(rate(book, "acme", "acme/rocket", Bucket.INPUT_CACHE_WRITE_1H, 1)).isEqualTo("1.5");
    assertThat(rate(book, "acme", "old", Bucket.OUTPUT_VISIBLE, 200_001)).isEqualTo("3");
    assertThat(read.skipped())
        .extracting(ReadCatalogue.Skipped::name)
        .containsExactly("acme/open", "acme/unpriced");
  }

  @Test
  void ourOwnFormSaysEverythingThatAPriceCanBe() {
    String own =
        """
        {"version": 7, "currency": "USD", "providers": [
          {"provider": "Acme", "aliases": ["ACME-cloud"], "match": {"ends_with": "-acme"},
           "fallback_providers": ["other"], "source": "a test", "models": [
             {"model": "Rocket", "aliases": ["missile"], "prices": [
               {"valid_to": "2026-07-01", "usd_per_million": {"input_uncached": "3"}},
               {"valid_from": "2026-07-01", "daily": {"from": "08:00", "to": "20:00"},
                "tier_rule": "marginal", "usd_per_million": {"input_uncached": "2"},
                "tiers": [{"above": 100, "usd_per_million": {"input_uncached": "1"}}],
                "usd_per_thousand": {"web_searches": "35", "requests": "1"},
                "usd_per_hour": {"audio_seconds": "0.36"}, "usd_per_billion": {"input_pixels": "7"},
                "service_tiers": {"batch": {"usd_per_million": {"input_uncached": "1"}}},
                "free": [{"bucket": "web_searches", "quantity": 1500, "each": "day"}],
                "source": "elsewhere"}]},
             {"model": "by-rule", "match": {"regex": "^rule-\\\\d+$"}, "prices": [
               {"usd_per_million": {"input_uncached": "9"}}]},
             {"model": "space-ship", "alias_of": "ship"},
             {"model": "ship", "alias_of": "Rocket"}]},
          {"provider": "other", "models": []}]}
        """;
    Catalogue catalogue = read(ImportFormat.SIGNALBOX, own).catalogue();
    PriceBook book = PriceBook.of(List.of(catalogue));

    for (String name : List.of("rocket", "MISSILE", "ship", "space-ship")) {
      assertThat(input(book, name, "2026-06-30T00:00:00Z")).isEqualTo("3");
    }
    Price price =
        book.find("x-acme", "rocket", Instant.parse("2026-07-01T08:00:00Z")).orElseThrow().price();
    assertThat(price.card(ServiceTier.STANDARD).rule()).isEqualTo(TierRule.MARGINAL);
    assertThat(price.card(ServiceTier.BATCH).rule()).isEqualTo(TierRule.WHOLE_REQUEST);
    assertThat(price.free())
        .containsExactly(
            new FreeQuota(Bucket.WEB_SEARCHES, BigDecimal.valueOf(1500), FreeQuota.Span.DAY));
    assertThat(price.source()).isEqualTo("elsewhere");
    assertThat(book.find("acme", "rocket", Instant.parse("2026-07-01T20:00:00Z"))).isEmpty();
    assertThat(rate(book, "acme-cloud", "rule-7", Bucket.INPUT_UNCACHED, 1)).isEqualTo("9");
  }

  @Test
  void whatIsWrittenIsReadAsTheSame() {
    for (Catalogue catalogue :
        List.of(
            read(ImportFormat.GENAI_PRICES, GENAI).catalogue(),
            files.shippedCatalogue(
                PriceFilesTests.class.getResourceAsStream("/prices/prices.json")))) {
      String written = OwnPricesWriter.write(catalogue);
      Catalogue again = files.own(catalogue.origin(), written);

      assertThat(OwnPricesWriter.write(again)).isEqualTo(written);
      assertThat(ids(again)).isEqualTo(ids(catalogue));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GENAI_PRICES|{}|''|list of providers",
        "GENAI_PRICES|[{\"id\": 7}]|[0].id|must be a text",
        "GENAI_PRICES|[{\"id\": \"a\"}]|[0].models|must be a list",
        "GENAI_PRICES|[{\"id\": \"a\", \"models\": [{\"id\": \"m\", \"match\": {\"equals\": \"m\"}, \"prices\": {\"input_mtok\": -1}}]}]|[0].models[0].input_mtok|negative",
        "GENAI_PRICES|[{\"id\": \"a\", \"models\": [{\"id\": \"m\", \"match\": {\"equals\": \"m\"}, \"prices\": {\"input_mtok\": 1e30}}]}]|[0].models[0].input_uncached|below 1,000,000",
        "GENAI_PRICES|[{\"id\": \"a\", \"models\": [{\"id\": \"m\", \"match\": {\"equals\": \"m\"}, \"prices\": {\"input_mtok\": 0.1234567890123456789012345678901234567890}}]}]|[0].models[0].input_uncached|18 decimals",
        "GENAI_PRICES|[{\"id\": \"a\", \"models\": [{\"id\": \"m\", \"match\": {\"equals\": \"m\"}, \"prices\": {\"input_mtok\": \"NaN\"}}]}]|[0].models[0].input_mtok|must be a number",
        "GENAI_PRICES|[{\"id\": \"a\", \"models\": [{\"id\": \"m\", \"match\": {\"sounds\": \"m\"}, \"prices\": {}}]}]|[0].models[0].match|must be an object with one of",
        "GENAI_PRICES|[{\"id\": \"a\", \"models\": []}, {\"id\": \"A\", \"models\": []}]|providers|each provider once",
        "GENAI_PRICES|[{\"id\": \"a\", \"fallback_model_providers\": [\"b\"], \"models\": []}, {\"id\": \"b\", \"fallback_model_providers\": [\"a\"], \"models\": []}]|providers|circle",
        "GENAI_PRICES|[{\"id\": \"a\", \"models\": [{\"id\": \"m\", \"match\": {\"equals\": \"m\"}, \"prices\": [{\"prices\": {\"input_mtok\": 1}}, {\"constraint\": {\"start_date\": \"+6000000-01-01\"}, \"prices\": {\"input_mtok\": 1}}]}]}]|[0].models[0].valid_to|years 1 to 9999",
        "LITELLM|[]|''|object of models",
        "LITELLM|{\"m\": {\"litellm_provider\": \"p\", \"input_cost_per_token\": 1e-40}}|m.input_uncached|18 decimals",
        "LITELLM|{\"a\": 1}|''|litellm_provider",
        "LITELLM|{\"m\": {\"litellm_provider\": \"p\", \"input_cost_per_token\": -1e-06}}|m.input_cost_per_token|negative",
        "LITELLM|{\"m\": {\"litellm_provider\": \"p\", \"input_cost_per_token\": \"free\"}}|m.input_cost_per_token|must be a number",
        "MODELS_DEV|[]|''|object of providers",
        "MODELS_DEV|{\"p\": {}}|p.models|must be an object",
        "MODELS_DEV|{\"p\": {\"models\": {\"m\": {\"cost\": {\"input\": 1e30, \"output\": 1}}}}}|p.models.m.cost.input_uncached|below 1,000,000",
        "SIGNALBOX|{\"currency\": \"EUR\", \"providers\": []}|currency|must be USD",
        "SIGNALBOX|{\"providers\": []}|currency|must be USD",
        "SIGNALBOX|{\"currency\": \"USD\", \"colour\": 1}|colour|not known",
        "SIGNALBOX|{\"currency\": \"USD\", \"providers\": [{\"provider\": \"p\", \"models\": [{\"model\": \"m\", \"prices\": [{\"usd_per_million\": {\"input_uncached\": 1.5}}]}]}]}|providers[0].models[0].prices[0].usd_per_million.input_uncached|as a text",
        "SIGNALBOX|{\"currency\": \"USD\", \"providers\": [{\"provider\": \"p\", \"models\": [{\"model\": \"m\", \"prices\": [{\"usd_per_million\": {\"input_uncached\": \"NaN\"}}]}]}]}|providers[0].models[0].prices[0].usd_per_million.input_uncached|as a text",
        "SIGNALBOX|{\"currency\": \"USD\", \"providers\": [{\"provider\": \"p\", \"models\": [{\"model\": \"m\", \"prices\": [{\"usd_per_million\": {\"web_searches\": \"1\"}}]}]}]}|providers[0].models[0].prices[0].usd_per_million.web_searches|priced so",
        "SIGNALBOX|{\"currency\": \"USD\", \"providers\": [{\"provider\": \"p\", \"models\": [{\"model\": \"m\", \"prices\": [{}]}]}]}|providers[0].models[0].prices[0]|must have a rate",
        "SIGNALBOX|{\"currency\": \"USD\", \"providers\": [{\"provider\": \"p\", \"models\": [{\"model\": \"m\", \"prices\": [{\"valid_to\": \"2026-06-01\", \"usd_per_million\": {\"input_uncached\": \"1\"}}, {\"valid_from\": \"2026-01-01\", \"usd_per_million\": {\"input_uncached\": \"2\"}}]}]}]}|providers[0].prices|do not overlap",
        "SIGNALBOX|{\"currency\": \"USD\", \"providers\": [{\"provider\": \"p\", \"models\": [{\"model\": \"m\", \"prices\": [{\"usd_per_million\": 7}]}]}]}|providers[0].models[0].prices[0].usd_per_million|must be an object",
        "SIGNALBOX|{\"currency\": \"USD\", \"providers\": [{\"provider\": \"p\", \"models\": [{\"model\": \"m\", \"prices\": [{\"usd_per_million\": {\"input_uncached\": \"1\"}, \"service_tiers\": {\"slow\": {}}}]}]}]}|providers[0].models[0].prices[0].service_tiers.slow|must be batch",
        "SIGNALBOX|{\"currency\": \"USD\", \"providers\": [{\"provider\": \"p\", \"models\": [{\"model\": \"m\", \"prices\": [{\"usd_per_million\": {\"input_uncached\": \"1\"}, \"tiers\": [{\"above\": -1}]}]}]}]}|providers[0].models[0].prices[0].tiers.above|from 0 on",
        "SIGNALBOX|{\"currency\": \"USD\", \"providers\": [{\"provider\": \"p\", \"models\": [{\"model\": \"m\", \"prices\": [{\"usd_per_million\": {\"input_uncached\": \"1\"}, \"valid_from\": \"soon\"}]}]}]}|providers[0].models[0].prices[0].valid_from|a day or a moment",
        "SIGNALBOX|{\"currency\": \"USD\", \"providers\": [{\"provider\": \"p\", \"models\": [{\"model\": \"m\", \"prices\": [{\"usd_per_million\": {\"input_uncached\": \"1\"}, \"valid_from\": \"+6000000-01-01\"}]}]}]}|providers[0].models[0].prices[0].valid_from|years 1 to 9999",
        "SIGNALBOX|{\"currency\": \"USD\", \"providers\": [{\"provider\": \"p\", \"models\": [{\"model\": \"m\", \"prices\": [{\"usd_per_million\": {\"input_uncached\": \"1\"}, \"free\": \"all\"}]}]}]}|providers[0].models[0].prices[0].free|must be a list",
        "SIGNALBOX|{\"currency\": \"USD\", \"providers\": [{\"provider\": \"p\", \"models\": [{\"model\": \"a\", \"alias_of\": \"b\"}, {\"model\": \"b\", \"alias_of\": \"a\"}]}]}|providers[0].models|circle",
        "SIGNALBOX|{\"currency\": \"USD\", \"providers\": [{\"provider\": \"p\", \"models\": [{\"model\": \"a\", \"alias_of\": \"b\"}]}]}|providers[0].models|not there"
      })
  void whatCannotBeRightIsRefusedAsAWholeAndNamed(
      ImportFormat format, String file, String field, String rule) {
    InvalidPriceException invalid =
        catchThrowableOfType(InvalidPriceException.class, () -> read(format, file));

    assertThat(invalid.field()).isEqualTo(field);
    assertThat(invalid.rule()).contains(rule);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100, 700, 1400})
  void aFileCutInHalfIsNoFile(int length) {
    assertThatThrownBy(() -> read(ImportFormat.GENAI_PRICES, GENAI.substring(0, length)))
        .isInstanceOf(JacksonException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"[NaN]", "[{\"id\": \"a\", \"id\": \"b\", \"models\": []}]", "", "prices"})
  void whatIsNoJsonIsNoFile(String file) {
    assertThatThrownBy(() -> read(ImportFormat.GENAI_PRICES, file))
        .isInstanceOfAny(JacksonException.class, InvalidPriceException.class);
  }

  @Test
  void nothingMayFollowTheEnd() {
    assertThatThrownBy(() -> read(ImportFormat.GENAI_PRICES, "[] []"))
        .hasMessageContaining("nothing behind its end");
  }

  private ReadCatalogue read(ImportFormat format, String file) {
    return files.read(format, new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)));
  }

  private static List<String> ids(Catalogue catalogue) {
    return catalogue.providers().stream()
        .flatMap(provider -> provider.models().stream())
        .flatMap(model -> model.prices().stream())
        .map(Price::priceId)
        .toList();
  }

  private static String input(PriceBook book, String model, String at) {
    return rate(
        book.find("acme", model, Instant.parse(at)).orElseThrow().price(),
        ServiceTier.STANDARD,
        Bucket.INPUT_UNCACHED,
        1);
  }

  private static String service(
      PriceBook book, ServiceTier service, Bucket bucket, long inputTokens) {
    return rate(
        book.find("openrouter", "acme/rocket", NOON).orElseThrow().price(),
        service,
        bucket,
        inputTokens);
  }

  private static String rate(
      PriceBook book, String provider, String model, Bucket bucket, long inputTokens) {
    return rate(
        book.find(provider, model, NOON).orElseThrow().price(),
        ServiceTier.STANDARD,
        bucket,
        inputTokens);
  }

  private static String rate(Price price, ServiceTier service, Bucket bucket, long inputTokens) {
    RateCard card = price.card(service);
    Bucket priced = card.cover().pricedAs(bucket).orElseThrow();
    return String.valueOf(card.tierFor(BigDecimal.valueOf(inputTokens)).rates().usd().get(priced));
  }
}
