package dev.signalbox.standalone.bench.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** One client: its connection, and the request that it waits for. */
final class Exchange {

  /** How a request stands. */
  enum Progress {
    GOING_ON,
    ANSWERED,
    FAILED
  }

  private static final int SAID = 300;

  private final Target target;
  private final Selector selector;
  private final ResponseParser parser = new ResponseParser(this::piece);
  private @Nullable SocketChannel channel;
  private @Nullable FrameAudit audit;
  private boolean fresh;
  private String said = "";
  private long startedNanos;
  private long firstTokenNanos;
  private long lastNanos;

  Exchange(Target target, Selector selector) {
    this.target = target;
    this.selector = selector;
  }

  /**
   * Sends the request, over the kept connection if there is one.
   *
   * @param frames what its answer is compared with; nothing if it is no stream
   */
  Progress begin(@Nullable FrameAudit frames) {
    audit = frames;
    said = "";
    firstTokenNanos = 0;
    startedNanos = System.nanoTime();
    lastNanos = startedNanos;
    try {
      sendOrConnect();
      return Progress.GOING_ON;
    } catch (IOException e) {
      return failed(e.toString());
    }
  }

  private void sendOrConnect() throws IOException {
    parser.reset();
    SocketChannel kept = channel;
    fresh = kept == null;
    if (kept != null) {
      send(kept);
      return;
    }
    SocketChannel opened = SocketChannel.open();
    channel = opened;
    opened.configureBlocking(false);
    opened.setOption(StandardSocketOptions.TCP_NODELAY, true);
    if (opened.connect(target.address())) {
      opened.register(selector, SelectionKey.OP_READ, this);
      send(opened);
    } else {
      opened.register(selector, SelectionKey.OP_CONNECT, this);
    }
  }

  private void send(SocketChannel to) throws IOException {
    ByteBuffer request = target.request().duplicate();
    while (request.hasRemaining()) {
      if (to.write(request) == 0) {
        throw new IOException("a request does not fit into the socket");
      }
    }
  }

  /**
   * Goes on with what the connection is ready for.
   *
   * @param incoming to read into
   */
  Progress proceed(SelectionKey key, ByteBuffer incoming) {
    try {
      SocketChannel connection = (SocketChannel) key.channel();
      if (key.isConnectable()) {
        connection.finishConnect();
        key.interestOps(SelectionKey.OP_READ);
        send(connection);
        return Progress.GOING_ON;
      }
      incoming.clear();
      int read = connection.read(incoming);
      lastNanos = System.nanoTime();
      if (read < 0) {
        return ended("the connection was closed");
      }
      incoming.flip();
      return parser.accept(incoming) ? complete() : Progress.GOING_ON;
    } catch (IOException e) {
      return ended(e.toString());
    } catch (IllegalStateException e) {
      return failed(e.toString());
    }
  }

  // A server may close a kept connection at any time; the request is sent again, as any client does.
  private Progress ended(String reason) {
    boolean again = !fresh && !parser.begun();
    disconnect();
    if (!again) {
      return failed(reason);
    }
    try {
      sendOrConnect();
      return Progress.GOING_ON;
    } catch (IOException e) {
      return failed(e.toString());
    }
  }

  private Progress complete() {
    if (parser.status() != 200) {
      return failed(parser.status() + " " + said);
    }
    FrameAudit frames = audit;
    if (frames != null && !frames.done()) {
      return failed("the stream has no end; it says " + said);
    }
    if (parser.closes()) {
      disconnect();
    }
    return Progress.ANSWERED;
  }

  private Progress failed(String reason) {
    said = reason;
    disconnect();
    return Progress.FAILED;
  }

  /** Gives up on an answer that does not come. */
  void silent() {
    failed("nothing came any more");
  }

  private void piece(ByteBuffer bytes) {
    FrameAudit frames = audit;
    if (parser.status() != 200 || frames == null) {
      if (parser.status() != 200 && said.length() < SAID) {
        said += ResponseParser.text(bytes);
      }
      return;
    }
    frames.accept(bytes, lastNanos, System.currentTimeMillis());
    if (firstTokenNanos == 0 && frames.begun()) {
      firstTokenNanos = lastNanos;
    }
  }

  void disconnect() {
    SocketChannel left = channel;
    channel = null;
    try {
      if (left != null) {
        left.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Why it failed. */
  String said() {
    return said;
  }

  @Nullable FrameAudit audit() {
    return audit;
  }

  /** Since the request. */
  long answeredNanos() {
    return lastNanos - startedNanos;
  }

  /** Since the request. */
  long firstTokenNanos() {
    return firstTokenNanos - startedNanos;
  }

  /** When anything last came. */
  long lastNanos() {
    return lastNanos;
  }
}
