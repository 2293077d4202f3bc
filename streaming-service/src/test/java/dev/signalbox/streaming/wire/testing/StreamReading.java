package dev.signalbox.streaming.wire.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.streaming.wire.ReasoningCount;
import dev.signalbox.streaming.wire.canonical.AnswerEvent;
import dev.signalbox.streaming.wire.frame.Frame;
import dev.signalbox.streaming.wire.frame.FrameSplitter;
import dev.signalbox.streaming.wire.protocol.AnswerReader;
import dev.signalbox.streaming.wire.protocol.Conventions;
import dev.signalbox.streaming.wire.protocol.WireProtocol;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Reads streams of server-sent events as a provider may send them, whole, cut or spoilt. */
public final class StreamReading {

  private static final int MAX_FRAME = 1 << 20;
  private static final int SPOILT = 1_000;
  private static final int ALL_AT_ONCE = Integer.MAX_VALUE;

  private final WireProtocol protocol;

  public StreamReading(WireProtocol protocol) {
    this.protocol = protocol;
  }

  public List<AnswerEvent> events(String stream) {
    return events(stream.getBytes(StandardCharsets.UTF_8));
  }

  public List<AnswerEvent> events(byte[] stream) {
    return events(stream, ALL_AT_ONCE);
  }

  public List<AnswerEvent> whole(String body) {
    return reader().whole(body.getBytes(StandardCharsets.UTF_8));
  }

  private AnswerReader reader() {
    return protocol.answerReader(new Conventions(ReasoningCount.INSIDE_COMPLETION));
  }

  private List<AnswerEvent> events(byte[] stream, int cut) {
    AnswerReader reader = reader();
    FrameSplitter splitter = protocol.splitter(MAX_FRAME);
    int first = Math.min(cut, stream.length);
    List<Frame> frames = new ArrayList<>(splitter.feed(stream, 0, first));
    frames.addAll(splitter.feed(stream, first, stream.length - first));
    frames.addAll(splitter.end());
    List<AnswerEvent> events = new ArrayList<>();
    frames.forEach(frame -> events.addAll(reader.read(frame)));
    return events;
  }

  /** The same events come out however lines end, wherever reads fall, and whatever is commented. */
  public void requireSameEventsHoweverItComes(String stream) {
    List<AnswerEvent> expected = events(stream);
    String commented = stream.replace("\n\n", "\n\n: comment\n\n");
    byte[] bytes = commented.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    for (int cut = 0; cut <= bytes.length; cut++) {
      assertThat(events(bytes, cut)).as("cut at %d", cut).isEqualTo(expected);
    }
    assertThat(events(commented)).isEqualTo(expected);
    assertThat(events(commented.replace("\n", "\r"))).isEqualTo(expected);
    // JSON may contain line ends between its values, and then takes several lines of data.
    assertThat(events(stream.replace(",\"", ",\ndata: \""))).isEqualTo(expected);
  }

  /** Nothing that a provider sends is thrown back at us. */
  public void requireNothingThrown(String stream) {
    byte[] bytes = stream.getBytes(StandardCharsets.UTF_8);
    Random random = new Random(bytes.length);
    for (int round = 0; round < SPOILT; round++) {
      byte[] spoilt = Arrays.copyOf(bytes, 1 + random.nextInt(bytes.length));
      spoilt[random.nextInt(spoilt.length)] = (byte) random.nextInt();
      assertThat(events(spoilt)).isNotNull();
    }
    for (String junk :
        List.of("", "null", "7", "\"x\"", "[]", "[{}]", "{}", "{", "{\"type\":7}", "\uFEFF{}")) {
      assertThat(events("data: " + junk + "\n\n")).isNotNull();
      assertThat(whole(junk)).isNotNull();
    }
    assertThat(events("data: " + "[".repeat(100_000) + "\n\n"))
        .containsExactly(new AnswerEvent.Malformed());
    assertThat(reader().whole(new byte[] {(byte) 0xC3, (byte) 0x28}))
        .containsExactly(new AnswerEvent.Malformed());
  }
}
