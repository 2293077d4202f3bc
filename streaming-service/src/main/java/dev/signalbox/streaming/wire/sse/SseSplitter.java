package dev.signalbox.streaming.wire.sse;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a stream into events, wherever the reads happen to fall. Lines end with LF, CRLF or CR; the
 * events put together are the bytes put in.
 */
public final class SseSplitter {

  private final int maxEventBytes;
  private final ByteArrayOutputStream event = new ByteArrayOutputStream(512);
  private int lineLength;
  private boolean afterCarriageReturn;
  private boolean complete;

  /** At most one event of that size is held. */
  public SseSplitter(int maxEventBytes) {
    this.maxEventBytes = maxEventBytes;
  }

  /**
   * The events that these bytes complete.
   *
   * @throws SseTooLongException when an event grows over the limit
   */
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
      throw new SseTooLongException(maxEventBytes);
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

  /** The bytes after the last complete event: an event that lacks only its end, or part of one. */
  public SseEvent rest() {
    return new SseEvent(event.toByteArray());
  }

  /** Whether what is left over is a whole event, ended by a carriage return alone. */
  public boolean restIsComplete() {
    return complete;
  }
}
