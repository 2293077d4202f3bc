package dev.signalbox.streaming.resume;

import dev.signalbox.streaming.attempt.AnswerSink;
import dev.signalbox.streaming.attempt.Failure;
import dev.signalbox.streaming.attempt.Served;
import dev.signalbox.streaming.wire.sse.SseNumbering;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An answer that is stored before it is sent, and goes on when its client has gone. When it cannot
 * be stored any longer it is only sent; its events keep their numbers, so that a client that comes
 * back all the same gets nothing twice.
 */
public final class ResumableAnswer implements AnswerSink, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ResumableAnswer.class);
  private static final byte[] NO_LONGER =
      ": from here on this stream cannot be resumed\n\n".getBytes(StandardCharsets.UTF_8);

  private final OpenStream stream;
  private final AnswerSink client;
  private final RunningStreams running;
  private final SseNumbering numbering;
  private long next = 1;
  private long storedBytes;
  private @Nullable StreamHeading heading;
  private boolean headingStored;
  private boolean attached = true;
  private boolean storing = true;
  private boolean ended;
  private volatile boolean revoked;

  ResumableAnswer(OpenStream stream, AnswerSink client, RunningStreams running) {
    this.stream = stream;
    this.client = client;
    this.running = running;
    this.numbering = new SseNumbering(stream.id());
  }

  OpenStream stream() {
    return stream;
  }

  /** The stream is no longer running: unless that is its own end, whoever runs it must stop. */
  void revoke() {
    revoked = true;
  }

  @Override
  public boolean clientGone() {
    return storing ? revoked : client.clientGone();
  }

  @Override
  public void begin(Served served, String contentType) throws IOException {
    heading = running.heading(stream, served, contentType);
    send(() -> client.begin(served, contentType));
  }

  @Override
  public void write(byte[] events) throws IOException {
    byte[] numbered = stored(events, null);
    send(() -> client.write(numbered));
  }

  @Override
  public void complete(byte[] events) throws IOException {
    byte[] numbered = stored(events, StreamState.ENDED);
    send(() -> client.complete(numbered));
  }

  @Override
  public void fail(Failure failure, byte[] events) throws IOException {
    byte[] numbered = stored(events, StreamState.ENDED);
    send(() -> client.fail(failure, numbered));
  }

  @Override
  public void whole(Served served, String contentType, byte[] body) {
    throw new IllegalStateException("an answer in one piece is no stream");
  }

  /** The stream never begins: its request got an error instead. */
  public void refuse(StreamRefusal refusal) {
    if (storing && running.refused(stream, refusal)) {
      ended = true;
    }
  }

  /** A stream that has had no end until now has none. */
  @Override
  public void close() {
    running.release(this);
    if (!storing || ended) {
      return;
    }
    if (revoked) {
      tellClosed();
    } else {
      running.lost(stream);
    }
  }

  private byte[] stored(byte[] events, @Nullable StreamState ending) throws IOException {
    SseNumbering.Events numbers = numbering.number(events, next);
    if (storing && (numbers.count() > 0 || ending != null)) {
      store(numbers, ending);
    }
    next += numbers.count();
    return numbers.numbered();
  }

  private void store(SseNumbering.Events numbers, @Nullable StreamState ending) throws IOException {
    storedBytes += numbers.bare().length;
    if (storedBytes > running.maxBytes()) {
      giveUp("it is too long");
      return;
    }
    StreamPart part =
        numbers.count() == 0
            ? null
            : new StreamPart(next, next + numbers.count() - 1, numbers.bare());
    try {
      revoked |=
          !running.store(
              new StreamEntry(stream.id(), part, headingStored ? null : heading, ending));
    } catch (StreamStoreException e) {
      giveUp(String.valueOf(e.getMessage()));
      return;
    }
    if (revoked) {
      throw new IOException("the stream was closed elsewhere");
    }
    headingStored = true;
    ended = ending != null;
  }

  private void giveUp(String reason) throws IOException {
    LOG.warn("{} can no longer be resumed: {}", stream.id(), reason);
    storing = false;
    running.release(this);
    running.lost(stream);
    if (!attached) {
      throw new IOException("nobody is left to read the stream");
    }
    client.write(NO_LONGER);
  }

  /** One step of sending to the client that asked. */
  private interface Sending {
    void run() throws IOException;
  }

  private void send(Sending sending) throws IOException {
    if (!attached) {
      return;
    }
    try {
      sending.run();
    } catch (IOException e) {
      if (!storing) {
        throw e;
      }
      attached = false;
      LOG.debug("{} goes on without its client", stream.id());
    }
  }

  private void tellClosed() {
    StreamHeading begun = heading;
    if (begun == null || !attached) {
      return;
    }
    try {
      client.write(running.cancelled(stream, begun));
    } catch (IOException e) {
      LOG.debug("nobody is left to be told that {} was closed", stream.id());
    }
  }
}
