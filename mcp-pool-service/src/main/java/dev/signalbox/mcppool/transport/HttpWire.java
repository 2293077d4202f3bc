package dev.signalbox.mcppool.transport;

import dev.signalbox.mcppool.rpc.RpcCodec;
import dev.signalbox.mcppool.rpc.RpcMessage;
import dev.signalbox.mcppool.rpc.RpcOutcome;
import dev.signalbox.mcppool.rpc.Wire;
import dev.signalbox.mcppool.rpc.WireListener;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.apache.hc.client5.http.classic.methods.HttpDelete;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * MCP's streamable HTTP transport, 2025-03-26 to 2025-11-25 (basic, transports): a POST per
 * message, answered as JSON or as an event stream; a GET stream for what the server says unasked,
 * where it offers one. Each exchange has a virtual thread of its own, so none waits for another.
 */
public final class HttpWire implements Wire {
  private static final String SESSION_ID = "Mcp-Session-Id";
  private static final String PROTOCOL_VERSION = "MCP-Protocol-Version";
  private static final String EVENT_STREAM = "text/event-stream";
  private static final int MAX_AHEAD = 64;
  private static final int MAX_ERROR_BODY = 64 * 1024;
  private static final int MAX_ERROR_TEXT = 200;
  private static final Duration AHEAD_PATIENCE = Duration.ofSeconds(10);
  private static final Duration GOODBYE_PATIENCE = Duration.ofSeconds(2);
  private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
  private static final Duration LONGEST_RETRY = Duration.ofSeconds(30);

  private final HttpConnections connections;
  private final URI endpoint;
  private final Map<String, String> headers;
  private final int maxFrame;
  private final Map<Long, HttpUriRequestBase> exchanges = new ConcurrentHashMap<>();
  private final Set<HttpUriRequestBase> streams = ConcurrentHashMap.newKeySet();
  private final Semaphore roomAhead = new Semaphore(MAX_AHEAD);
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile @Nullable String sessionId;
  private volatile @Nullable String protocolVersion;
  private volatile @Nullable WireListener listener;

  HttpWire(HttpConnections connections, URI endpoint, Map<String, String> headers, int maxFrame) {
    this.connections = connections;
    this.endpoint = endpoint;
    this.headers = Map.copyOf(headers);
    this.maxFrame = maxFrame;
  }

  @Override
  public void open(WireListener receiver) {
    listener = receiver;
  }

  @Override
  public void negotiated(String version) {
    protocolVersion = version;
  }

  @Override
  public boolean send(RpcMessage message, Duration patience) {
    if (closed.get()) {
      return true;
    }
    if (message instanceof RpcMessage.Request request) {
      long id = request.id().longValue();
      HttpPost post = post(message);
      exchanges.put(id, post);
      Thread.ofVirtual().name("mcp-http-" + id).start(() -> exchange(id, post));
    } else {
      deliver(message, patience);
    }
    return true;
  }

  @Override
  public boolean sendAhead(RpcMessage message) {
    if (!roomAhead.tryAcquire()) {
      return false;
    }
    Thread.ofVirtual()
        .name("mcp-http-ahead")
        .start(
            () -> {
              try {
                deliver(message, AHEAD_PATIENCE);
              } finally {
                roomAhead.release();
              }
            });
    return true;
  }

  /** Ends the exchange. To the server that is no cancellation, so it must be told all the same. */
  @Override
  public boolean withdraw(long id) {
    HttpUriRequestBase exchange = exchanges.remove(id);
    if (exchange != null) {
      exchange.cancel();
    }
    return false;
  }

  /** Listens to what the server says unasked, for as long as the wire is open. */
  public void listen() {
    Thread.ofVirtual().name("mcp-http-listen").start(this::listenWhileOpen);
  }

  @Override
  public void close(String reason) {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    exchanges.values().forEach(HttpUriRequestBase::cancel);
    streams.forEach(HttpUriRequestBase::cancel);
    receiver().closed(reason);
    if (sessionId != null) {
      HttpDelete goodbye = new HttpDelete(endpoint);
      try {
        connections.client().execute(patient(goodbye, GOODBYE_PATIENCE), response -> null);
      } catch (IOException gone) {
        // The session ends with the server then.
      }
    }
  }

