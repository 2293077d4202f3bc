package dev.signalbox.streaming.socket;

import dev.signalbox.streaming.attempt.Failure;
import dev.signalbox.streaming.attempt.Refusal;
import dev.signalbox.streaming.attempt.Served;
import dev.signalbox.streaming.cache.CacheClient;
import dev.signalbox.streaming.cache.CacheLookup;
import dev.signalbox.streaming.wire.frame.Frame;
import dev.signalbox.streaming.wire.frame.FrameSplitter;
import dev.signalbox.streaming.wire.protocol.ProtocolError;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sends an answer as messages, one for each event, the last of them its end. Waits for credit, so
 * that nothing is read of the provider meanwhile.
 */
final class SocketAnswer implements CacheClient {

  private final SocketLink link;
  private final Wording wording;
  private final FrameSplitter splitter;
  private final Credit credit;
  private final Duration patience;
  private final Runnable atEnd;
  private long sent;
  private boolean ended;
  private CacheLookup lookup = new CacheLookup.NotWanted();
  private volatile @Nullable ProtocolError stopped;

  /**
   * An answer that has not begun.
   *
   * @param splitter of the client's protocol
   * @param patience with a client that gives no credit
   * @param atEnd run before the last message
   */
  SocketAnswer(
      SocketLink link,
      Wording wording,
      FrameSplitter splitter,
      Credit credit,
      Duration patience,
      Runnable atEnd) {
    this.link = link;
    this.wording = wording;
    this.splitter = splitter;
    this.credit = credit;
    this.patience = patience;
    this.atEnd = atEnd;
  }

  /** Nothing more is wanted of it, for this reason. */
  void stop(ProtocolError reason) {
    if (stopped == null) {
      stopped = reason;
    }
    credit.close();
  }

  @Override
  public void cached(CacheLookup found) {
    lookup = found;
  }

  @Override
  public boolean clientGone() {
    return stopped != null;
  }

  @Override
  public void begin(Served served, String contentType) throws IOException {
    send(wording.begun(served, lookup));
  }

  @Override
  public void write(byte[] events) throws IOException {
    events(splitter.feed(events, 0, events.length));
  }

  @Override
  public void complete(byte[] events) throws IOException {
    write(events);
    events(splitter.end());
    end(wording.done());
  }

  @Override
  public void fail(Failure failure, byte[] events) throws IOException {
    write(events);
    events(splitter.end());
    ProtocolError error =
        new ProtocolError(failure.status(), failure.code(), failure.message(), null);
    end(wording.brokenOff(error));
  }

  @Override
  public void whole(Served served, String contentType, byte[] body) throws IOException {
    begin(served, contentType);
    event(null, new String(body, StandardCharsets.UTF_8));
    end(wording.done());
  }

  /** Sends what its client is told instead. */
  void refuse(Refusal refusal) throws IOException {
    end(wording.failed(refusal));
  }

  /** Sends an end if there was none until now. */
  void close(ProtocolError otherwise) throws IOException {
    ProtocolError reason = stopped;
    if (!ended) {
      end(wording.failed(Refusal.of(reason == null ? otherwise : reason)));
    }
  }

  private void events(List<? extends Frame> frames) throws IOException {
    for (Frame frame : frames) {
      String data = frame.data();
      if (data != null) {
        event(frame.type(), data);
      }
    }
  }

  private void event(@Nullable String name, String data) throws IOException {
    sent++;
    String message = wording.event(sent, name, data);
    if (message == null) {
      return;
    }
    try {
      if (!credit.take(bytes(message), patience.toNanos())) {
        stop(SocketProblem.NO_CREDIT.error());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for credit");
    }
    if (stopped != null) {
      throw new IOException("the client wants no more");
    }
    send(message);
  }

  /** In UTF-8, as the client counts them. */
  private static long bytes(String message) {
    long bytes = 0;
    for (int at = 0; at < message.length(); at++) {
      char one = message.charAt(at);
      bytes += one < 0x80 ? 1 : one < 0x800 || Character.isSurrogate(one) ? 2 : 3;
    }
    return bytes;
  }

  private void end(@Nullable String message) throws IOException {
    ended = true;
    atEnd.run();
    send(message);
  }

  private void send(@Nullable String message) throws IOException {
    if (message != null) {
      link.send(message);
    }
  }
}
