package dev.signalbox.streaming.matrix;

import dev.signalbox.streaming.wire.ReasoningCount;
import dev.signalbox.streaming.wire.TokenBuckets;
import dev.signalbox.streaming.wire.canonical.AnswerEvent;
import dev.signalbox.streaming.wire.canonical.StopReason;
import dev.signalbox.streaming.wire.frame.Frame;
import dev.signalbox.streaming.wire.frame.FrameSplitter;
import dev.signalbox.streaming.wire.protocol.AnswerReader;
import dev.signalbox.streaming.wire.protocol.Conventions;
import dev.signalbox.streaming.wire.protocol.WireProtocol;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a client understands of an answer. */
public record ReadAnswer(List<AnswerEvent> events) {

  public static ReadAnswer of(WireProtocol protocol, byte[] body, boolean stream) {
    AnswerReader reader = protocol.answerReader(new Conventions(ReasoningCount.INSIDE_COMPLETION));
    if (!stream) {
      return new ReadAnswer(reader.whole(body));
    }
    FrameSplitter splitter = protocol.splitter(1 << 20);
    List<Frame> frames = new ArrayList<>(splitter.feed(body, 0, body.length));
    frames.addAll(splitter.end());
    List<AnswerEvent> events = new ArrayList<>();
    frames.forEach(frame -> events.addAll(reader.read(frame)));
    return new ReadAnswer(events);
  }

  public String text() {
    StringBuilder text = new StringBuilder();
    for (AnswerEvent event : events) {
      if (event instanceof AnswerEvent.TextDelta(String delta)) {
        text.append(delta);
      }
    }
    return text.toString();
  }

  /** Names and arguments of the tools called, in order. */
  List<String> calls() {
    Map<Integer, StringBuilder> calls = new TreeMap<>();
    for (AnswerEvent event : events) {
      if (event instanceof AnswerEvent.ToolCallStarted call) {
        calls.computeIfAbsent(call.index(), index -> new StringBuilder()).append(call.name());
      } else if (event instanceof AnswerEvent.ToolArgumentsDelta arguments) {
        calls
            .computeIfAbsent(arguments.index(), index -> new StringBuilder())
            .append(arguments.json().replace(" ", ""));
      }
    }
    return calls.values().stream().map(StringBuilder::toString).toList();
  }

  public @Nullable StopReason stopReason() {
    return events.stream()
        .filter(AnswerEvent.Finished.class::isInstance)
        .map(event -> ((AnswerEvent.Finished) event).reason())
        .findFirst()
        .orElse(null);
  }

  public @Nullable TokenBuckets usage() {
    return events.stream()
        .filter(AnswerEvent.Usage.class::isInstance)
        .map(event -> ((AnswerEvent.Usage) event).buckets())
        .reduce((first, last) -> last)
        .orElse(null);
  }

  public boolean failed() {
    return events.stream().anyMatch(AnswerEvent.Failed.class::isInstance);
  }
}
