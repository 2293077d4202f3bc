package dev.signalbox.cost.price;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.cost.price.PriceFile.ProviderPrices;
import dev.signalbox.cost.usage.Bucket;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

class ShippedPricesTests {

  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

  private final PriceFile file = read();
  private final PriceBook book = book(file);

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
    "xai, grok-4, 3, 15"
  })
  void pricesAreThePublishedOnes(String provider, String model, String input, String output) {
    assertThat(book.find(provider, model, NOW))
        .hasValueSatisfying(
            match -> {
              Rates rates = match.price().tierFor(1).rates();
              assertThat(rates.of(Bucket.INPUT_UNCACHED)).isEqualByComparingTo(input);
              assertThat(rates.of(Bucket.OUTPUT_VISIBLE)).isEqualByComparingTo(output);
            });
  }

  @Test
  void longRequestsHaveTheirOwnTier() {
    Price price = book.find("gemini", "gemini-1.5-pro", NOW).orElseThrow().price();

    assertThat(price.tierFor(128_001).rates().of(Bucket.OUTPUT_VISIBLE)).isEqualByComparingTo("10");
  }

  @Test
  void everyNameIsUsedOnceAndEveryModelIsFound() {
    List<String> names = new ArrayList<>();
    for (ProviderPrices provider : file.providers()) {
      provider.models().forEach(model -> names.add(provider.provider() + "/" + model.model()));
      provider.models().stream()
          .filter(model -> model.aliases() != null)
          .forEach(
              model ->
                  List.copyOf(Objects.requireNonNull(model.aliases()))
                      .forEach(alias -> names.add(provider.provider() + "/" + alias)));
    }

    assertThat(names)
        .extracting(name -> name.toLowerCase(Locale.ROOT))
        .doesNotHaveDuplicates()
        .hasSizeGreaterThan(140);
    assertThat(names)
        .allSatisfy(
            name ->
                assertThat(
                        book.find(
                            name.substring(0, name.indexOf('/')),
                            name.substring(name.indexOf('/') + 1),
                            NOW))
                    .isPresent());
  }

  @Test
  void onlyOwnHardwareAndTheSimulatorAreFree() {
    assertThat(file.providers())
        .filteredOn(provider -> !Set.of("ollama", "simulator").contains(provider.provider()))
        .flatExtracting(ProviderPrices::models)
        .allSatisfy(
            model ->
                assertThat(model.prices())
                    .allSatisfy(
                        price ->
                            assertThat(price.usdPerMillion().values())
                                .allMatch(rate -> rate.signum() > 0)));
  }

  private static PriceBook book(PriceFile file) {
    List<Price> prices = new ArrayList<>();
    List<ModelAlias> aliases = new ArrayList<>();
    for (ProviderPrices provider : file.providers()) {
      provider
          .models()
          .forEach(
              model -> {
                model
                    .prices()
                    .forEach(
                        price ->
                            prices.add(
                                new Price(
                                    provider.provider() + "/" + model.model(),
                                    provider.provider(),
                                    model.model(),
                                    price.since(),
                                    price.allTiers(),
                                    provider.source())));
                if (model.aliases() != null) {
                  model
                      .aliases()
                      .forEach(
                          alias ->
                              aliases.add(
                                  new ModelAlias(provider.provider(), alias, model.model())));
                }
              });
    }
    return new PriceBook(Map.of(), aliases, prices);
  }

  private static PriceFile read() {
    JsonMapper json =
        JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();
    try (InputStream content = new ClassPathResource("prices/prices.json").getInputStream()) {
      return json.readValue(content, PriceFile.class);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
