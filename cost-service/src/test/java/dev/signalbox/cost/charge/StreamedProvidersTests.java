package dev.signalbox.cost.charge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.cost.price.PriceBook;
import dev.signalbox.cost.price.PriceFixtures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** What streaming-service sends is understood: its names of providers, models and APIs. */
class StreamedProvidersTests {

  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final Path STREAMING = Path.of("../streaming-service/src/main/resources");
  private static final Pattern MODEL =
      Pattern.compile("\\{name: ([^/]+)/([^,}]+)[^}]*?(?:served-as: ([^,}]+))?}");
  private static final Pattern PROVIDER = Pattern.compile("(?m)^ {6}([a-z0-9]+):$");

  /** A server that speaks a protocol and is nobody's: its prices are the operator's to state. */
  private static final String CUSTOM = "custom";

  private final PriceBook shipped = PriceFixtures.shippedBook();
  private final Calculator calculator = new Calculator(shipped);

  /** A million tokens in, of which 400,000 were cached, and 100,000 out. */
  @ParameterizedTest
  @CsvSource({
    "openai, chat, gpt-4o, 3",
    "openai, responses, gpt-4o, 3",
    "openai, embeddings, text-embedding-3-small, 0.02",
    "anthropic, default, claude-haiku-4-5, 1.14",
    "gemini, default, gemini-2.5-flash, 0.442",
    "groq, chat, llama-3.3-70b-versatile, 0.669",
    "mistral, chat, mistral-small-latest, 0.13",
    "cohere, default, command-r, 0.21",
    "together, chat, meta-llama/Llama-3.3-70B-Instruct-Turbo, 0.968",
    "openrouter, chat, openai/gpt-4o-mini, 0.18",
    "huggingface, chat, meta-llama/Llama-3.3-70B-Instruct, 1.02",
    "huggingface, chat, meta-llama/Llama-3.3-70B-Instruct:groq, 0.669",
    "ai21, chat, jamba-mini, 0.24",
    "deepseek, chat, deepseek-chat, 0.2212",
    "bedrock, default, us.anthropic.claude-sonnet-4-5-20250929-v1:0, 3.762",
    "azure, chat, gpt-4o, 3",
    "azure, responses, gpt-4o, 3",
    "ollama, chat, llama3.2, 0",
    "simulator, chat, echo, 0"
  })
  void itsReportsAreReadAndPriced(String provider, String flavor, String model, String cost) {
    assertThat(
            calculator
                .read(provider, flavor, JsonMapper.shared().readTree(report(provider, flavor)))
                .flatMap(
                    usage -> calculator.price(provider, model, usage, NOW, FreeAllowance.NONE)))
        .hasValueSatisfying(
            priced -> {
              assertThat(priced.charge().entirelyUnpriced()).isFalse();
              assertThat(priced.totalCost()).isEqualByComparingTo(cost);
            });
  }

  private static String report(String provider, String flavor) {
    return switch (provider + " " + flavor) {
      case "openai embeddings" ->
          """
          {"prompt_tokens": 1000000, "total_tokens": 1000000}
          """;
      case "openai responses", "azure responses" ->
          """
          {"input_tokens": 1000000, "input_tokens_details": {"cached_tokens": 400000},
           "output_tokens": 100000, "output_tokens_details": {"reasoning_tokens": 0}}
          """;
      case "anthropic default" ->
          """
          {"input_tokens": 600000, "cache_creation_input_tokens": 0,
           "cache_read_input_tokens": 400000, "output_tokens": 100000}
          """;
      case "gemini default" ->
          """
          {"promptTokenCount": 1000000, "cachedContentTokenCount": 400000,
           "candidatesTokenCount": 100000, "totalTokenCount": 1100000}
          """;
      case "cohere default" ->
          """
          {"billed_units": {"input_tokens": 1000000, "output_tokens": 100000},
           "tokens": {"input_tokens": 1000000, "output_tokens": 100000}}
          """;
      case "bedrock default" ->
          """
          {"inputTokens": 600000, "cacheReadInputTokens": 400000, "outputTokens": 100000,
           "totalTokens": 1100000}
          """;
      default ->
          """
          {"prompt_tokens": 1000000, "prompt_tokens_details": {"cached_tokens": 400000},
           "completion_tokens": 100000, "total_tokens": 1100000}
          """;
    };
  }

  @Test
  void everyProviderOfItsCatalogueIsKnown() throws IOException {
    List<String> providers =
        PROVIDER
            .matcher(Files.readString(STREAMING.resolve("providers.yaml")))
            .results()
            .map(match -> match.group(1))
            .filter(provider -> !provider.equals(CUSTOM))
            .toList();

    assertThat(providers).hasSizeGreaterThan(10);
    for (String provider : providers) {
      assertThat(shipped.isKnown(provider)).as(provider).isTrue();
    }
  }

  @Test
  void everyModelOfItsCatalogueHasAPrice() throws IOException {
    Matcher models = MODEL.matcher(Files.readString(STREAMING.resolve("models.yaml")));
    int found = 0;
    while (models.find()) {
      String served = models.group(3) == null ? models.group(2) : models.group(3);
      assertThat(shipped.find(models.group(1), served, NOW)).as(models.group()).isPresent();
      found++;
    }

    assertThat(found).isGreaterThan(40);
  }
}
