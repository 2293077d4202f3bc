package dev.signalbox.streaming.wire.responses;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.streaming.wire.TokenBuckets;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class ResponsesUsageTests {

  private final JsonMapper json = JsonMapper.builder().build();

  @Test
  void bucketsAreDisjointAndAddUp() {
    TokenBuckets buckets =
        buckets(
            """
            {"input_tokens":100,"input_tokens_details":{"cached_tokens":40,"cache_write_tokens":20,"audio_tokens":5,"image_tokens":15},
             "output_tokens":50,"output_tokens_details":{"reasoning_tokens":30,"audio_tokens":2},"total_tokens":150}""");

    assertThat(buckets).isEqualTo(new TokenBuckets(20, 40, 20, 0, 5, 15, 18, 30, 2));
    assertThat(buckets.input()).isEqualTo(100);
    assertThat(buckets.output()).isEqualTo(50);
  }

  @Test
  void nothingIsNegativeAndNoNumberIsNoToken() {
    assertThat(buckets("{}")).isEqualTo(TokenBuckets.NONE);
    assertThat(
            buckets(
                "{\"input_tokens\":5,\"input_tokens_details\":{\"cached_tokens\":9},\"output_tokens\":\"x\"}"))
        .isEqualTo(new TokenBuckets(0, 9, 0, 0, 0, 0, 0, 0, 0));
  }

  @Test
  void bucketsAreWordedAsOpenAiCounts() {
    ObjectNode usage = json.createObjectNode();
    ResponsesUsage.write(new TokenBuckets(1, 2, 3, 4, 5, 6, 7, 8, 9), usage);

    assertThat(usage)
        .hasToString(
            "{\"input_tokens\":21,\"input_tokens_details\":{\"cached_tokens\":2,\"cache_write_tokens\":7},"
                + "\"output_tokens\":24,\"output_tokens_details\":{\"reasoning_tokens\":8},\"total_tokens\":45}");
  }

  private TokenBuckets buckets(String usage) {
    return ResponsesUsage.buckets(json.readTree(usage));
  }
}
