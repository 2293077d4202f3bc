package dev.signalbox.streaming.wire.protocol;

import dev.signalbox.streaming.wire.canonical.AnswerEvent;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Words a stream in a protocol in which one thing follows the other. Providers of chat completions
 * may alternate between the arguments of several calls: what comes while a call is not complete,
 * and is not of it, waits until it is, or until the answer is.
 */
public final class SequentialAnswerWriter implements AnswerWriter {

  private static final byte[] NOTHING = {};
  private static final int MAX_WAITING = 256 * 1024;
  // Of an event beside its text.
  private static final int OVERHEAD = 64;

  private final AnswerWriter writer;
  private final List<AnswerEvent> waiting = new ArrayList<>();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private int waitingCharacters;
  private @Nullable OpenCall open;
  private @Nullable ProtocolError broken;

  public SequentialAnswerWriter(AnswerWriter writer) {
    this.writer = writer;
  }

  @Override
  public byte[] write(AnswerEvent event) {
    if (broken != null) {
      return NOTHING;
    }
    if (!event.output() || !incomplete() || isOfOpenCall(event)) {
      pass(event);
      release(false);
    } else {
      hold(event);
    }
    return taken();
  }

  private boolean incomplete() {
    return open != null && !open.complete();
  }

  private boolean isOfOpenCall(AnswerEvent event) {
    return open != null
        && event instanceof AnswerEvent.ToolArgumentsDelta piece
        && piece.index() == open.index();
  }

  private void hold(AnswerEvent event) {
    waiting.add(event);
    waitingCharacters += OVERHEAD + event.characters();
    if (waitingCharacters > MAX_WAITING) {
      waiting.clear();
      broken = malformed("The provider alternated between tool calls for too long.");
    }
  }

  private void pass(AnswerEvent event) {
    if (event instanceof AnswerEvent.ToolCallStarted call) {
      open = new OpenCall(call.index());
    } else if (event instanceof AnswerEvent.ToolArgumentsDelta(int index, String json)) {
      if (open == null || open.index() != index) {
        // Blanks after the end of a call's arguments say nothing.
        broken = json.isBlank() ? broken : malformed("The provider mixed up its tool calls.");
        return;
      }
      open.add(json);
    } else if (event.output()) {
      open = null;
    }
    bytes.writeBytes(writer.write(event));
  }

  /**
   * Passes on what does not have to wait any more.
   *
   * @param complete whether the answer is, so that every call is
   */
  private void release(boolean complete) {
    while (broken == null && !waiting.isEmpty() && (complete || !incomplete())) {
      pass(waiting.removeFirst());
      restOfOpenCall();
    }
    if (waiting.isEmpty()) {
      waitingCharacters = 0;
    }
  }

  private void restOfOpenCall() {
    Iterator<AnswerEvent> events = waiting.iterator();
    while (open != null && events.hasNext()) {
      AnswerEvent event = events.next();
      if (isOfOpenCall(event)) {
        events.remove();
        pass(event);
      }
    }
  }

  @Override
  public byte[] end() {
    release(true);
    bytes.writeBytes(broken == null ? writer.end() : writer.failed(broken));
    return taken();
  }

  /** What still waits is left out with the rest. */
  @Override
  public byte[] failed(ProtocolError error) {
    return writer.failed(error);
  }

  @Override
  public byte[] whole(List<AnswerEvent> events) {
    return writer.whole(events);
  }

  private byte[] taken() {
    byte[] taken = bytes.toByteArray();
    bytes.reset();
    return taken;
  }

  private static ProtocolError malformed(String message) {
    return new ProtocolError(502, "provider_malformed_answer", message, null);
  }
}
