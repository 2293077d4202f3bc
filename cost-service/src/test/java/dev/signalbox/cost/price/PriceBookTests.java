package dev.signalbox.cost.price;

import static dev.signalbox.cost.price.PriceFixtures.priceOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.cost.usage.Bucket;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PriceBookTests {

  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final Instant JULY = Instant.parse("2026-07-30T00:00:00Z");

  private final PriceBook book =
      new PriceBook(
          Map.of("google", "gemini"),
          List.of(new ModelAlias("openai", "gpt-4-turbo-preview", "gpt-4-turbo")),
          List.of(
              priceOf("openai", "gpt-4o", null, "2.5", "10"),
              priceOf("openai", "gpt-4o-2024-05-13", null, "5", "15"),
              priceOf("openai", "gpt-4-turbo", null, "10", "30"),
              priceOf("openai", "luna", null, "1", "6"),
              priceOf("openai", "luna", JULY, "0.2", "1.2"),
              priceOf("openai", "later", Instant.parse("2027-01-01T00:00:00Z"), "1", "1"),
              priceOf("gemini", "gemini-1.5-flash", null, "0.075", "0.3"),
              priceOf("groq", "openai/gpt-oss-20b", null, "0.075", "0.3"),
              priceOf("together", "Meta/Llama-3.3", null, "0.88", "0.88"),
              priceOf("ollama", "*", null, "0", "0")));

  @ParameterizedTest
  @CsvSource({
    "openai, gpt-4o, MODEL, openai/gpt-4o",
    "OpenAI, GPT-4o, MODEL, openai/gpt-4o",
    "openai, openai/gpt-4o, MODEL, openai/gpt-4o",
    "openai, gpt-4o-2024-05-13, MODEL, openai/gpt-4o-2024-05-13",
    "openai, gpt-4o-2024-08-06, SNAPSHOT, openai/gpt-4o",
    "openai, gpt-4o@20240806, SNAPSHOT, openai/gpt-4o",
    "openai, gpt-4o-latest, SNAPSHOT, openai/gpt-4o",
    "openai, gpt-4-turbo-preview, ALIAS, openai/gpt-4-turbo",
    "gemini, gemini-1.5-flash-002, SNAPSHOT, gemini/gemini-1.5-flash",
    "google, gemini-1.5-flash, MODEL, gemini/gemini-1.5-flash",
    "groq, openai/gpt-oss-20b, MODEL, groq/openai/gpt-oss-20b",
    "together, meta/llama-3.3, MODEL, together/Meta/Llama-3.3",
    "ollama, anything:7b, PROVIDER, ollama/*"
  })
  void findsThePriceAndSaysWhy(String provider, String model, MatchedBy why, String priceId) {
    assertThat(book.find(provider, model, NOW))
        .hasValueSatisfying(
            match -> {
              assertThat(match.matchedBy()).isEqualTo(why);
              assertThat(match.price().priceId()).isEqualTo(priceId);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gpt-4o-audio-preview",
        "gpt-4o-mini",
        "gpt-4",
        "gpt",
        "",
        "*",
        "later",
        "-2024-08-06"
      })
  void aNameThatOnlyLooksLikeAModelHasNoPrice(String model) {
    assertThat(book.find("openai", model, NOW)).isEmpty();
  }

  @Test
  void anUnknownProviderHasNoPrice() {
    assertThat(book.find("nobody", "gpt-4o", NOW)).isEmpty();
  }

  @Test
  void theLastPriceThatHasBegunHolds() {
    assertThat(input("luna", JULY.minusMillis(1))).isEqualTo("1");
    assertThat(input("luna", JULY)).isEqualTo("0.2");
    assertThat(input("luna", NOW)).isEqualTo("0.2");
  }

  private String input(String model, Instant at) {
    return book.find("openai", model, at)
        .orElseThrow()
        .price()
        .tierFor(1)
        .rates()
        .of(Bucket.INPUT_UNCACHED)
        .toPlainString();
  }
}
