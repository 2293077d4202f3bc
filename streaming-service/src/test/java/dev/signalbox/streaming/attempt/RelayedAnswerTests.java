package dev.signalbox.streaming.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.streaming.wire.ReasoningCount;
import dev.signalbox.streaming.wire.TokenBuckets;
import dev.signalbox.streaming.wire.anthropic.MessagesProtocol;
import dev.signalbox.streaming.wire.bedrock.ConverseProtocol;
import dev.signalbox.streaming.wire.canonical.AnswerEvent;
import dev.signalbox.streaming.wire.canonical.StopReason;
import dev.signalbox.streaming.wire.cohere.CohereProtocol;
import dev.signalbox.streaming.wire.frame.Frame;
import dev.signalbox.streaming.wire.frame.FrameSplitter;
import dev.signalbox.streaming.wire.gemini.GeminiProtocol;
import dev.signalbox.streaming.wire.openai.ChatProtocol;
import dev.signalbox.streaming.wire.protocol.AnswerHeading;
import dev.signalbox.streaming.wire.protocol.AnswerReader;
import dev.signalbox.streaming.wire.protocol.AnswerWriter;
import dev.signalbox.streaming.wire.protocol.Conventions;
import dev.signalbox.streaming.wire.protocol.WireProtocol;
import dev.signalbox.streaming.wire.responses.ResponsesProtocol;
import dev.signalbox.streaming.wire.sse.SseFormat;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

class RelayedAnswerTests {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final AnswerHeading HEADING = new AnswerHeading("7", "best", Instant.EPOCH, false);

  static Stream<WireProtocol> protocols() {
    return Stream.of(
        new ChatProtocol(JSON),
        new ResponsesProtocol(JSON),
        new MessagesProtocol(JSON),
        new GeminiProtocol(JSON),
        new CohereProtocol(JSON),
        new ConverseProtocol(JSON));
  }

  @ParameterizedTest
  @MethodSource("protocols")
  void aStreamThatIsCutOffEndsLikeOneWhoseModelReachedItsLimit(WireProtocol protocol) {
    AnswerWriter provider = protocol.answerWriter(HEADING);
    RelayedAnswer relayed =
        new RelayedAnswer(protocol, HEADING, new OutputCeiling.Tokens(2), false);
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    for (AnswerEvent event :
        List.of(
            new AnswerEvent.Started("1", "best"),
            new AnswerEvent.TextDelta("one"),
            new AnswerEvent.TextDelta(" two"))) {
      told.writeBytes(through(relayed, protocol, provider.write(event)));
    }
    byte[] asItCame = told.toByteArray();

    told.writeBytes(relayed.cut(TokenBuckets.of(7, 2)));

    List<AnswerEvent> events = events(protocol, told.toByteArray());
    assertThat(told.toByteArray()).startsWith(asItCame);
    assertThat(texts(events)).isEqualTo("one two");
    assertThat(events).contains(new AnswerEvent.Finished(StopReason.MAX_TOKENS, null));
    assertThat(
            events.stream()
                .filter(AnswerEvent.Usage.class::isInstance)
                .map(event -> ((AnswerEvent.Usage) event).buckets())
                .toList()
                .getLast())
        .isEqualTo(TokenBuckets.of(7, 2));
    assertThat(events).noneMatch(AnswerEvent.Failed.class::isInstance);
  }

  @Test
  void whereTheCostIsWantedTheUsageIsKeptBackWithTheEnd() {
    byte[] text = SseFormat.event("{\"choices\":[{\"delta\":{\"content\":\"one\"}}]}");
    byte[] last =
        SseFormat.event(
            "{\"choices\":[{\"delta\":{\"content\":\"two\"},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":2}}");
    byte[] done = SseFormat.event("[DONE]");

    RelayedAnswer costed = relayedChat(true);
    assertThat(through(costed, new ChatProtocol(JSON), text)).isEqualTo(text);
    assertThat(through(costed, new ChatProtocol(JSON), last)).isEmpty();
    assertThat(through(costed, new ChatProtocol(JSON), done)).isEmpty();
    assertThat(text(costed.end())).isEqualTo(text(last) + text(done));

    RelayedAnswer usual = relayedChat(false);
    assertThat(through(usual, new ChatProtocol(JSON), last)).isEqualTo(last);
    assertThat(text(usual.end())).isEqualTo(text(done));
  }

  @Test
  void anAlternativeThatGoesOnReleasesWhatWasKeptBack() {
    String finished =
        "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"a\"},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":1}}";
    String other = "{\"choices\":[{\"index\":1,\"delta\":{\"content\":\"b\"}}]}";
    RelayedAnswer relayed = relayedChat(true);

    assertThat(through(relayed, new ChatProtocol(JSON), SseFormat.event(finished))).isEmpty();
    assertThat(text(through(relayed, new ChatProtocol(JSON), SseFormat.event(other))))
        .contains(finished, other);
  }

  private static RelayedAnswer relayedChat(boolean usageCost) {
    return new RelayedAnswer(new ChatProtocol(JSON), HEADING, new OutputCeiling.None(), usageCost);
  }

  private static byte[] through(RelayedAnswer relayed, WireProtocol protocol, byte[] frames) {
    AnswerReader reader = protocol.answerReader(new Conventions(ReasoningCount.INSIDE_COMPLETION));
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    for (Frame frame : split(protocol, frames)) {
      told.writeBytes(relayed.frame(frame, reader.read(frame)));
    }
    return told.toByteArray();
  }

  private static List<AnswerEvent> events(WireProtocol protocol, byte[] stream) {
    AnswerReader reader = protocol.answerReader(new Conventions(ReasoningCount.INSIDE_COMPLETION));
    return split(protocol, stream).stream().flatMap(frame -> reader.read(frame).stream()).toList();
  }

  private static List<Frame> split(WireProtocol protocol, byte[] stream) {
    FrameSplitter splitter = protocol.splitter(1 << 20);
    List<Frame> frames = new ArrayList<>(splitter.feed(stream, 0, stream.length));
    frames.addAll(splitter.end());
    return frames;
  }

  private static String texts(List<AnswerEvent> events) {
    return events.stream()
        .filter(AnswerEvent.TextDelta.class::isInstance)
        .map(event -> ((AnswerEvent.TextDelta) event).text())
        .collect(Collectors.joining());
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
