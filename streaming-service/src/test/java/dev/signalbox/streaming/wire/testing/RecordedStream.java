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
import java.util.List;
import java.util.Random;

/** A provider's stream, read as it comes in. */
public record RecordedStream(WireProtocol protocol, String text) {

  private static final int MAX_FRAME = 100_000;
  private static final Conventions CONVENTIONS = new Conventions(ReasoningCount.INSIDE_COMPLETION);

  /** What it says. */
  public List<AnswerEvent> events() {
    return events(bytes(text), Integer.MAX_VALUE);
  }

  /** Cut at every byte, and byte by byte, it says the same. */
  public void assertSameWhereverCut() {
    byte[] bytes = bytes(text);
    List<AnswerEvent> whole = events(bytes, Integer.MAX_VALUE);
    for (int cut = 0; cut <= bytes.length; cut++) {
      assertThat(events(bytes, cut)).as("cut at %d", cut).isEqualTo(whole);
    }
    assertThat(oneByOne(bytes)).isEqualTo(whole);
  }

  /** Whichever bytes are broken, reading goes on. */
  public void assertReadableHoweverBroken(int times) {
    Random random = new Random(42);
    for (int time = 0; time < times; time++) {
      byte[] bytes = bytes(text);
      for (int broken = 0; broken < 3; broken++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      assertThat(events(bytes, Integer.MAX_VALUE)).isNotNull();
      assertThat(protocol.answerReader(CONVENTIONS).whole(bytes)).isNotEmpty();
    }
  }

  private List<AnswerEvent> events(byte[] bytes, int cut) {
    FrameSplitter splitter = protocol.splitter(MAX_FRAME);
    int first = Math.min(cut, bytes.length);
    List<Frame> frames = new ArrayList<>(splitter.feed(bytes, 0, first));
    frames.addAll(splitter.feed(bytes, first, bytes.length - first));
    frames.addAll(splitter.end());
    return read(frames);
  }

  private List<AnswerEvent> oneByOne(byte[] bytes) {
    FrameSplitter splitter = protocol.splitter(MAX_FRAME);
    List<Frame> frames = new ArrayList<>();
    for (int at = 0; at < bytes.length; at++) {
      frames.addAll(splitter.feed(bytes, at, 1));
    }
    frames.addAll(splitter.end());
    return read(frames);
  }

  private List<AnswerEvent> read(List<Frame> frames) {
    AnswerReader reader = protocol.answerReader(CONVENTIONS);
    return frames.stream().flatMap(frame -> reader.read(frame).stream()).toList();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
