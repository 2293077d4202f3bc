package dev.signalbox.streaming.cache;

import dev.signalbox.streaming.attempt.AnswerSink;
import dev.signalbox.streaming.attempt.Failure;
import dev.signalbox.streaming.attempt.Served;
import dev.signalbox.streaming.cache.CachedAnswer.Heading;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Passes an answer on and remembers it, up to so many bytes, to keep it when it is complete: before
 * its last bytes go out, so that who has it all finds it again. That of a model which another was
 * asked before is not kept: that other one may be back.
 */
final class KeptAnswer implements AnswerSink {

  /** What is done with a complete answer. */
  interface Keeping {
    void keep(Heading heading, boolean stream, byte[] body);
  }

  private final AnswerSink sink;
  private final long most;
  private final Keeping keeping;
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private @Nullable Heading heading;

  KeptAnswer(AnswerSink sink, long most, Keeping keeping) {
    this.sink = sink;
    this.most = most;
    this.keeping = keeping;
  }

  @Override
  public boolean clientGone() {
    return sink.clientGone();
  }

  @Override
  public void begin(Served served, String contentType) throws IOException {
    remember(served, contentType);
    sink.begin(served, contentType);
  }

  @Override
  public void write(byte[] events) throws IOException {
    add(events);
    sink.write(events);
  }

  @Override
  public void complete(byte[] events) throws IOException {
    add(events);
    keep(true);
    sink.complete(events);
  }

  @Override
  public void fail(Failure failure, byte[] events) throws IOException {
    heading = null;
    sink.fail(failure, events);
  }

  @Override
  public void whole(Served served, String contentType, byte[] answer) throws IOException {
    remember(served, contentType);
    add(answer);
    keep(false);
    sink.whole(served, contentType, answer);
  }

  private void remember(Served served, String contentType) {
    heading = served.passedOver().isEmpty() ? Heading.of(served, contentType) : null;
  }

  private void add(byte[] bytes) {
    if (body.size() + bytes.length > most) {
      heading = null;
    }
    if (heading == null) {
      body.reset();
    } else {
      body.writeBytes(bytes);
    }
  }

  private void keep(boolean stream) {
    if (heading != null) {
      keeping.keep(heading, stream, body.toByteArray());
    }
  }
}
