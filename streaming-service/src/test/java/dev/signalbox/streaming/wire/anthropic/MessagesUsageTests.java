package dev.signalbox.streaming.wire.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.streaming.wire.TokenBuckets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class MessagesUsageTests {

  private final JsonMapper json = JsonMapper.builder().build();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{}|0,0,0,0,0,0",
        "{\"input_tokens\":7,\"output_tokens\":3}|7,0,0,0,3,0",
        // Cached input stands beside the rest, not in it.
        "{\"input_tokens\":7,\"cache_read_input_tokens\":90,\"output_tokens\":3}|7,90,0,0,3,0",
        // Without a breakdown a write is one of five minutes; what the breakdown leaves out too.
        "{\"cache_creation_input_tokens\":40}|0,0,40,0,0,0",
        "{\"cache_creation_input_tokens\":40,\"cache_creation\":{\"ephemeral_1h_input_tokens\":30}}|0,0,10,30,0,0",
        "{\"cache_creation_input_tokens\":40,\"cache_creation\":{\"ephemeral_5m_input_tokens\":0,\"ephemeral_1h_input_tokens\":40}}|0,0,0,40,0,0",
        "{\"cache_creation\":{\"ephemeral_5m_input_tokens\":5,\"ephemeral_1h_input_tokens\":6}}|0,0,5,6,0,0",
        "{\"cache_creation_input_tokens\":null,\"cache_creation\":null}|0,0,0,0,0,0",
        // Thinking stands in the output.
        "{\"output_tokens\":50,\"output_tokens_details\":{\"thinking_tokens\":20}}|0,0,0,0,30,20",
        "{\"output_tokens\":5,\"output_tokens_details\":{\"thinking_tokens\":9}}|0,0,0,0,0,5",
        "{\"input_tokens\":-1,\"output_tokens\":\"x\"}|0,0,0,0,0,0"
      })
  void bucketsAreDisjoint(String usage, String expected) {
    TokenBuckets buckets = MessagesUsage.buckets(json.readTree(usage));

    assertThat(
            "%d,%d,%d,%d,%d,%d"
                .formatted(
                    buckets.inputUncached(),
                    buckets.inputCacheRead(),
                    buckets.inputCacheWrite5m(),
                    buckets.inputCacheWrite1h(),
                    buckets.outputVisible(),
                    buckets.outputReasoning()))
        .isEqualTo(expected);
  }

  @Test
  void aCompactionIsCountedThoughTheFiguresLeaveItOut() {
    assertThat(
            MessagesUsage.buckets(
                json.readTree(
                    """
                    {"input_tokens":10,"output_tokens":5,"iterations":[
                      {"type":"compaction","input_tokens":100,"cache_read_input_tokens":7,"output_tokens":20},
                      {"type":"message","input_tokens":10,"output_tokens":5}]}""")))
        .isEqualTo(new TokenBuckets(110, 7, 0, 0, 0, 0, 25, 0, 0));
  }

  @Test
  void soundAndImagesOfOthersAreInputLikeAnyOther() {
    ObjectNode usage = json.createObjectNode();
    MessagesUsage.write(new TokenBuckets(1, 2, 4, 8, 16, 32, 64, 128, 256), usage);

    assertThat(MessagesUsage.buckets(usage))
        .isEqualTo(new TokenBuckets(49, 2, 4, 8, 0, 0, 320, 128, 0));
  }

  @Test
  void laterPiecesReplaceWhatTheyRepeat() {
    ObjectNode reported = json.createObjectNode();
    MessagesUsage.merge(
        json.readTree("{\"input_tokens\":9,\"output_tokens\":1,\"cache_creation\":{\"a\":1}}"),
        reported);
    MessagesUsage.merge(
        json.readTree("{\"input_tokens\":null,\"output_tokens\":8,\"server_tool_use\":null}"),
        reported);

    assertThat(reported)
        .isEqualTo(
            json.readTree("{\"input_tokens\":9,\"output_tokens\":8,\"cache_creation\":{\"a\":1}}"));
  }
}
