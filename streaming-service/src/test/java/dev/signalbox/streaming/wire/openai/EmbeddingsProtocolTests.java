package dev.signalbox.streaming.wire.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.signalbox.streaming.wire.InexpressibleException;
import dev.signalbox.streaming.wire.InvalidRequestException;
import dev.signalbox.streaming.wire.ReasoningCount;
import dev.signalbox.streaming.wire.TokenBuckets;
import dev.signalbox.streaming.wire.canonical.AnswerEvent;
import dev.signalbox.streaming.wire.canonical.StopReason;
import dev.signalbox.streaming.wire.protocol.Conventions;
import dev.signalbox.streaming.wire.request.Addressed;
import dev.signalbox.streaming.wire.request.ClientRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class EmbeddingsProtocolTests {

  private final JsonMapper json = JsonMapper.builder().build();
  private final EmbeddingsProtocol protocol = new EmbeddingsProtocol(json);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "\"abcdefgh\"|2",
        "[\"abcd\",\"efgh\",\"i\"]|3",
        "[1,2,3]|3",
        "[[1,2],[3]]|3",
        "[{\"text\":\"abcd\"},{\"image\":{\"url\":\"data:image/png;base64,aaaaaaaaaaaa\"}}]|1"
      })
  void theInputIsEstimatedInEachOfItsForms(String input, long tokens) {
    assertThat(read("{\"input\":" + input + ",\"model\":\"m\"}").estimatedInputTokens())
        .isEqualTo(tokens);
  }

  @Test
  void onlyTheModelIsRewrittenAndNothingIsPutOut() {
    ClientRequest request =
        read("{\"model\":\"m\",\"input\":\"x\",\"encoding_format\":\"base64\",\"novel\":1.0}");

    assertThat(new String(request.bodyFor("served"), StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"model\":\"served\",\"input\":\"x\",\"encoding_format\":\"base64\",\"novel\":1.0}");
    assertThat(request.maxOutputTokens()).isZero();
    assertThat(request.stream()).isFalse();
    assertThat(protocol.path("served", false)).isEqualTo("/embeddings");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"input\":\"x\"}|model",
        "{\"model\":\"m\"}|input",
        "{\"model\":\"m\",\"input\":[]}|input",
        "{\"model\":\"m\",\"input\":7}|input",
        "{\"model\":\"m\",\"input\":\"x\",\"stream\":true}|stream"
      })
  void whatIsNoRequestIsRefused(String body, String field) {
    assertThatExceptionOfType(InvalidRequestException.class)
        .isThrownBy(() -> read(body))
        .satisfies(refused -> assertThat(refused.field()).isEqualTo(field));
  }

  @Test
  void nothingIsTranslated() {
    ClientRequest request = read("{\"model\":\"m\",\"input\":\"x\"}");

    assertThatExceptionOfType(InexpressibleException.class)
        .isThrownBy(() -> protocol.understand(request))
        .satisfies(refused -> assertThat(refused.field()).isEqualTo("model"));
  }

  @Test
  void whatTheyCostIsRead() {
    String usage = "{\"prompt_tokens\":5,\"total_tokens\":5}";

    assertThat(
            whole(
                "{\"object\":\"list\",\"data\":[{\"object\":\"embedding\",\"index\":0,\"embedding\":[0.1]}],\"model\":\"e\",\"usage\":"
                    + usage
                    + "}"))
        .containsExactly(
            new AnswerEvent.Started(null, "e"),
            new AnswerEvent.OtherOutput(),
            new AnswerEvent.Usage(json.readTree(usage), TokenBuckets.of(5, 0)),
            new AnswerEvent.Finished(StopReason.END, null),
            new AnswerEvent.Ended());
  }

  @Test
  void aTotalAloneIsInput() {
    assertThat(whole("{\"data\":[],\"usage\":{\"total_tokens\":9}}"))
        .filteredOn(AnswerEvent.Usage.class::isInstance)
        .extracting(event -> ((AnswerEvent.Usage) event).buckets())
        .containsExactly(TokenBuckets.of(9, 0));
  }

  @Test
  void anErrorInsideAnAnswerIsTold() {
    assertThat(whole("{\"error\":{\"message\":\"no\"}}"))
        .containsExactly(new AnswerEvent.Failed("no"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{}", "7", "{\"data\":{}}"})
  void whatIsNoAnswerIsMalformed(String body) {
    assertThat(whole(body)).containsExactly(new AnswerEvent.Malformed());
  }

  private List<AnswerEvent> whole(String body) {
    return protocol
        .answerReader(new Conventions(ReasoningCount.INSIDE_COMPLETION))
        .whole(body.getBytes(StandardCharsets.UTF_8));
  }

  private ClientRequest read(String body) {
    return protocol.read(body.getBytes(StandardCharsets.UTF_8), new Addressed.InBody());
  }
}
