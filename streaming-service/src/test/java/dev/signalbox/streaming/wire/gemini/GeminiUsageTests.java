package dev.signalbox.streaming.wire.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.streaming.wire.TokenBuckets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class GeminiUsageTests {

  private final JsonMapper json = JsonMapper.builder().build();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{}|0,0,0,0,0,0,0",
        "{\"promptTokenCount\":7,\"candidatesTokenCount\":3}|7,0,0,0,3,0,0",
        // Thoughts stand beside the candidates.
        "{\"candidatesTokenCount\":3,\"thoughtsTokenCount\":50}|0,0,0,0,3,50,0",
        // What was cached stands in the prompt.
        "{\"promptTokenCount\":100,\"cachedContentTokenCount\":60}|40,60,0,0,0,0,0",
        "{\"promptTokenCount\":5,\"cachedContentTokenCount\":9}|0,5,0,0,0,0,0",
        // Results of Google's tools stand beside it.
        "{\"promptTokenCount\":7,\"toolUsePromptTokenCount\":20}|27,0,0,0,0,0,0",
        "{\"promptTokenCount\":100,\"promptTokensDetails\":[{\"modality\":\"TEXT\",\"tokenCount\":10},{\"modality\":\"AUDIO\",\"tokenCount\":50},{\"modality\":\"IMAGE\",\"tokenCount\":30},{\"modality\":\"VIDEO\",\"tokenCount\":10}]}|20,0,50,30,0,0,0",
        // Of cached sound and images both breakdowns tell.
        "{\"promptTokenCount\":100,\"cachedContentTokenCount\":60,\"promptTokensDetails\":[{\"modality\":\"AUDIO\",\"tokenCount\":50}],\"cacheTokensDetails\":[{\"modality\":\"AUDIO\",\"tokenCount\":40},{\"modality\":\"TEXT\",\"tokenCount\":20}]}|30,60,10,0,0,0,0",
        "{\"promptTokenCount\":10,\"cachedContentTokenCount\":8,\"promptTokensDetails\":[{\"modality\":\"AUDIO\",\"tokenCount\":9},{\"modality\":\"IMAGE\",\"tokenCount\":9}]}|0,8,2,0,0,0,0",
        "{\"candidatesTokenCount\":30,\"candidatesTokensDetails\":[{\"modality\":\"AUDIO\",\"tokenCount\":25}]}|0,0,0,0,5,0,25",
        "{\"promptTokenCount\":-1,\"candidatesTokenCount\":\"x\",\"promptTokensDetails\":7}|0,0,0,0,0,0,0"
      })
  void bucketsAreDisjoint(String usage, String expected) {
    TokenBuckets buckets = GeminiUsage.buckets(json.readTree(usage));

    assertThat(
            "%d,%d,%d,%d,%d,%d,%d"
                .formatted(
                    buckets.inputUncached(),
                    buckets.inputCacheRead(),
                    buckets.inputAudio(),
                    buckets.inputImage(),
                    buckets.outputVisible(),
                    buckets.outputReasoning(),
                    buckets.outputAudio()))
        .isEqualTo(expected);
  }

  @Test
  void whatOthersWroteToACacheIsInputLikeAnyOther() {
    ObjectNode usage = json.createObjectNode();
    GeminiUsage.write(new TokenBuckets(1, 2, 4, 8, 16, 32, 64, 128, 256), usage);

    assertThat(usage.path("totalTokenCount").asInt()).isEqualTo(511);
    assertThat(GeminiUsage.buckets(usage))
        .isEqualTo(new TokenBuckets(13, 2, 0, 0, 16, 32, 64, 128, 256));
  }

  @Test
  void figuresOfNothingAreLeftOut() {
    ObjectNode usage = json.createObjectNode();
    GeminiUsage.write(TokenBuckets.of(3, 4), usage);

    assertThat(usage)
        .hasToString("{\"promptTokenCount\":3,\"candidatesTokenCount\":4,\"totalTokenCount\":7}");
  }
}
