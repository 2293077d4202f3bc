package dev.signalbox.streaming.wire.responses;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.streaming.wire.TokenBuckets;
import dev.signalbox.streaming.wire.canonical.AnswerEvent;
import dev.signalbox.streaming.wire.canonical.AnswerEvent.Ended;
import dev.signalbox.streaming.wire.canonical.AnswerEvent.Failed;
import dev.signalbox.streaming.wire.canonical.AnswerEvent.Finished;
import dev.signalbox.streaming.wire.canonical.AnswerEvent.Malformed;
import dev.signalbox.streaming.wire.canonical.AnswerEvent.OtherOutput;
import dev.signalbox.streaming.wire.canonical.AnswerEvent.RedactedThinking;
import dev.signalbox.streaming.wire.canonical.AnswerEvent.RefusalDelta;
import dev.signalbox.streaming.wire.canonical.AnswerEvent.Started;
import dev.signalbox.streaming.wire.canonical.AnswerEvent.TextDelta;
import dev.signalbox.streaming.wire.canonical.AnswerEvent.ThinkingDelta;
import dev.signalbox.streaming.wire.canonical.AnswerEvent.ThinkingSigned;
import dev.signalbox.streaming.wire.canonical.AnswerEvent.ToolArgumentsDelta;
import dev.signalbox.streaming.wire.canonical.AnswerEvent.ToolCallStarted;
import dev.signalbox.streaming.wire.canonical.AnswerEvent.Usage;
import dev.signalbox.streaming.wire.canonical.StopReason;
import dev.signalbox.streaming.wire.testing.RecordedStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class ResponsesAnswerReaderTests {

  private final JsonMapper json = JsonMapper.builder().build();
  private final ResponsesProtocol protocol = new ResponsesProtocol(json);

  @Test
  void thoughtsTextCallsAndUsageAreRead() {
    assertThat(read(ResponsesStreams.COMPLETED))
        .containsExactly(
            new Started("resp_1", "gpt-x"),
            new ThinkingDelta("Hm"),
            new ThinkingDelta("\n\n"),
            new ThinkingDelta("Aha"),
            new ThinkingSigned("openai_responses:gAAAAAB"),
            new TextDelta("Grüß "),
            new TextDelta("Gott 😀"),
            new ToolCallStarted(0, "call_a", "weather", null),
            new ToolCallStarted(1, "call_b", "now", null),
            new ToolArgumentsDelta(0, "{\"city\":"),
            new ToolArgumentsDelta(1, "{}"),
            new ToolArgumentsDelta(0, "\"Bern\"}"),
            new Usage(
                json.readTree(
                    "{\"input_tokens\":12,\"input_tokens_details\":{\"cached_tokens\":2},\"output_tokens\":34,\"output_tokens_details\":{\"reasoning_tokens\":4},\"total_tokens\":46}"),
                new TokenBuckets(10, 2, 0, 0, 0, 0, 30, 4, 0)),
            new Finished(StopReason.TOOL_CALLS, null),
            new Ended());
  }

  @Test
  void aRefusalIsNoAnswer() {
    assertThat(read(ResponsesStreams.REFUSED))
        .containsExactly(
            new Started("resp_2", "gpt-x"),
            new RefusalDelta("I cannot."),
            new Finished(StopReason.REFUSAL, null),
            new Ended());
  }

  @Test
  void anAnswerThatReachedItsLimitSaysSo() {
    assertThat(read(ResponsesStreams.INCOMPLETE))
        .filteredOn(event -> !(event instanceof Usage))
        .containsExactly(
            new Started("resp_3", "gpt-x"),
            new OtherOutput(),
            new ToolCallStarted(0, "call_a", "f", null),
            new ToolArgumentsDelta(0, "{\"a"),
            new Finished(StopReason.MAX_TOKENS, null),
            new Ended());
  }

  @Test
  void whatWasNotStreamedIsReadWhenItIsDone() {
    assertThat(
            read(
                """
                data: {"type":"response.output_item.done","output_index":0,"item":{"type":"function_call","call_id":"c","name":"f","arguments":"{}"}}

                data: {"type":"response.completed","response":{"status":"completed","output":[
                data: {"type":"function_call","call_id":"c","name":"f","arguments":"{}"},
                data: {"type":"message","content":[{"type":"output_text","text":"Hi"}]}]}}

                """))
        .containsExactly(
            new ToolCallStarted(0, "c", "f", null),
            new ToolArgumentsDelta(0, "{}"),
            new TextDelta("Hi"),
            new Finished(StopReason.TOOL_CALLS, null),
            new Ended());
  }

  @Test
  void aWholeAnswerIsReadAsAStreamIs() {
    assertThat(
            whole(
                """
                {"id":"resp_1","object":"response","status":"completed","error":null,"model":"m","output":[
                  {"type":"reasoning","id":"rs_1","summary":[{"type":"summary_text","text":"Hm"},{"type":"summary_text","text":"Aha"}],"encrypted_content":"e1"},
                  {"type":"reasoning","id":"rs_2","summary":[],"encrypted_content":"e2"},
                  {"type":"reasoning","id":"rs_3","summary":[],"content":[{"type":"reasoning_text","text":"raw"}]},
                  {"type":"message","id":"msg_1","content":[{"type":"output_text","text":"Hi","annotations":[]},{"type":"refusal","refusal":"No"}]},
                  {"type":"image_generation_call","id":"ig_1","result":"iVBO"},
                  {"type":"function_call","id":"fc_1","call_id":"c","name":"f","arguments":"{}","extra_content":{"google":{"thought_signature":"c2ln"}}}],
                 "usage":{"input_tokens":1,"output_tokens":2}}
                """))
        .filteredOn(event -> !(event instanceof Usage))
        .containsExactly(
            new Started("resp_1", "m"),
            new ThinkingDelta("Hm"),
            new ThinkingDelta("\n\nAha"),
            new ThinkingSigned("openai_responses:e1"),
            new RedactedThinking("openai_responses:e2"),
            new ThinkingDelta("raw"),
            new TextDelta("Hi"),
            new RefusalDelta("No"),
            new OtherOutput(),
            new ToolCallStarted(0, "c", "f", "openai_responses:c2ln"),
            new ToolArgumentsDelta(0, "{}"),
            new Finished(StopReason.TOOL_CALLS, null),
            new Ended());
  }

  @ParameterizedTest
  @CsvSource({"max_output_tokens,MAX_TOKENS", "content_filter,CONTENT_FILTER", "novel,OTHER"})
  void causesOfIncompletenessAreUnderstood(String cause, StopReason reason) {
    assertThat(
            whole(
                "{\"status\":\"incomplete\",\"incomplete_details\":{\"reason\":\""
                    + cause
                    + "\"},\"output\":[]}"))
        .contains(new Finished(reason, null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"error\",\"code\":\"x\",\"message\":\"no\",\"param\":null,\"sequence_number\":1}",
        "{\"type\":\"error\",\"error\":{\"type\":\"x\",\"message\":\"no\"},\"sequence_number\":1}",
        "{\"error\":{\"message\":\"no\"}}",
        "{\"type\":\"response.failed\",\"response\":{\"status\":\"failed\",\"error\":{\"code\":\"server_error\",\"message\":\"no\"},\"output\":[]}}"
      })
  void errorsInTheMiddleAreTold(String data) {
    assertThat(read("data: " + data + "\n\n")).containsExactly(new Failed("no"));
  }

  @Test
  void anAnswerThatIsNotCompleteHasFailed() {
    assertThat(whole("{\"status\":\"cancelled\",\"output\":[]}"))
        .last()
        .isEqualTo(new Failed("The response was not completed."));
    assertThat(read("data: {\"type\":\"response.failed\",\"response\":{\"output\":[]}}\n\n"))
        .containsExactly(new Failed("The response was not completed."));
  }

  @Test
  void anErrorInsideAnAnswerIsTold() {
    assertThat(whole("{\"error\":{\"message\":\"no\"}}")).containsExactly(new Failed("no"));
    assertThat(whole("{\"error\":{\"message\":\"no\"},\"status\":\"failed\",\"output\":[]}"))
        .contains(new Failed("no"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no", "[]", "{}", "7", "{\"output\":7}"})
  void whatIsNoResponseIsMalformed(String body) {
    assertThat(whole(body)).containsExactly(new Malformed());
  }

  @Test
  void nonsenseInAStreamIsToldAndTheUnknownPassedOver() {
    assertThat(read("data: {\n\n")).containsExactly(new Malformed());
    assertThat(read("data: 7\n\n")).containsExactly(new Malformed());
    assertThat(read("data: {\"a\":1}\n\n")).containsExactly(new Malformed());
    assertThat(read("data: {\"type\":\"response.novel\"}\n\n: comment\n\n")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {ResponsesStreams.COMPLETED, ResponsesStreams.REFUSED, ResponsesStreams.INCOMPLETE})
  void aStreamSaysTheSameWhereverItIsCutAndHoweverItsLinesEnd(String text) {
    RecordedStream stream = new RecordedStream(protocol, text);

    stream.assertSameWhereverCut();
    for (String lineEnd : new String[] {"\r\n", "\r"}) {
      assertThat(read(text.replace("\n", lineEnd))).isEqualTo(stream.events());
    }
    assertThat(read(": comment\n\nretry: 10\n" + text.replace("\"type\":", "\ndata: \"type\":")))
        .isEqualTo(stream.events());
    stream.assertReadableHoweverBroken(500);
  }

  private List<AnswerEvent> read(String stream) {
    return new RecordedStream(protocol, stream).events();
  }

  private List<AnswerEvent> whole(String body) {
    return new ResponsesAnswerReader(json).whole(body.getBytes(StandardCharsets.UTF_8));
  }
}
