package dev.signalbox.streaming.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.streaming.wire.anthropic.MessagesProtocol;
import dev.signalbox.streaming.wire.bedrock.ConverseProtocol;
import dev.signalbox.streaming.wire.canonical.AnswerEvent;
import dev.signalbox.streaming.wire.canonical.ModelRequest;
import dev.signalbox.streaming.wire.canonical.StopReason;
import dev.signalbox.streaming.wire.frame.Frame;
import dev.signalbox.streaming.wire.gemini.GeminiProtocol;
import dev.signalbox.streaming.wire.protocol.AnswerHeading;
import dev.signalbox.streaming.wire.protocol.WireProtocol;
import dev.signalbox.streaming.wire.sse.SseFormat;
import dev.signalbox.streaming.wire.sse.SseSplitter;
import dev.signalbox.streaming.wire.testing.RequestBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

class TranslatedAnswerTests {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final List<AnswerEvent> THOUGHTFUL =
      List.of(
          new AnswerEvent.ThinkingDelta("hm, says it"),
          new AnswerEvent.ThinkingSigned("anthropic_messages:EqQB"),
          new AnswerEvent.TextDelta("Yes."),
          new AnswerEvent.Finished(StopReason.END, null));

  static Stream<WireProtocol> protocolsThatHideThoughts() {
    return Stream.of(
        new GeminiProtocol(JSON), new MessagesProtocol(JSON), new ConverseProtocol(JSON));
  }

  @ParameterizedTest
  @MethodSource("protocolsThatHideThoughts")
  void thoughtsAreLeftOutWhereTheClientWantsNone(WireProtocol protocol) {
    assertThat(streamed(protocol, false)).doesNotContain("hm, says it").contains("Yes.");
    assertThat(whole(protocol, false)).doesNotContain("hm, says it").contains("Yes.");
  }

  @ParameterizedTest
  @MethodSource("protocolsThatHideThoughts")
  void whatSignsThemIsKeptForTheNextRequest(WireProtocol protocol) {
    String signature = whole(protocol, true).replaceAll("(?s).*ignature\":\"([^\"]+)\".*", "$1");

    assertThat(signature).isNotBlank();
    assertThat(streamed(protocol, false)).contains(signature);
    assertThat(whole(protocol, false)).contains(signature);
  }

  @ParameterizedTest
  @MethodSource("protocolsThatHideThoughts")
  void theyAreShownToThoseWhoWantThemOrDoNotSay(WireProtocol protocol) {
    for (Boolean shown : new Boolean[] {true, null}) {
      assertThat(streamed(protocol, shown)).contains("hm, says it");
      assertThat(whole(protocol, shown)).contains("hm, says it");
    }
  }

  private static String streamed(WireProtocol protocol, @Nullable Boolean shown) {
    byte[] event = SseFormat.event("{}");
    Frame frame = new SseSplitter(1_000).feed(event, 0, event.length).getFirst();
    return text(answer(protocol, shown, true).frame(frame, THOUGHTFUL));
  }

  private static String whole(WireProtocol protocol, @Nullable Boolean shown) {
    return text(answer(protocol, shown, false).whole(new byte[0], THOUGHTFUL));
  }

  private static Rendition answer(WireProtocol protocol, @Nullable Boolean shown, boolean stream) {
    ModelRequest request = new RequestBuilder().thoughtsShown(shown).build();
    return new TranslatedAnswer(
        protocol, new AnswerHeading("7", "best", Instant.EPOCH, false, request), stream);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
