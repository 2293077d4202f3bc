package dev.signalbox.streaming.wire.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.streaming.wire.ReasoningCount;
import dev.signalbox.streaming.wire.TokenBuckets;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class ChatUsageTests {

  private final JsonMapper json =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

  @Test
  void bucketsAreDisjointAndAddUp() {
    TokenBuckets buckets =
        buckets(
            """
            {"prompt_tokens":100,"completion_tokens":50,"total_tokens":150,
             "prompt_tokens_details":{"cached_tokens":60,"audio_tokens":10},
             "completion_tokens_details":{"reasoning_tokens":30,"audio_tokens":5}}""",
            ReasoningCount.INSIDE_COMPLETION);

    assertThat(buckets).isEqualTo(new TokenBuckets(30, 60, 0, 0, 10, 0, 15, 30, 5));
    assertThat(buckets.input()).isEqualTo(100);
    assertThat(buckets.output()).isEqualTo(50);
  }

  @Test
  void reasoningBesideTheCompletionIsAdded() {
    TokenBuckets buckets =
        buckets(
            "{\"prompt_tokens\":10,\"completion_tokens\":5,\"completion_tokens_details\":{\"reasoning_tokens\":20}}",
            ReasoningCount.BESIDE_COMPLETION);

    assertThat(buckets.outputVisible()).isEqualTo(5);
    assertThat(buckets.outputReasoning()).isEqualTo(20);
    assertThat(buckets.output()).isEqualTo(25);
  }

  @Test
  void deepseeksCacheHitsAreInsideThePrompt() {
    TokenBuckets buckets =
        buckets(
            "{\"prompt_tokens\":100,\"completion_tokens\":1,\"prompt_cache_hit_tokens\":64,\"prompt_cache_miss_tokens\":36}",
            ReasoningCount.INSIDE_COMPLETION);

    assertThat(buckets.inputCacheRead()).isEqualTo(64);
    assertThat(buckets.inputUncached()).isEqualTo(36);
  }

  @Test
  void zeroIsZeroAndNothingIsNegative() {
    assertThat(
            buckets(
                "{\"prompt_tokens\":0,\"completion_tokens\":0}", ReasoningCount.INSIDE_COMPLETION))
        .isEqualTo(TokenBuckets.NONE);
    assertThat(
            buckets(
                "{\"prompt_tokens\":5,\"prompt_tokens_details\":{\"cached_tokens\":9}}",
                ReasoningCount.INSIDE_COMPLETION))
        .isEqualTo(new TokenBuckets(0, 9, 0, 0, 0, 0, 0, 0, 0));
  }

  @Test
  void imagesAndCacheWritesAreInsideThePrompt() {
    assertThat(
            buckets(
                "{\"prompt_tokens\":100,\"completion_tokens\":1,\"prompt_tokens_details\":{\"cached_tokens\":10,\"cache_write_tokens\":20,\"image_tokens\":30,\"audio_tokens\":5,\"text_tokens\":65}}",
                ReasoningCount.INSIDE_COMPLETION))
        .isEqualTo(new TokenBuckets(35, 10, 20, 0, 5, 30, 1, 0, 0));
  }

  @Test
  void aTotalAloneHasThePromptInIt() {
    assertThat(
            buckets(
                "{\"completion_tokens\":4,\"total_tokens\":10}", ReasoningCount.INSIDE_COMPLETION))
        .isEqualTo(TokenBuckets.of(6, 4));
  }

  @Test
  void whatIsNoNumberIsNoToken() {
    assertThat(
            buckets(
                "{\"prompt_tokens\":\"many\",\"completion_tokens\":-5,\"prompt_tokens_details\":7}",
                ReasoningCount.INSIDE_COMPLETION))
        .isEqualTo(TokenBuckets.NONE);
  }

  @Test
  void bucketsAreWordedAsOpenAiCounts() {
    ObjectNode usage = json.createObjectNode();
    ChatUsage.write(new TokenBuckets(1, 2, 3, 4, 5, 6, 7, 8, 9), usage);

    assertThat(json.readTree(usage.toString()))
        .isEqualTo(
            json.readTree(
                """
                {"prompt_tokens":21,"completion_tokens":24,"total_tokens":45,
                 "prompt_tokens_details":{"cached_tokens":2,"cache_write_tokens":7,"audio_tokens":5,"image_tokens":6},
                 "completion_tokens_details":{"reasoning_tokens":8,"audio_tokens":9}}
                """));
    assertThat(ChatUsage.buckets(usage, ReasoningCount.INSIDE_COMPLETION))
        .isEqualTo(new TokenBuckets(1, 2, 7, 0, 5, 6, 7, 8, 9));
  }

  @Test
  void emptyBucketsAreLeftOutOfTheJson() {
    assertThat(json.writeValueAsString(new TokenBuckets(1, 0, 2, 3, 0, 0, 4, 0, 0)))
        .isEqualTo(
            "{\"input_uncached\":1,\"input_cache_write_5m\":2,\"input_cache_write_1h\":3,\"output_visible\":4}");
  }

  private TokenBuckets buckets(String usage, ReasoningCount reasoning) {
    return ChatUsage.buckets(json.readTree(usage), reasoning);
  }
}
