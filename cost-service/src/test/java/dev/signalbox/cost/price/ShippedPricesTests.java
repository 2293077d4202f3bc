package dev.signalbox.cost.price;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.cost.match.NameRule;
import dev.signalbox.cost.usage.Bucket;
import dev.signalbox.cost.usage.ServiceTier;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShippedPricesTests {

  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

  private final Catalogue shipped =
      new PriceFiles()
          .shippedCatalogue(ShippedPricesTests.class.getResourceAsStream("/prices/prices.json"));
  private final PriceBook book = PriceBook.of(List.of(shipped));

  /** Every model of the agent catalogue; dollars per million tokens in and out. */
  @ParameterizedTest
  @CsvSource({
    "groq, llama-3.1-8b-instant, 0.05, 0.08",
    "groq, llama-3.1-70b-versatile, 0.59, 0.79",
    "groq, llama-3.3-70b-versatile, 0.59, 0.79",
    "groq, deepseek-r1-distill-llama-70b, 0.75, 0.99",
    "gemini, gemini-1.5-flash, 0.075, 0.3",
    "gemini, gemini-1.5-pro, 1.25, 5",
    "anthropic, claude-3-5-sonnet, 3, 15",
    "anthropic, claude-3-5-sonnet-20241022, 3, 15",
    "anthropic, claude-3-opus, 15, 75",
    "openai, gpt-4, 30, 60",
    "openai, gpt-4-turbo, 10, 30",
    "openai, gpt-3.5-turbo, 0.5, 1.5",
    "mistral, codestral-latest, 0.3, 0.9",
    "openai, gpt-4o, 2.5, 10",
    "openai, gpt-4o-2024-05-13, 5, 15",
    "openai, gpt-4o-mini-2024-07-18, 0.15, 0.6",
    "openai, gpt-5.6-luna, 0.2, 1.2",
    "anthropic, claude-sonnet-5, 3, 15",
    "deepseek, deepseek-chat, 0.28, 0.42",
    "xai, grok-4, 3, 15",
    "bedrock, global.anthropic.claude-sonnet-4-5-20250929-v1:0, 3, 15",
    "bedrock, us.anthropic.claude-sonnet-4-5-20250929-v1:0, 3.3, 16.5",
    "aws, amazon.nova-pro-v1:0, 0.8, 3.2",
    "azure, gpt-4o, 2.5, 10",
    "azure, claude-sonnet-4-5, 3, 15",
    "vertex, claude-sonnet-4-5@20250929, 3, 15",
    "perplexity, sonar-pro, 3, 15",
    "moonshot, kimi-k2-thinking, 0.6, 2.5"
  })
  void pricesAreThePublishedOnes(String provider, String model, String input, String output) {
    assertThat(book.find(provider, model, NOW))
        .hasValueSatisfying(
            match -> {
              Map<Bucket, BigDecimal> usd = rates(match.price(), 1);
              assertThat(usd.get(Bucket.INPUT_UNCACHED)).isEqualByComparingTo(input);
              assertThat(usd.get(Bucket.OUTPUT_VISIBLE)).isEqualByComparingTo(output);
            });
  }

  @Test
  void longRequestsHaveTheirOwnTier() {
    Price price = book.find("gemini", "gemini-1.5-pro", NOW).orElseThrow().price();

    assertThat(rates(price, 128_001).get(Bucket.OUTPUT_VISIBLE)).isEqualByComparingTo("10");
  }

  @ParameterizedTest
  @CsvSource({
    "anthropic, claude-sonnet-4-5, STANDARD, INPUT_CACHE_WRITE, 3.75",
    "anthropic, claude-sonnet-4-5, STANDARD, INPUT_CACHE_WRITE_1H, 6",
    "anthropic, claude-sonnet-4-5, STANDARD, WEB_SEARCHES, 10",
    "anthropic, claude-sonnet-4-5, BATCH, INPUT_UNCACHED, 1.5",
    "anthropic, claude-sonnet-4-5, BATCH, INPUT_CACHE_WRITE_1H, 3",
    "openai, gpt-5.6-sol, FLEX, OUTPUT_VISIBLE, 15",
    "openai, gpt-5.6-sol, PRIORITY, INPUT_UNCACHED, 10",
    "openai, gpt-realtime, STANDARD, OUTPUT_AUDIO, 64",
    "openai, gpt-realtime, STANDARD, INPUT_AUDIO_CACHE_READ, 0.4",
    "gemini, gemini-3-flash-preview, STANDARD, INPUT_AUDIO, 1",
    "gemini, gemini-2.5-pro, STANDARD, WEB_SEARCHES, 35"
  })
  void everyKindOfPriceIsThere(
      String provider, String model, ServiceTier service, Bucket bucket, String rate) {
    Price price = book.find(provider, model, NOW).orElseThrow().price();

    assertThat(price.cards()).containsKey(service);
    assertThat(price.card(service).tierFor(BigDecimal.ONE).rates().usd().get(bucket))
        .isEqualByComparingTo(rate);
  }

  @Test
  void whatIsGivenAwayIsSaid() {
    assertThat(book.find("gemini", "gemini-2.5-pro", NOW).orElseThrow().price().free())
        .containsExactly(
            new FreeQuota(Bucket.WEB_SEARCHES, BigDecimal.valueOf(1500), FreeQuota.Span.DAY));
  }

  @Test
  void everyNameIsUsedOnceAndEveryModelIsFound() {
    List<String> names = new ArrayList<>();
    for (ProviderPrices provider : shipped.providers()) {
      for (ModelPrices model : provider.models()) {
        names(model.match()).forEach(name -> names.add(provider.provider() + "/" + name));
      }
    }

    assertThat(names).doesNotHaveDuplicates().hasSizeGreaterThan(140);
    assertThat(names)
        .filteredOn(name -> !name.endsWith("/*"))
        .allSatisfy(
            name ->
                assertThat(
                        book.find(
                            name.substring(0, name.indexOf('/')),
                            name.substring(name.indexOf('/') + 1),
                            NOW))
                    .isPresent());
  }

  private static List<String> names(NameRule rule) {
    return switch (rule) {
      case NameRule.Equal(String text) -> List.of(text);
      case NameRule.AnyOf(List<NameRule> clauses) ->
          clauses.stream().flatMap(clause -> names(clause).stream()).toList();
      default -> List.of();
    };
  }

  @Test
  void onlyOwnHardwareAndTheSimulatorAreFree() {
    assertThat(shipped.providers())
        .filteredOn(provider -> !Set.of("ollama", "simulator").contains(provider.provider()))
        .flatExtracting(ProviderPrices::models)
        .flatExtracting(ModelPrices::prices)
        .allSatisfy(
            price ->
                assertThat(rates(price, 1).values())
                    .isNotEmpty()
                    .allMatch(rate -> rate.signum() > 0));
  }

  @Test
  void everyPriceSaysWhereItIsFrom() {
    assertThat(shipped.providers())
        .flatExtracting(ProviderPrices::models)
        .flatExtracting(ModelPrices::prices)
        .extracting(Price::source)
        .allMatch(source -> source.contains(" "));
  }

  private static Map<Bucket, BigDecimal> rates(Price price, long inputTokens) {
    return price.card(ServiceTier.STANDARD).tierFor(BigDecimal.valueOf(inputTokens)).rates().usd();
  }
}