  private void exchange(long id, HttpPost post) {
    boolean inSession = sessionId != null;
    try (ClassicHttpResponse response = connections.client().executeOpen(null, post, null)) {
      int status = response.getCode();
      if (status >= 200 && status < 300) {
        rememberSession(response);
        readAnswer(id, post, response);
      } else {
        receiver().failed(id, refusal(status, inSession, response));
      }
    } catch (IOException | RuntimeException failure) {
      receiver().failed(id, new RpcOutcome.Lost(describe(failure)));
      closeIfNobodyThere(failure);
    } finally {
      exchanges.remove(id, post);
    }
  }

  private void readAnswer(long id, HttpPost post, ClassicHttpResponse response) throws IOException {
    HttpEntity entity = response.getEntity();
    String type = entity == null ? "" : mediaType(entity.getContentType());
    if (entity != null && type.equals(EVENT_STREAM)) {
      readStream(id, post, entity.getContent());
      return;
    }
    if (entity != null && type.equals(ContentType.APPLICATION_JSON.getMimeType())) {
      byte[] body = entity.getContent().readNBytes(maxFrame + 1);
      if (body.length > maxFrame) {
        receiver().tooLong(id, maxFrame);
      } else {
        receiver().received(body);
      }
    }
    receiver()
        .failed(
            id,
            new RpcOutcome.Unreadable(
                "HTTP %d of type \"%s\" held no answer".formatted(response.getCode(), type)));
  }

  /** A stream that ends early goes on with its last event, if its events have ids. */
  private void readStream(long id, HttpPost post, InputStream in) throws IOException {
    Position position = new Position();
    try {
      readEvents(in, id, post, position);
    } catch (IOException broken) {
      if (position.lastEventId == null) {
        throw broken;
      }
    }
    while (receiver().awaits(id) && position.lastEventId != null && !closed.get()) {
      pause(position.retry);
      HttpGet get = getStream(position);
      exchanges.put(id, get);
      try (ClassicHttpResponse response = connections.client().executeOpen(null, get, null)) {
        if (response.getCode() != 200 || response.getEntity() == null) {
          break;
        }
        readEvents(response.getEntity().getContent(), id, get, position);
      } finally {
        exchanges.remove(id, get);
      }
    }
    receiver().failed(id, new RpcOutcome.Lost("the answer's stream ended before the answer"));
  }

  /** Reads to the end, but not for long once the answer is there: the connection is kept so. */
  private void readEvents(
      InputStream in, @Nullable Long id, HttpUriRequestBase request, Position position)
      throws IOException {
    SseReader events = new SseReader(in, maxFrame);
    Future<?> end = null;
    try {
      for (SseEvent event = events.next(); event != null; event = events.next()) {
        position.moveTo(event);
        byte[] data = event.data();
        if (data == null) {
          receiver().tooLong(event.oversizedId() == null ? id : event.oversizedId(), maxFrame);
        } else if (data.length > 0) {
          receiver().received(data);
        }
        if (id != null && end == null && !receiver().awaits(id)) {
          end = connections.afterLinger(request::cancel);
        }
      }
    } finally {
      if (end != null) {
        end.cancel(false);
      }
    }
  }

  private void listenWhileOpen() {
    Position position = new Position();
    Duration retry = FIRST_RETRY;
    while (!closed.get()) {
      HttpGet get = getStream(position);
      streams.add(get);
      try (ClassicHttpResponse response = connections.client().executeOpen(null, get, null)) {
        int status = response.getCode();
        HttpEntity entity = response.getEntity();
        if (status == 404 && sessionId != null) {
          close("the server no longer knows the session");
          return;
        }
        if (status >= 400 && status < 500) {
          return; // 405 above all: the server has nothing to say unasked.
        }
        if (status == 200 && entity != null) {
          retry = FIRST_RETRY;
          readEvents(entity.getContent(), null, get, position);
        }
      } catch (IOException broken) {
        retry =
            retry.multipliedBy(2).compareTo(LONGEST_RETRY) > 0
                ? LONGEST_RETRY
                : retry.multipliedBy(2);
      } finally {
        streams.remove(get);
      }
      pause(position.retry == null ? retry : position.retry);
    }
  }

  private void closeIfNobodyThere(Exception failure) {
    if (failure instanceof ConnectException || failure instanceof UnknownHostException) {
      close(describe(failure));
    }
  }

  private void deliver(RpcMessage message, Duration patience) {
    try {
      int status =
          connections
              .client()
              .execute(patient(post(message), patience), ClassicHttpResponse::getCode);
      if (status >= 400) {
        undelivered(message, "HTTP " + status);
      }
    } catch (IOException failure) {
      undelivered(message, describe(failure));
    }
  }

