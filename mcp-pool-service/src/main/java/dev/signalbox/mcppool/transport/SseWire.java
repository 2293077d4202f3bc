package dev.signalbox.mcppool.transport;

import dev.signalbox.mcppool.rpc.RpcMessage;
import dev.signalbox.mcppool.rpc.RpcOutcome;
import dev.signalbox.mcppool.rpc.Wire;
import dev.signalbox.mcppool.rpc.WireListener;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.jspecify.annotations.Nullable;

/**
 * MCP's first HTTP transport (2024-11-05, transports, HTTP with SSE): one event stream for all that
 * the server says, its first event naming the endpoint that takes what it is told. The connection
 * ends with the stream.
 */
public final class SseWire implements Wire {
  private static final int MAX_AHEAD = 64;
  private static final Duration AHEAD_PATIENCE = Duration.ofSeconds(10);

  private final HttpConnections connections;
  private final URI streamUrl;
  private final Map<String, String> headers;
  private final int maxFrame;
  private final HttpGet stream;
  private final CompletableFuture<HttpRequests> endpoint = new CompletableFuture<>();
  private final Map<Long, HttpPost> posts = new ConcurrentHashMap<>();
  private final Semaphore roomAhead = new Semaphore(MAX_AHEAD);
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile @Nullable WireListener listener;

  SseWire(HttpConnections connections, URI streamUrl, Map<String, String> headers, int maxFrame) {
    this.connections = connections;
    this.streamUrl = streamUrl;
    this.headers = Map.copyOf(headers);
    this.maxFrame = maxFrame;
    this.stream = new HttpRequests(streamUrl, headers).stream(null);
  }

  @Override
  public void open(WireListener receiver) {
    listener = receiver;
    Thread.ofVirtual().name("mcp-sse").start(this::listen);
  }

  @Override
  public boolean send(RpcMessage message, Duration patience) throws InterruptedException {
    HttpRequests requests;
    try {
      requests = endpoint.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException notYet) {
      return closed.get();
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    }
    if (closed.get()) {
      return true;
    }
    if (message instanceof RpcMessage.Request request) {
      long id = request.id().longValue();
      HttpPost post = requests.post(message);
      posts.put(id, post);
      Thread.ofVirtual().name("mcp-sse-" + id).start(() -> post(id, post));
    } else {
      deliver(requests, message, patience);
    }
    return true;
  }

  @Override
  public boolean sendAhead(RpcMessage message) {
    HttpRequests requests = endpoint.getNow(null);
    if (requests == null || !roomAhead.tryAcquire()) {
      return false;
    }
    Thread.ofVirtual()
        .name("mcp-sse-ahead")
        .start(
            () -> {
              try {
                deliver(requests, message, AHEAD_PATIENCE);
              } finally {
                roomAhead.release();
              }
            });
    return true;
  }

  @Override
  public boolean withdraw(long id) {
    HttpPost post = posts.remove(id);
    if (post != null) {
      post.cancel();
    }
    return false;
  }

  @Override
  public void close(String reason) {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    stream.cancel();
    posts.values().forEach(HttpPost::cancel);
    // Whoever waits for the endpoint goes on and finds the wire closed.
    endpoint.complete(new HttpRequests(streamUrl, headers));
    receiver().closed(reason);
  }

  /** Closes before it lets go of the response, whose end a server may leave open. */
  private void listen() {
    try (ClassicHttpResponse response = connections.client().executeOpen(null, stream, null)) {
      close(read(response));
    } catch (IOException | RuntimeException failure) {
      close(String.valueOf(failure.getMessage()));
    }
  }

  /** Returns why it ended. */
  private String read(ClassicHttpResponse response) throws IOException {
    if (response.getCode() != 200 || response.getEntity() == null) {
      return "HTTP " + response.getCode() + " in place of an event stream";
    }
    return isEventStream(response.getEntity().getContentType())
        ? read(response.getEntity().getContent())
        : "what it answers is no event stream";
  }

  private String read(InputStream in) throws IOException {
    SseReader events = new SseReader(in, maxFrame);
    for (SseEvent event = events.next(); event != null; event = events.next()) {
      byte[] data = event.data();
      if (data == null) {
        receiver().tooLong(event.oversizedId(), maxFrame);
      } else if (event.type().equals("endpoint")) {
        if (!settle(new String(data, StandardCharsets.UTF_8))) {
          return "the server names an endpoint that is not its own";
        }
      } else if (data.length > 0) {
        receiver().received(data);
      }
    }
    return "the server closed its event stream";
  }

  /** What is sent may hold credentials: it goes to the server that they are meant for. */
  private boolean settle(String reference) {
    URI target;
    try {
      target = streamUrl.resolve(reference.strip());
    } catch (IllegalArgumentException malformed) {
      return false;
    }
    boolean sameOrigin =
        streamUrl.getScheme().equalsIgnoreCase(target.getScheme())
            && streamUrl.getHost().equalsIgnoreCase(target.getHost())
            && streamUrl.getPort() == target.getPort();
    if (sameOrigin) {
      endpoint.complete(new HttpRequests(target, headers));
    }
    return sameOrigin;
  }

  private void post(long id, HttpPost post) {
    try (ClassicHttpResponse response = connections.client().executeOpen(null, post, null)) {
      if (response.getCode() >= 300) {
        receiver().failed(id, HttpRefusal.outcome(response, false));
      }
      HttpConnections.letGo(post, response);
    } catch (IOException | RuntimeException failure) {
      receiver().failed(id, new RpcOutcome.Lost(String.valueOf(failure.getMessage())));
    } finally {
      posts.remove(id, post);
    }
  }

  private void deliver(HttpRequests requests, RpcMessage message, Duration patience) {
    try {
      int unused = connections.status(requests.patient(requests.post(message), patience));
    } catch (IOException lost) {
      // The stream ends too if the server is gone; if not, it can do without.
    }
  }

  private static boolean isEventStream(@Nullable String contentType) {
    ContentType type = ContentType.parseLenient(contentType);
    return type != null && type.getMimeType().equalsIgnoreCase(HttpRequests.EVENT_STREAM);
  }

  private WireListener receiver() {
    return Objects.requireNonNull(listener, "the wire is not open");
  }
}
