package dev.signalbox.streaming.wire.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.streaming.wire.canonical.AnswerEvent;
import dev.signalbox.streaming.wire.canonical.StopReason;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SequentialAnswerWriterTests {

  private static final AnswerEvent.Finished CALLS =
      new AnswerEvent.Finished(StopReason.TOOL_CALLS, null);

  private final Written written = new Written();
  private final SequentialAnswerWriter writer = new SequentialAnswerWriter(written);

  @Test
  void whatComesInOrderIsWrittenAtOnce() {
    List<AnswerEvent> events =
        List.of(
            new AnswerEvent.Started("1", "m"),
            new AnswerEvent.TextDelta("{"),
            call(0),
            arguments(0, "{\"brace\":\"}\\\"}"),
            arguments(0, "\",\"list\":[{}]}"),
            call(1),
            arguments(1, "{}"),
            new AnswerEvent.TextDelta("."));

    for (AnswerEvent event : events) {
      assertThat(writer.write(event)).isNotEmpty();
    }
    assertThat(written.events).isEqualTo(events);
  }

  @Test
  void alternatingPiecesAreWrittenCallByCall() {
    write(call(0), call(1), call(2));
    write(arguments(2, "{\"c\""), arguments(0, "{\"a\""), arguments(1, "{\"b\""));
    assertThat(written.events).containsExactly(call(0), arguments(0, "{\"a\""));

    write(arguments(0, ":1}"));
    assertThat(written.events).endsWith(arguments(0, ":1}"), call(1), arguments(1, "{\"b\""));

    write(arguments(2, ":3}"), new AnswerEvent.TextDelta("done"), arguments(1, ":2}"));
    assertThat(written.events)
        .endsWith(
            arguments(1, ":2}"),
            call(2),
            arguments(2, "{\"c\""),
            arguments(2, ":3}"),
            new AnswerEvent.TextDelta("done"));
  }

  @Test
  void aCallThatStaysIncompleteLetsTheOthersGoWhenTheAnswerIsComplete() {
    write(call(0), call(1), arguments(1, "{\"b\""), call(2), arguments(2, "{}"), CALLS);
    assertThat(written.events).containsExactly(call(0), CALLS);

    assertThat(text(writer.end())).endsWith("END");
    assertThat(written.events)
        .containsExactly(
            call(0), CALLS, call(1), arguments(1, "{\"b\""), call(2), arguments(2, "{}"));
  }

  @Test
  void aStreamThatFailsLeavesOutWhatWaits() {
    write(call(0), arguments(0, "{"), call(1), arguments(1, "{}"));

    assertThat(text(writer.failed(new ProtocolError(502, "cut", "Cut.", null)))).isEqualTo("cut");
    assertThat(written.events).containsExactly(call(0), arguments(0, "{"));
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "\n", ""})
  void blanksAfterACallSayNothing(String blanks) {
    write(call(0), arguments(0, "{}"), call(1), arguments(0, blanks), arguments(1, "{}"));

    assertThat(text(writer.end())).isEqualTo("END");
    assertThat(written.events).doesNotContain(arguments(0, blanks));
  }

  @Test
  void argumentsOfNoCallEndTheStreamInFailure() {
    write(call(0), arguments(0, "{}"), call(1), arguments(0, "{}"), arguments(1, "{}"));

    assertThat(text(writer.end())).isEqualTo("provider_malformed_answer");
    assertThat(written.events).endsWith(call(1), arguments(1, "{}"));
  }

  @Test
  void whatWaitsIsBounded() {
    write(call(0), call(1));
    for (int piece = 0; piece < 100; piece++) {
      write(arguments(1, "x".repeat(10_000)));
    }
    write(arguments(0, "{}"));

    assertThat(text(writer.end())).isEqualTo("provider_malformed_answer");
    assertThat(written.events).containsExactly(call(0));
  }

  private void write(AnswerEvent... events) {
    for (AnswerEvent event : events) {
      writer.write(event);
    }
  }

  private static AnswerEvent call(int index) {
    return new AnswerEvent.ToolCallStarted(index, "call_" + index, "f", null);
  }

  private static AnswerEvent arguments(int index, String json) {
    return new AnswerEvent.ToolArgumentsDelta(index, json);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** Remembers events, and says what they are. */
  private static final class Written implements AnswerWriter {

    private final List<AnswerEvent> events = new ArrayList<>();

    @Override
    public byte[] write(AnswerEvent event) {
      events.add(event);
      return bytes(event.toString());
    }

    @Override
    public byte[] end() {
      return bytes("END");
    }

    @Override
    public byte[] failed(ProtocolError error) {
      return bytes(error.code());
    }

    @Override
    public byte[] whole(List<AnswerEvent> all) {
      return bytes(all.toString());
    }

    private static byte[] bytes(@Nullable String text) {
      return String.valueOf(text).getBytes(StandardCharsets.UTF_8);
    }
  }
}
