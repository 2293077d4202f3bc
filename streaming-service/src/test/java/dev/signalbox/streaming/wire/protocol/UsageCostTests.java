package dev.signalbox.streaming.wire.protocol;

import static org.assertj.core.api.Assertions.assertThat;

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
import dev.signalbox.streaming.wire.responses.ResponsesProtocol;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

class UsageCostTests {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final BigDecimal COST = new BigDecimal("0.0000001230");

  private static final List<AnswerEvent> EVENTS =
      List.of(
          new AnswerEvent.Started("1", "best"),
          new AnswerEvent.TextDelta("one {\"usage\":{}} two"),
          new AnswerEvent.Usage(MissingNode.getInstance(), TokenBuckets.of(7, 2)),
          new AnswerEvent.Finished(StopReason.END, null),
          new AnswerEvent.Ended());

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
  void aStreamTellsItInItsLastUsageAndIsTheSameOtherwise(WireProtocol protocol) {
    AnswerWriter writer = writer(protocol);
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    EVENTS.forEach(event -> stream.writeBytes(writer.write(event)));
    stream.writeBytes(writer.end());

    List<Frame> before = frames(protocol, stream.toByteArray());
    List<Frame> after =
        frames(protocol, new UsageCost(protocol, COST).inFrames(stream.toByteArray()));

    assertThat(after).hasSameSizeAs(before);
    int changed = 0;
    for (int at = 0; at < before.size(); at++) {
      String data = String.valueOf(after.get(at).data());
      assertThat(after.get(at).type()).isEqualTo(before.get(at).type());
      if (!data.equals(String.valueOf(before.get(at).data()))) {
        changed++;
        JsonNode usage = usage(JSON.readTree(data), protocol.usagePath(true));
        assertThat(usage.path("cost").decimalValue()).isEqualByComparingTo(COST);
        assertThat(data.replace(",\"cost\":0.0000001230", "")).isEqualTo(before.get(at).data());
      }
    }
    assertThat(changed).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("protocols")
  void soDoesAnAnswerInOnePiece(WireProtocol protocol) {
    byte[] answer = writer(protocol).whole(EVENTS);

    String after = text(new UsageCost(protocol, COST).inWhole(answer));

    assertThat(after.replace(",\"cost\":0.0000001230", "")).isEqualTo(text(answer));
    assertThat(usage(JSON.readTree(after), protocol.usagePath(false)).path("cost").decimalValue())
        .isEqualByComparingTo(COST);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"a\":1.0, \"usage\" : { } ,\"b\":\"ü\"}|{\"a\":1.0, \"usage\" : { \"cost\":2} ,\"b\":\"ü\"}",
        "{\"usage\":{\"cost\": 0.10 ,\"x\":[{}]}}|{\"usage\":{\"cost\": 2 ,\"x\":[{}]}}",
        "{\"usage\":{\"cost\":{\"a\":1}}}|{\"usage\":{\"cost\":2}}",
        "{\"usage\":{\"cost\":\"é\"}}|{\"usage\":{\"cost\":2}}",
        "{\"usage\":{\"deep\":{\"cost\":1}}}|{\"usage\":{\"deep\":{\"cost\":1},\"cost\":2}}",
        "{\"usage\":null}|{\"usage\":null}",
        "{\"choices\":[{\"usage\":{}}]}|{\"choices\":[{\"usage\":{}}]}",
        "{\"usage\":{\"x\":|{\"usage\":{\"x\":",
        "no JSON|no JSON"
      })
  void everythingElseStaysAsItWas(String before, String after) {
    UsageCost cost = new UsageCost(new ChatProtocol(JSON), BigDecimal.TWO);

    assertThat(text(cost.inWhole(before.getBytes(StandardCharsets.UTF_8)))).isEqualTo(after);
  }

  @Test
  void aFrameOfSeveralLinesStaysOne() {
    UsageCost cost = new UsageCost(new ChatProtocol(JSON), BigDecimal.TWO);
    String frames =
        ": hello\r\n\r\nevent: x\r\ndata: {\"choices\":[],\r\ndata: \"usage\":{\"a\":1}}\r\nid: 7\r\n\r\ndata: [DONE]\n\n";

    String after = text(cost.inFrames(frames.getBytes(StandardCharsets.UTF_8)));

    assertThat(after)
        .isEqualTo(
            ": hello\r\n\r\nevent: x\nid: 7\ndata: {\"choices\":[],\ndata: \"usage\":{\"a\":1,\"cost\":2}}\n\ndata: [DONE]\n\n");
  }

  private static AnswerWriter writer(WireProtocol protocol) {
    return protocol.answerWriter(new AnswerHeading("7", "best", Instant.EPOCH, false));
  }

  private static List<Frame> frames(WireProtocol protocol, byte[] stream) {
    FrameSplitter splitter = protocol.splitter(1 << 20);
    List<Frame> frames = new ArrayList<>(splitter.feed(stream, 0, stream.length));
    frames.addAll(splitter.end());
    return frames;
  }

  private static JsonNode usage(JsonNode answer, List<String> path) {
    JsonNode usage = answer;
    for (String name : path) {
      usage = usage.path(name);
    }
    return usage;
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
