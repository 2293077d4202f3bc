package dev.signalbox.gateway.testing;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.WebsocketServerSpec;

/**
 * Stands before an {@link Upstream} and takes the WebSockets that are opened to it; everything else
 * goes through.
 */
public final class SocketUpstream {
  private static final int MAX_FRAME = 4 * 1024 * 1024;
  private static final int PATIENCE_SECONDS = 15;

  private final Supplier<URI> behind;
  private final ServerSocket front;
  private final DisposableServer sockets;
  private volatile Connection expected = new Connection();

  public SocketUpstream(Supplier<URI> behind) {
    this.behind = behind;
    try {
      this.front = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.sockets =
        HttpServer.create()
            .host("localhost")
            .port(0)
            .handle(
                (request, response) -> {
                  Connection connection = expected;
                  connection.handshake = request.requestHeaders().copy();
                  if (connection.refusal != 0) {
                    return response.status(connection.refusal).send();
                  }
                  return response.sendWebsocket(
                      (in, out) -> {
                        in.receiveCloseStatus()
                            .map(status -> status.code())
                            .defaultIfEmpty(1006)
                            .subscribe(connection.closed::add);
                        Mono<Void> reading =
                            in.aggregateFrames(MAX_FRAME)
                                .receiveFrames()
                                .doOnNext(connection::note)
                                .then();
                        return out.sendObject(connection.frames()).then().and(reading);
                      },
                      WebsocketServerSpec.builder()
                          .handlePing(true)
                          .maxFramePayloadLength(MAX_FRAME)
                          .build());
                })
            .bindNow();
    Thread.ofVirtual().start(this::accept);
  }

  public URI address() {
    return URI.create("http://localhost:" + front.getLocalPort());
  }

  /** Everything else here is about the next connection from then on. */
  public void expectConnection() {
    expected = new Connection();
  }

  /** Answers with this status instead of opening. */
  public void refuse(int status) {
    expected.refusal = status;
  }

  public void send(String text) {
    expected.outgoing.add(() -> new TextWebSocketFrame(text));
  }

  public void ping() {
    expected.outgoing.add(() -> new PingWebSocketFrame(Unpooled.EMPTY_BUFFER));
  }

  public void close(int status) {
    expected.outgoing.add(() -> new CloseWebSocketFrame(status, "as told"));
  }

  /** Sends as much as is taken. */
  public void flood(int messages, int bytes) {
    String text = "x".repeat(bytes);
    for (int message = 0; message < messages; message++) {
      send(text);
    }
  }

  /** Bytes of messages that were taken from here. */
  public long flooded() {
    return expected.flooded.get();
  }

  /** A header of the request that the connection began with. */
  public @Nullable String header(String name) {
    HttpHeaders headers = expected.handshake;
    return headers == null ? null : headers.get(name);
  }

  /** The next message, {@code (pong)} for one; null when none came. */
  public @Nullable String next() throws InterruptedException {
    return expected.received.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  /** The status that the connection was closed with; null when it was not. */
  public @Nullable Integer closeStatus() throws InterruptedException {
    return expected.closed.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  private void accept() {
    while (!front.isClosed()) {
      try {
        Socket caller = front.accept();
        Thread.ofVirtual().start(() -> pass(caller));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void pass(Socket caller) {
    try (caller) {
      InputStream in = caller.getInputStream();
      byte[] head = head(in);
      String text = new String(head, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
      int port = text.contains("upgrade: websocket") ? sockets.port() : behind.get().getPort();
      try (Socket server = new Socket("localhost", port)) {
        server.getOutputStream().write(head);
        Thread back = Thread.ofVirtual().start(() -> pipe(server, caller));
        in.transferTo(server.getOutputStream());
        server.shutdownOutput();
        back.join();
      }
    } catch (IOException e) {
      return; // One side has gone, and the other goes with it.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void pipe(Socket from, Socket to) {
    try (OutputStream out = to.getOutputStream()) {
      from.getInputStream().transferTo(out);
    } catch (IOException e) {
      return; // One side has gone, and the other goes with it.
    }
  }

  private static byte[] head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int one = in.read();
      if (one < 0) {
        throw new IOException("no request");
      }
      head.append((char) one);
    }
    return head.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  /** What comes and goes on one connection. */
  private static final class Connection {
    private final BlockingQueue<Supplier<WebSocketFrame>> outgoing = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private final BlockingQueue<Integer> closed = new LinkedBlockingQueue<>();
    private final AtomicLong flooded = new AtomicLong();
    private volatile @Nullable HttpHeaders handshake;
    private volatile int refusal;

    /** Made one by one, when there is room for the next. */
    Flux<WebSocketFrame> frames() {
      return Flux.<Supplier<WebSocketFrame>>generate(sink -> sink.next(taken()))
          .subscribeOn(Schedulers.boundedElastic())
          .limitRate(1)
          .map(Supplier::get)
          .doOnNext(frame -> flooded.addAndGet(frame.content().readableBytes()));
    }

    private Supplier<WebSocketFrame> taken() {
      try {
        return outgoing.take();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("the connection has gone", e);
      }
    }

    void note(WebSocketFrame frame) {
      switch (frame) {
        case TextWebSocketFrame text -> received.add(text.text());
        case PongWebSocketFrame pong -> received.add("(pong)" + pong.content().readableBytes());
        default -> received.add(frame.getClass().getSimpleName());
      }
    }
  }
}
