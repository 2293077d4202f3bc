package dev.signalbox.cost.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class UsageExtractorTests {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"model\": \"gpt-4o\", \"usage\": {\"prompt_tokens\": 3, \"completion_tokens\": 4}}",
        "{\"usage\": {\"prompt_tokens\": 3, \"completion_tokens\": 4}}",
        "{\"prompt_tokens\": 3, \"completion_tokens\": 4.0, \"unheard_of\": [true]}"
      })
  void theUsageObjectAndTheAnswerThatItIsInAreUnderstoodAlike(String report) {
    assertThat(counts(read("chat", report).usage()))
        .isEqualTo(Map.of(Bucket.INPUT_UNCACHED, "3", Bucket.OUTPUT_VISIBLE, "4"));
  }

  @Test
  void theAnswerTellsItsModelAndItsTier() {
    ReportedUsage usage =
        read(
            "chat",
            """
            {"model": "gpt-4o", "service_tier": "flex",
             "usage": {"prompt_tokens": 3, "completion_tokens": 4}}
            """);

    assertThat(usage.model()).isEqualTo(Optional.of("gpt-4o"));
    assertThat(usage.tier()).isEqualTo(ServiceTier.FLEX);
    assertThat(read("chat", "{\"prompt_tokens\": 3, \"completion_tokens\": 4}").tier())
        .isEqualTo(ServiceTier.STANDARD);
  }

  @Test
  void aRootIsFoundFromWhereverTheReportBegins() {
    String counts = "{\"input_tokens\": 1, \"output_tokens\": 2}";

    for (String report :
        List.of(
            "{\"usage\": {\"billed_units\": %s}}",
            "{\"billed_units\": %s, \"tokens\": {}}", "%s")) {
      assertThat(read("cohere", report.formatted(counts)).usage().input()).isEqualTo(1);
    }
  }

  @Test
  void whatIsNotReportedIsAbsentAndWhatIsReportedAsZeroIsZero() {
    Usage bare = read("chat", "{\"prompt_tokens\": 5, \"completion_tokens\": 0}").usage();
    Usage zero =
        read(
                "chat",
                """
                {"prompt_tokens": 5, "completion_tokens": 0, "completion_tokens_details": null,
                 "prompt_tokens_details": {"cached_tokens": 0, "audio_tokens": null}}
                """)
            .usage();

    assertThat(counts(bare)).containsOnlyKeys(Bucket.INPUT_UNCACHED, Bucket.OUTPUT_VISIBLE);
    assertThat(counts(zero))
        .containsOnlyKeys(Bucket.INPUT_UNCACHED, Bucket.INPUT_CACHE_READ, Bucket.OUTPUT_VISIBLE)
        .containsEntry(Bucket.INPUT_CACHE_READ, "0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[]|",
        "{}|prompt_tokens",
        "{\"usage\": null}|usage",
        "{\"usage\": 7}|usage",
        "{\"prompt_tokens\": 1}|completion_tokens",
        "{\"prompt_tokens\": null, \"completion_tokens\": 1}|prompt_tokens",
        "{\"prompt_tokens\": -1, \"completion_tokens\": 1}|prompt_tokens",
        "{\"prompt_tokens\": 1.5, \"completion_tokens\": 1}|prompt_tokens",
        "{\"prompt_tokens\": 1e30, \"completion_tokens\": 1}|prompt_tokens",
        "{\"prompt_tokens\": 1e-40, \"completion_tokens\": 1}|prompt_tokens",
        "{\"prompt_tokens\": 1e999999999, \"completion_tokens\": 1}|prompt_tokens",
        "{\"prompt_tokens\": \"1\", \"completion_tokens\": 1}|prompt_tokens",
        "{\"prompt_tokens\": true, \"completion_tokens\": 1}|prompt_tokens",
        "{\"prompt_tokens\": 9223372036854775808, \"completion_tokens\": 1}|prompt_tokens",
        "{\"prompt_tokens\": 1000000000001, \"completion_tokens\": 1}|prompt_tokens",
        "{\"prompt_tokens\": 1, \"completion_tokens\": 1, \"prompt_tokens_details\": 7}|prompt_tokens_details",
        "{\"prompt_tokens\": 1, \"completion_tokens\": 1, \"prompt_tokens_details\": {\"cached_tokens\": 2}}|prompt_tokens_details.cached_tokens"
      })
  void refusesWhatCannotBeRightAndNamesIt(String report, String field) {
    InvalidUsageException invalid =
        catchThrowableOfType(InvalidUsageException.class, () -> read("chat", report));

    assertThat(invalid.field()).isEqualTo(field == null ? "" : field);
    assertThat(invalid.rule()).startsWith("must");
  }

  @Test
  void partsOfASecondAreCountedExactly() {
    UsageExtractor transcriptions =
        extractor(ProtocolExtractors.shipped().of("openai"), "transcriptions");

    assertThat(counts(transcriptions.read(JSON.readTree("{\"seconds\": 12.345}")).usage()))
        .containsEntry(Bucket.INPUT_AUDIO_SECONDS, "12.345");
    assertThatThrownBy(() -> transcriptions.read(JSON.readTree("{\"seconds\": 0.0000000001}")))
        .hasMessageContaining("at most 9 decimals");
  }

  @Test
  void everyShippedExtractorIsWrittenAsItIsRead() {
    ProtocolExtractors shipped = ProtocolExtractors.shipped();
    for (String provider : List.of("*", "anthropic", "gemini", "cohere", "bedrock", "openai")) {
      for (UsageExtractor extractor : shipped.of(provider).values()) {
        JsonNode written = UsageExtractorFormat.write(extractor);

        assertThat(UsageExtractorFormat.write(UsageExtractorFormat.read(written)))
            .isEqualTo(written);
        assertThat(UsageExtractorFormat.read(written).mappings())
            .hasSameSizeAs(extractor.mappings());
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|no list of mappings",
        "{\"root\": \"usage\", \"mappings\": []}|no list of mappings",
        "{\"root\": \"usage\", \"mappings\": [{\"path\": \"a\", \"dest\": \"moon_tokens\"}]}|unknown: moon_tokens",
        "{\"root\": \"usage\", \"mappings\": [{\"path\": \"a\", \"dest\": \"requests\"}]}|unknown: requests",
        "{\"root\": \"usage\", \"mappings\": [{\"path\": [], \"dest\": \"input_tokens\"}]}|does not end at a field",
        "{\"root\": \"usage\", \"mappings\": [{\"path\": [7], \"dest\": \"input_tokens\"}]}|a path that is none",
        "{\"root\": [{\"field\": \"a\", \"match\": {\"equals\": \"b\"}}, \"c\"], \"mappings\": [{\"path\": \"a\", \"dest\": \"input_tokens\"}]}|root in a list"
      })
  void whatIsNoExtractorIsRefused(String json, String reason) {
    assertThatThrownBy(() -> UsageExtractorFormat.read(JSON.readTree(json)))
        .isInstanceOf(InvalidExtractorException.class)
        .hasMessageContaining(reason);
  }

  private static ReportedUsage read(String flavor, String report) {
    return extractor(ProtocolExtractors.shipped().ofAnybody(), flavor).read(JSON.readTree(report));
  }

  private static UsageExtractor extractor(Map<String, UsageExtractor> all, String flavor) {
    return Objects.requireNonNull(all.get(flavor), flavor);
  }

  private static Map<Bucket, String> counts(Usage usage) {
    Map<Bucket, String> counts = new EnumMap<>(Bucket.class);
    for (Share share : usage.parts()) {
      counts.put(share.bucket(), share.quantity().toPlainString());
    }
    return counts;
  }
}
