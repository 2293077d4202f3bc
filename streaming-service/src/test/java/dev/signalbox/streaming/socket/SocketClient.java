package dev.signalbox.streaming.socket;

import dev.signalbox.kit.testing.ServiceClient;
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

/** A client of a WebSocket that reads everything at once, unless it is told not to. */
final class SocketClient implements AutoCloseable {

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int PATIENCE_SECONDS = 30;

  private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final WebSocket socket;
  private final boolean reading;

  private SocketClient(ServiceClient as, String path, boolean reading) {
    this.reading = reading;
    URI uri = URI.create(as.uri(path).toString().replaceFirst("http", "ws"));
    WebSocket.Builder builder = HTTP.newWebSocketBuilder();
    as.request(path)
        .build()
        .headers()
        .map()
        .forEach((name, values) -> builder.header(name, values.getFirst()));
    this.socket = builder.buildAsync(uri, new Listener()).join();
  }

  static SocketClient open(ServiceClient as, String path) {
    return new SocketClient(as, path, true);
  }

  /** One that never reads. */
  static SocketClient deaf(ServiceClient as, String path) {
    return new SocketClient(as, path, false);
  }

  SocketClient send(String message) {
    socket.sendText(message, true).join();
    return this;
  }

  SocketClient sendBinary() {
    socket.sendBinary(ByteBuffer.allocate(3), true).join();
    return this;
  }

  /** The next message. */
  JsonNode next() {
    String message = poll(PATIENCE_SECONDS * 1_000);
    if (message == null) {
      throw new AssertionError("no message came; closed: " + closed.getNow(null));
    }
    return JSON.readTree(message);
  }

  /** Whether nothing comes for so long. */
  boolean silentFor(int millis) {
    return poll(millis) == null;
  }

  /** All messages of a stream until its last, messages of others left out. */
  List<JsonNode> untilEnd(String streamId) {
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

  static boolean ends(JsonNode message) {
    return switch (message.path("type").asString("")) {
      case "done", "error" -> true;
      default -> false;
    };
  }

  /** The status that the server closes with. */
  int closeStatus() {
    return closed.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }

  /** Breaks off without a word. */
  void abort() {
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
