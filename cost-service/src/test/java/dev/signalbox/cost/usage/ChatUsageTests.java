package dev.signalbox.cost.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class ChatUsageTests {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Test
  void promptTokensIncludeTheCacheAndCompletionTokensIncludeReasoning() {
    Usage usage =
        extract(
            "openai",
            """
            {"prompt_tokens": 1000, "completion_tokens": 500, "total_tokens": 1500,
             "prompt_tokens_details": {"cached_tokens": 600, "audio_tokens": 100},
             "completion_tokens_details": {"reasoning_tokens": 300, "audio_tokens": 50,
               "accepted_prediction_tokens": 0, "rejected_prediction_tokens": 0}}
            """);

    assertThat(usage.tokens())
        .isEqualTo(
            Map.of(
                Bucket.INPUT_UNCACHED, 300L,
                Bucket.INPUT_CACHE_READ, 600L,
                Bucket.INPUT_AUDIO, 100L,
                Bucket.OUTPUT_VISIBLE, 150L,
                Bucket.OUTPUT_REASONING, 300L,
                Bucket.OUTPUT_AUDIO, 50L));
    assertThat(usage.input()).isEqualTo(1000);
    assertThat(usage.output()).isEqualTo(500);
  }

  @Test
  void xaiCountsReasoningBesideTheCompletion() {
    Usage usage =
        extract(
            "xai",
            """
            {"prompt_tokens": 10, "completion_tokens": 20,
             "completion_tokens_details": {"reasoning_tokens": 300}}
            """);

    assertThat(usage.tokens())
        .containsEntry(Bucket.OUTPUT_VISIBLE, 20L)
        .containsEntry(Bucket.OUTPUT_REASONING, 300L);
    assertThat(usage.output()).isEqualTo(320);
  }

  @Test
  void whatIsNotReportedIsAbsentAndWhatIsReportedAsZeroIsZero() {
    Usage bare = extract("groq", "{\"prompt_tokens\": 5, \"completion_tokens\": 0}");
    Usage zero =
        extract(
            "groq",
            """
            {"prompt_tokens": 5, "completion_tokens": 0,
             "prompt_tokens_details": {"cached_tokens": 0, "audio_tokens": null}}
            """);

    assertThat(bare.tokens()).containsOnlyKeys(Bucket.INPUT_UNCACHED, Bucket.OUTPUT_VISIBLE);
    assertThat(zero.tokens())
        .containsOnlyKeys(Bucket.INPUT_UNCACHED, Bucket.INPUT_CACHE_READ, Bucket.OUTPUT_VISIBLE)
        .containsEntry(Bucket.INPUT_CACHE_READ, 0L);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"prompt_tokens\": 9, \"completion_tokens\": 1, \"cached_tokens\": 4}",
        "{\"prompt_tokens\": 9, \"completion_tokens\": 1, \"prompt_cache_hit_tokens\": 4}"
      })
  void theCacheIsFoundWhereOtherProvidersReportIt(String usage) {
    assertThat(extract("moonshotai", usage).tokens())
        .containsEntry(Bucket.INPUT_CACHE_READ, 4L)
        .containsEntry(Bucket.INPUT_UNCACHED, 5L);
  }

  @Test
  void cachedAudioIsCountedOnce() {
    Usage usage =
        extract(
            "openai",
            """
            {"prompt_tokens": 100, "completion_tokens": 1,
             "prompt_tokens_details": {"cached_tokens": 80, "audio_tokens": 60}}
            """);

    assertThat(usage.input()).isEqualTo(100);
    assertThat(usage.tokens())
        .containsEntry(Bucket.INPUT_CACHE_READ, 80L)
        .containsEntry(Bucket.INPUT_AUDIO, 20L)
        .containsEntry(Bucket.INPUT_UNCACHED, 0L);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[]|",
        "{}|prompt_tokens",
        "{\"prompt_tokens\": 1}|completion_tokens",
        "{\"prompt_tokens\": null, \"completion_tokens\": 1}|prompt_tokens",
        "{\"prompt_tokens\": -1, \"completion_tokens\": 1}|prompt_tokens",
        "{\"prompt_tokens\": 1.5, \"completion_tokens\": 1}|prompt_tokens",
        "{\"prompt_tokens\": 1e30, \"completion_tokens\": 1}|prompt_tokens",
        "{\"prompt_tokens\": \"1\", \"completion_tokens\": 1}|prompt_tokens",
        "{\"prompt_tokens\": 9223372036854775808, \"completion_tokens\": 1}|prompt_tokens",
        "{\"prompt_tokens\": 1000000000001, \"completion_tokens\": 1}|prompt_tokens",
        "{\"prompt_tokens\": 1, \"completion_tokens\": 1, \"prompt_tokens_details\": 7}|prompt_tokens_details",
        "{\"prompt_tokens\": 1, \"completion_tokens\": 1, \"prompt_tokens_details\": {\"cached_tokens\": 2}}|prompt_tokens_details.cached_tokens"
      })
  void refusesWhatCannotBeRightAndNamesIt(String usage, String field) {
    InvalidUsageException invalid =
        catchThrowableOfType(InvalidUsageException.class, () -> extract("openai", usage));

    assertThat(invalid.field()).isEqualTo(field == null ? "" : field);
    assertThat(invalid.rule()).startsWith("must");
  }

  private static Usage extract(String provider, String usage) {
    return UsageExtraction.extract(provider, ApiFlavor.CHAT, JSON.readTree(usage));
  }
}