  /** Without it the server takes no calls; anything else sent this way may be lost. */
  private void undelivered(RpcMessage message, String reason) {
    if (message instanceof RpcMessage.Notification notification
        && notification.method().equals("notifications/initialized")) {
      close("the server did not take notifications/initialized: " + reason);
    }
  }

  private HttpPost post(RpcMessage message) {
    HttpPost post = new HttpPost(endpoint);
    addHeaders(post);
    post.setHeader("Accept", "application/json, " + EVENT_STREAM);
    post.setEntity(new ByteArrayEntity(RpcCodec.encode(message), ContentType.APPLICATION_JSON));
    return post;
  }

  private HttpGet getStream(Position position) {
    HttpGet get = new HttpGet(endpoint);
    addHeaders(get);
    get.setHeader("Accept", EVENT_STREAM);
    if (position.lastEventId != null) {
      get.setHeader("Last-Event-ID", position.lastEventId);
    }
    return get;
  }

  private void addHeaders(HttpUriRequestBase request) {
    headers.forEach(request::setHeader);
    if (sessionId != null) {
      request.setHeader(SESSION_ID, sessionId);
    }
    if (protocolVersion != null) {
      request.setHeader(PROTOCOL_VERSION, protocolVersion);
    }
  }

  private HttpUriRequestBase patient(HttpUriRequestBase request, Duration patience) {
    if (request instanceof HttpDelete) {
      addHeaders(request);
    }
    request.setConfig(
        RequestConfig.custom()
            .setConnectionRequestTimeout(Timeout.of(patience))
            .setResponseTimeout(Timeout.of(patience))
            .build());
    return request;
  }

  private void rememberSession(ClassicHttpResponse response) {
    Header header = response.getFirstHeader(SESSION_ID);
    if (header != null && header.getValue().matches("[\\x21-\\x7E]{1,1024}")) {
      sessionId = header.getValue();
    }
  }

  /** 404 in a session: it is over (2025-11-25, transports, session management, 4). */
  private RpcOutcome refusal(int status, boolean inSession, ClassicHttpResponse response)
      throws IOException {
    if (status == 404 && inSession) {
      return new RpcOutcome.SessionExpired();
    }
    String text = errorText(response);
    // Servers made after the SDK's examples answer 400 instead of 404.
    if (status == 400 && inSession && text.toLowerCase(Locale.ROOT).contains("session")) {
      return new RpcOutcome.SessionExpired();
    }
    String reason = "HTTP " + status + (text.isEmpty() ? "" : ": " + text);
    return status >= 500 || status == 429
        ? new RpcOutcome.Lost(reason)
        : new RpcOutcome.Unreadable(reason);
  }

  private static String errorText(ClassicHttpResponse response) throws IOException {
    if (response.getEntity() == null) {
      return "";
    }
    byte[] body = response.getEntity().getContent().readNBytes(MAX_ERROR_BODY);
    return RpcCodec.decode(body).stream()
        .filter(RpcMessage.Failure.class::isInstance)
        .map(RpcMessage.Failure.class::cast)
        .map(RpcMessage.Failure::message)
        .map(text -> text.substring(0, Math.min(text.length(), MAX_ERROR_TEXT)))
        .findFirst()
        .orElse("");
  }

  private static String mediaType(@Nullable String contentType) {
    ContentType type = ContentType.parseLenient(contentType);
    return type == null ? "" : type.getMimeType();
  }

  private static String describe(Exception failure) {
    return failure.getClass().getSimpleName()
        + (failure.getMessage() == null ? "" : ": " + failure.getMessage());
  }

  private static void pause(@Nullable Duration time) {
    long nanos = (time == null ? FIRST_RETRY : time).toNanos();
    LockSupport.parkNanos(nanos + ThreadLocalRandom.current().nextLong(nanos / 4 + 1));
  }

  private WireListener receiver() {
    return Objects.requireNonNull(listener, "the wire is not open");
  }

  /** Where in the server's events a stream is. */
  private static final class Position {
    private @Nullable String lastEventId;
    private @Nullable Duration retry;

    void moveTo(SseEvent event) {
      if (event.id() != null) {
        lastEventId = event.id();
      }
      if (event.retry() != null) {
        retry = event.retry().compareTo(LONGEST_RETRY) > 0 ? LONGEST_RETRY : event.retry();
      }
    }
  }
}
