package dev.signalbox.kit.testing;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A client of a WebSocket that reads everything at once, unless it is told not to. Opening one that
 * is refused fails as {@link WebSocket.Builder#buildAsync} does.
 */
public final class SocketClient implements AutoCloseable {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int PATIENCE_SECONDS = 30;

  private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final WebSocket socket;
  private final boolean reading;

  private SocketClient(ServiceClient as, String path, List<String> subprotocols, boolean reading) {
    this.reading = reading;
    URI uri = URI.create(as.uri(path).toString().replaceFirst("http", "ws"));
    WebSocket.Builder builder = HTTP.newWebSocketBuilder();
    as.request(path)
        .build()
        .headers()
        .map()
        .forEach((name, values) -> builder.header(name, values.getFirst()));
    if (!subprotocols.isEmpty()) {
      builder.subprotocols(
          subprotocols.getFirst(),
          subprotocols.subList(1, subprotocols.size()).toArray(String[]::new));
    }
    this.socket = builder.buildAsync(uri, new Listener()).join();
  }

  public static SocketClient open(ServiceClient as, String path) {
    return new SocketClient(as, path, List.of(), true);
  }

  /** One that offers these subprotocols. */
  public static SocketClient offering(ServiceClient as, String path, String... subprotocols) {
    return new SocketClient(as, path, List.of(subprotocols), true);
  }

  /** One that never reads. */
  public static SocketClient deaf(ServiceClient as, String path) {
    return new SocketClient(as, path, List.of(), false);
  }

  /** The subprotocol that was chosen; empty if none was. */
  public String subprotocol() {
    return socket.getSubprotocol();
  }

  public SocketClient send(String message) {
    socket.sendText(message, true).join();
    return this;
  }

  /** Sends a part of a message that is not its last; tells whether it could be sent. */
  public boolean sendPart(String part) {
    return socket.sendText(part, false).handle((to, failure) -> failure == null).join();
  }

  public SocketClient sendBinary() {
    socket.sendBinary(ByteBuffer.allocate(3), true).join();
    return this;
  }

  /** The next message, which must be JSON. */
  public JsonNode next() {
    return JSON.readTree(nextText());
  }

  /** The next message. */
  public String nextText() {
    String message = poll(PATIENCE_SECONDS * 1_000);
    if (message == null) {
      throw new AssertionError("no message came; closed: " + closed.getNow(null));
    }
    return message;
  }

  /** Whether nothing comes for so long. */
  public boolean silentFor(int millis) {
    return poll(millis) == null;
  }

  /** All messages of a stream until its last, messages of others left out. */
  public List<JsonNode> untilEnd(String streamId) {
    List<JsonNode> messages = new ArrayList<>();
    while (true) {
      JsonNode message = next();
      if (message.path("stream_id").asString("").equals(streamId)) {
        messages.add(message);
        if (ends(message)) {
          return messages;
        }
      }
    }
  }

  public static boolean ends(JsonNode message) {
    return switch (message.path("type").asString("")) {
      case "done", "error" -> true;
      default -> false;
    };
  }

  /** The status that the server closes with. */
  public int closeStatus() {
    return closed.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }

  /** Takes leave properly. */
  public void close(int status) {
    socket.sendClose(status, "done").join();
  }

  /** Breaks off without a word. */
  public void abort() {
    socket.abort();
  }

  @Override
  public void close() {
    socket.abort();
  }

  private @Nullable String poll(int millis) {
    try {
      return received.poll(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private final class Listener implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public void onOpen(WebSocket opened) {
      if (reading) {
        opened.request(1);
      }
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        received.add(text.toString());
        text.setLength(0);
      }
      from.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
      closed.complete(status);
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable failure) {
      closed.complete(1006);
    }
  }
}
