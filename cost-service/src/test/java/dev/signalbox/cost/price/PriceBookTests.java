package dev.signalbox.cost.price;

import static dev.signalbox.cost.price.PriceFixtures.model;
import static dev.signalbox.cost.price.PriceFixtures.priceOf;
import static dev.signalbox.cost.price.PriceFixtures.provider;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.cost.match.NameRule;
import dev.signalbox.cost.usage.Bucket;
import dev.signalbox.cost.usage.ServiceTier;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PriceBookTests {

  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

  private final PriceBook book = PriceBook.of(List.of(imported(), shipped()));

  private static Catalogue imported() {
    return new Catalogue(
        Origin.GENAI_PRICES,
        List.of(
            new ProviderPrices(
                "openai",
                List.of(),
                new NameRule.Part("openai"),
                List.of(),
                List.of(),
                List.of(
                    model("gpt-4o", priceOf("openai", "gpt-4o", null, "2.6", "10")),
                    new ModelPrices(
                        "o1",
                        new NameRule.AnyOf(
                            List.of(
                                new NameRule.Equal("o1"),
                                new NameRule.Equal("o1-preview"),
                                new NameRule.Prefix("o1-special"))),
                        List.of(priceOf("openai", "o1", null, "15", "60"))),
                    new ModelPrices(
                        "any-mini",
                        new NameRule.Suffix("-mini"),
                        List.of(priceOf("openai", "any-mini", null, "1", "1"))),
                    new ModelPrices(
                        "o1-mini",
                        new NameRule.Equal("o1-mini"),
                        List.of(priceOf("openai", "o1-mini", null, "9", "9"))))),
            new ProviderPrices(
                "azure",
                List.of(),
                null,
                List.of("openai"),
                List.of(),
                List.of(model("phi", priceOf("azure", "phi", null, "0.1", "0.1")))),
            provider("x-ai", model("grok-4", priceOf("x-ai", "grok-4", null, "3", "15")))));
  }

  private static Catalogue shipped() {
    return new Catalogue(
        Origin.SHIPPED,
        List.of(
            provider(
                "openai",
                model("gpt-4o", priceOf("openai", "gpt-4o", null, "2.5", "10")),
                model("gpt-4o-2024-05-13", priceOf("openai", "gpt-4o-2024-05-13", null, "5", "15")),
                model("luna", priceOf("openai", "luna", null, "1", "6")),
                model(
                    "later",
                    priceOf("openai", "later", Instant.parse("2027-01-01T00:00:00Z"), "1", "1"))),
            new ProviderPrices(
                "gemini",
                List.of("google"),
                null,
                List.of(),
                List.of(),
                List.of(
                    model(
                        "gemini-1.5-flash",
                        priceOf("gemini", "gemini-1.5-flash", null, "0.075", "0.3")))),
            new ProviderPrices("xai", List.of("x-ai"), null, List.of(), List.of(), List.of()),
            provider(
                "groq",
                model(
                    "openai/gpt-oss-20b",
                    priceOf("groq", "openai/gpt-oss-20b", null, "0.075", "0.3"))),
            provider(
                "together",
                model(
                    "Meta/Llama-3.3", priceOf("together", "Meta/Llama-3.3", null, "0.88", "0.88"))),
            provider("ollama", model("*", priceOf("ollama", "*", null, "0", "0")))));
  }

  @ParameterizedTest
  @CsvSource({
    "openai, gpt-4o, MODEL, GENAI_PRICES, openai/gpt-4o",
    "OpenAI, GPT-4o, MODEL, GENAI_PRICES, openai/gpt-4o",
    "my-openai-proxy, gpt-4o, MODEL, GENAI_PRICES, openai/gpt-4o",
    "openai, openai/gpt-4o, MODEL, GENAI_PRICES, openai/gpt-4o",
    "litellm, openai/gpt-4o, MODEL, GENAI_PRICES, openai/gpt-4o",
    "openai, o1-preview, ALIAS, GENAI_PRICES, openai/o1",
    "openai, O1-Special-7, PREFIX, GENAI_PRICES, openai/o1",
    "openai, gpt-mini, SUFFIX, GENAI_PRICES, openai/any-mini",
    "openai, o1-mini, SUFFIX, GENAI_PRICES, openai/any-mini",
    "azure, gpt-4o, MODEL, GENAI_PRICES, openai/gpt-4o",
    "azure, phi, MODEL, GENAI_PRICES, azure/phi",
    "xai, grok-4, MODEL, GENAI_PRICES, x-ai/grok-4",
    "openai, luna, MODEL, SHIPPED, openai/luna",
    "openai, gpt-4o-2024-05-13, MODEL, SHIPPED, openai/gpt-4o-2024-05-13",
    "openai, gpt-4o-2024-08-06, SNAPSHOT, GENAI_PRICES, openai/gpt-4o",
    "openai, gpt-4o@20240806, SNAPSHOT, GENAI_PRICES, openai/gpt-4o",
    "openai, gpt-4o-latest, SNAPSHOT, GENAI_PRICES, openai/gpt-4o",
    "gemini, gemini-1.5-flash-002, SNAPSHOT, SHIPPED, gemini/gemini-1.5-flash",
    "google, gemini-1.5-flash, MODEL, SHIPPED, gemini/gemini-1.5-flash",
    "groq, openai/gpt-oss-20b, MODEL, SHIPPED, groq/openai/gpt-oss-20b",
    "together, meta/llama-3.3, MODEL, SHIPPED, together/Meta/Llama-3.3",
    "ollama, anything:7b, PROVIDER, SHIPPED, ollama/*"
  })
  void findsThePriceAndSaysWhy(
      String provider, String model, MatchedBy why, Origin origin, String price) {
    assertThat(book.find(provider, model, NOW))
        .hasValueSatisfying(
            match -> {
              assertThat(match.matchedBy()).isEqualTo(why);
              assertThat(match.origin()).isEqualTo(origin);
              assertThat(match.price().priceId()).startsWith(price + "#");
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"gpt-4o-audio-preview", "gpt-4", "gpt", "", "*", "later", "-2024-08-06"})
  void aNameThatOnlyLooksLikeAModelHasNoPrice(String model) {
    assertThat(book.find("openai", model, NOW)).isEmpty();
  }

  @Test
  void anUnknownProviderHasNoPrice() {
    assertThat(book.find("nobody", "gpt-4o", NOW)).isEmpty();
    assertThat(book.find("litellm", "gpt-4o", NOW)).isEmpty();
  }

  @Test
  void theShippedTableGivesProvidersTheirNames() {
    assertThat(book.provider("Google")).isEqualTo("gemini");
    assertThat(book.provider("x-ai")).isEqualTo("xai");
    assertThat(book.provider("openai-proxy")).isEqualTo("openai");
    assertThat(book.provider("Nobody")).isEqualTo("nobody");
  }

  @Test
  void theFirstCatalogueThatKnowsAModelDecides() {
    assertThat(
            book.find("openai", "gpt-4o", NOW)
                .orElseThrow()
                .price()
                .card(ServiceTier.STANDARD)
                .tierFor(BigDecimal.ONE)
                .rates()
                .usd())
        .containsEntry(Bucket.INPUT_UNCACHED, new BigDecimal("2.6"));
  }
}
