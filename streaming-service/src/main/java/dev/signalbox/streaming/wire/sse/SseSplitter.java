package dev.signalbox.streaming.wire.sse;

import dev.signalbox.streaming.wire.frame.FrameSplitter;
import dev.signalbox.streaming.wire.frame.FrameTooLongException;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a stream into events, wherever the reads happen to fall. Lines end with LF, CRLF or CR; the
 * events put together are the bytes put in.
 */
public final class SseSplitter implements FrameSplitter {

  private final int maxEventBytes;
  private final ByteArrayOutputStream event = new ByteArrayOutputStream(512);
  private int lineLength;
  private boolean afterCarriageReturn;
  private boolean complete;

  /** At most one event of that size is held. */
  public SseSplitter(int maxEventBytes) {
    this.maxEventBytes = maxEventBytes;
  }

  @Override
  public List<SseEvent> feed(byte[] bytes, int offset, int length) {
    List<SseEvent> events = new ArrayList<>();
    for (int at = offset; at < offset + length; at++) {
      feed(bytes[at], events);
    }
    return events;
  }

  private void feed(byte next, List<SseEvent> events) {
    boolean endsCarriageReturn = afterCarriageReturn && next == '\n';
    if (complete && !endsCarriageReturn) {
      emit(events);
    }
    if (event.size() == maxEventBytes) {
      throw new FrameTooLongException(maxEventBytes);
    }
    event.write(next);
    afterCarriageReturn = next == '\r';
    if (endsCarriageReturn) {
      if (complete) {
        emit(events);
      }
    } else if (next == '\n' || next == '\r') {
      endLine(next == '\n', events);
    } else {
      lineLength++;
    }
  }

  private void endLine(boolean certain, List<SseEvent> events) {
    complete = lineLength == 0;
    lineLength = 0;
    if (complete && certain) {
      emit(events);
    }
  }

  private void emit(List<SseEvent> events) {
    events.add(new SseEvent(event.toByteArray()));
    event.reset();
    complete = false;
  }

  @Override
  public List<SseEvent> end() {
    List<SseEvent> events = new ArrayList<>();
    if (complete) {
      emit(events);
    }
    return events;
  }
}
