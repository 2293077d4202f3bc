package dev.signalbox.streaming.attempt;

import dev.signalbox.streaming.wire.frame.Frame;
import dev.signalbox.streaming.wire.frame.FrameSplitter;
import dev.signalbox.streaming.wire.frame.FrameTooLongException;
import dev.signalbox.streaming.wire.frame.MalformedFrameException;
import dev.signalbox.streaming.wire.protocol.WireProtocol;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * One request at a provider, read by a thread of its own that stops reading when the queue is full.
 * Closing it closes the provider's connection, unless the answer was read to its end.
 */
final class ProviderExchange implements AutoCloseable {

  private static final int MAX_ERROR_BODY = 64 * 1024;
  private static final int BUFFER = 8 * 1024;

  private final HttpClient client;
  private final HttpRequest request;
  private final WireProtocol protocol;
  private final boolean stream;
  private final AttemptProperties limits;
  private final SignalQueue queue;
  private final Thread reader;
  private volatile @Nullable InputStream body;
  private volatile boolean closed;

  ProviderExchange(
      HttpClient client,
      HttpRequest request,
      WireProtocol protocol,
      boolean stream,
      AttemptProperties limits,
      LongAdder buffered) {
    this.client = client;
    this.request = request;
    this.protocol = protocol;
    this.stream = stream;
    this.limits = limits;
    this.queue = new SignalQueue((int) limits.readAhead().toBytes(), buffered);
    this.reader = Thread.ofVirtual().name("provider-reader").unstarted(this::read);
  }

  void start() {
    reader.start();
  }

  /** The next thing that happened, null when nothing did in time. */
  @Nullable Signal next(long nanos) throws InterruptedException {
    return queue.poll(nanos);
  }

  /** Whether the next call of {@link #next} would have to wait. */
  boolean drained() {
    return queue.isEmpty();
  }

  @Override
  public void close() {
    closed = true;
    reader.interrupt();
    queue.close();
    InputStream open = body;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        return; // Closed is what was wanted.
      }
    }
  }

  private void read() {
    try {
      HttpResponse<InputStream> response =
          client.send(request, HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream in = response.body()) {
        body = in;
        if (closed) {
          return;
        }
        Signal.Opened opened = new Signal.Opened(response.statusCode(), response.headers());
        queue.put(opened);
        if (stream && opened.status() == 200 && opened.streamOf(protocol)) {
          events(in);
        } else {
          queue.put(body(in, opened.status() == 200 && !stream));
        }
      }
    } catch (InterruptedException e) {
      return; // Closed by the thread that asked.
    } catch (IOException | RuntimeException e) {
      fail(e);
    }
  }

  private void events(InputStream in) throws IOException, InterruptedException {
    FrameSplitter splitter = protocol.splitter((int) limits.maxEvent().toBytes());
    byte[] buffer = new byte[BUFFER];
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      put(splitter.feed(buffer, 0, read));
    }
    put(splitter.end());
    queue.put(new Signal.Ended());
  }

  private void put(List<? extends Frame> frames) throws InterruptedException {
    for (Frame frame : frames) {
      queue.put(new Signal.Event(frame));
    }
  }

  private Signal body(InputStream in, boolean answer) throws IOException {
    int limit = answer ? (int) limits.maxAnswer().toBytes() : MAX_ERROR_BODY;
    byte[] bytes = in.readNBytes(limit);
    if (answer && in.read() >= 0) {
      return new Signal.Failed(
          new Failure.Broken(
              Failure.Broken.Fault.TOO_LONG,
              "The provider's answer is longer than " + limit + " bytes."));
    }
    return new Signal.Body(bytes);
  }

  private void fail(Exception cause) {
    try {
      queue.put(new Signal.Failed(failure(cause)));
    } catch (InterruptedException e) {
      return; // Closed by the thread that asked.
    }
  }

  private Failure failure(Exception cause) {
    boolean opened = body != null;
    return switch (cause) {
      case FrameTooLongException tooLong ->
          new Failure.Broken(
              Failure.Broken.Fault.TOO_LONG, "In the provider's answer, " + tooLong.getMessage());
      case MalformedFrameException malformed ->
          new Failure.Broken(
              Failure.Broken.Fault.MALFORMED,
              "In the provider's answer, " + malformed.getMessage());
      case HttpConnectTimeoutException ignored ->
          new Failure.Unreachable("The provider could not be reached in time.");
      case ConnectException ignored ->
          new Failure.Unreachable("The provider could not be reached.");
      case UnresolvedAddressException ignored ->
          new Failure.Unreachable("The provider's address is not known.");
      case SSLException ignored ->
          new Failure.Unreachable("No secure connection to the provider came about.");
      default ->
          opened
              ? new Failure.Broken(Failure.Broken.Fault.CUT, "The provider's answer broke off.")
              : new Failure.Unreachable("The provider closed the connection without an answer.");
    };
  }
}
