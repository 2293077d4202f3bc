package dev.signalbox.mcppool.transport;

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
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.jspecify.annotations.Nullable;

/**
 * MCP's streamable HTTP transport: a POST per message, answered as JSON or as an event stream. From
 * 2025-03-26 to 2025-11-25 (basic, transports) there are sessions, streams that go on where they
 * were cut, and a GET stream for what the server says unasked. From 2026-07-28 on (basic,
 * transports, streamable HTTP) each request stands alone, and the end of its stream cancels it.
 * Each exchange has a virtual thread of its own, so none waits for another.
 */
public final class HttpWire implements Wire {
  private static final int MAX_AHEAD = 64;
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final Duration AHEAD_PATIENCE = Duration.ofSeconds(10);
  private static final Duration GOODBYE_PATIENCE = Duration.ofSeconds(2);
  private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
  private static final Duration LONGEST_RETRY = Duration.ofSeconds(30);

  private final HttpConnections connections;
  private final RequestHeaders headers;
  private final HttpRequests requests;
  private final int maxFrame;
  private final Map<Long, Exchange> exchanges = new ConcurrentHashMap<>();
  private final Set<HttpUriRequestBase> streams = ConcurrentHashMap.newKeySet();
  private final Semaphore roomAhead = new Semaphore(MAX_AHEAD);
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile @Nullable WireListener listener;

  /** A request under way; one that stands alone is cancelled by its end. */
  private record Exchange(HttpUriRequestBase http, boolean alone) {}

  /** There are no headers to send a request with. */
  private static final class NotSent extends IOException {
    private static final long serialVersionUID = 1L;

    NotSent(IOException reason) {
      super(reason.getMessage(), reason);
    }
  }

  HttpWire(HttpConnections connections, URI endpoint, RequestHeaders headers, int maxFrame) {
    this.connections = connections;
    this.headers = headers;
    this.requests = new HttpRequests(endpoint, Map.of());
    this.maxFrame = maxFrame;
  }

  @Override
  public void open(WireListener receiver) {
    listener = receiver;
  }

  @Override
  public void negotiated(String version) {
    requests.speak(version);
  }

  @Override
  public boolean send(RpcMessage message, Duration patience) {
    if (closed.get()) {
      return true;
    }
    if (message instanceof RpcMessage.Request request) {
      long id = request.id().longValue();
      HttpPost post = requests.post(message);
      Exchange exchange = new Exchange(post, HttpRequests.standsAlone(message));
      exchanges.put(id, exchange);
      Thread.ofVirtual().name("mcp-http-" + id).start(() -> exchange(id, exchange, request));
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

  /**
   * Ends the exchange. To a server of sessions that is no cancellation (2025-11-25, transports,
   * sending messages, 6), so it must be told; to a request that stands alone nothing else is
   * (2026-07-28, cancellation, transport-specific cancellation).
   */
  @Override
  public boolean withdraw(long id) {
    Exchange exchange = exchanges.remove(id);
    if (exchange == null) {
      return false;
    }
    exchange.http().cancel();
    return exchange.alone();
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
    exchanges.values().forEach(exchange -> exchange.http().cancel());
    streams.forEach(HttpUriRequestBase::cancel);
    receiver().closed(reason);
    if (requests.inSession()) {
      try {
        int unused = connections.status(ready(requests.delete(GOODBYE_PATIENCE)));
      } catch (IOException gone) {
        // The session ends with the server then.
      }
    }
  }

  private void exchange(long id, Exchange exchange, RpcMessage.Request request) {
    try {
      if (!answered(id, exchange, request, true)) {
        Exchange again = new Exchange(requests.post(request), exchange.alone());
        if (exchanges.replace(id, exchange, again)) {
          boolean unused = answered(id, again, request, false);
        }
      }
    } catch (NotSent reason) {
      receiver().failed(id, RpcOutcome.Lost.unwritten(String.valueOf(reason.getMessage())));
    } catch (IOException | RuntimeException failure) {
      receiver().failed(id, new RpcOutcome.Lost(describe(failure), !isNobodyThere(failure)));
      if (isNobodyThere(failure)) {
        close(describe(failure));
      }
    } finally {
      exchanges.remove(id);
    }
  }

  /**
   * Sends it and reads the answer. Only that of {@code initialize} assigns a session (2025-11-25,
   * transports, session management, 1).
   *
   * @return false if it was refused for its headers, and there may be others
   */
  private boolean answered(
      long id, Exchange exchange, RpcMessage.Request request, boolean mayBeRenewed)
      throws IOException {
    boolean inSession = requests.inSession() && !exchange.alone();
    try (ClassicHttpResponse response = execute(exchange.http())) {
      int status = response.getCode();
      if (status >= 200 && status < 300) {
        if (request.method().equals("initialize")) {
          requests.remember(response.getFirstHeader(HttpRequests.SESSION_ID));
        }
        readAnswer(id, exchange, response);
        return true;
      }
      boolean renewed = mayBeRenewed && status == UNAUTHORIZED && isRefused(exchange.http());
      if (!renewed) {
        receiver().failed(id, refusal(response, inSession));
      }
      HttpConnections.letGo(exchange.http(), response);
      return !renewed;
    }
  }

  private RpcOutcome refusal(ClassicHttpResponse response, boolean inSession) throws IOException {
    Header challenge = response.getFirstHeader("WWW-Authenticate");
    Optional<String> lacking =
        response.getCode() == FORBIDDEN && challenge != null
            ? headers.forbidden(challenge.getValue())
            : Optional.empty();
    return lacking.isPresent()
        ? new RpcOutcome.Unreadable(lacking.get())
        : HttpRefusal.outcome(response, inSession);
  }

  /** What was refused for its token alone was not looked at, and may be sent with another. */
  private boolean isRefused(HttpUriRequestBase request) {
    Header authorization = request.getFirstHeader("Authorization");
    return headers.refused(authorization == null ? null : authorization.getValue());
  }

  private ClassicHttpResponse execute(HttpUriRequestBase request) throws IOException {
    return connections.client().executeOpen(null, ready(request), null);
  }

  private HttpUriRequestBase ready(HttpUriRequestBase request) throws NotSent {
    try {
      headers.current().forEach(request::setHeader);
      return request;
    } catch (IOException reason) {
      throw new NotSent(reason);
    }
  }

  private void readAnswer(long id, Exchange exchange, ClassicHttpResponse response)
      throws IOException {
    HttpEntity entity = response.getEntity();
    String type = entity == null ? "" : mediaType(entity.getContentType());
    if (entity != null && type.equals(HttpRequests.EVENT_STREAM)) {
      readStream(id, exchange, entity.getContent());
      return;
    }
    if (entity != null && type.equals(ContentType.APPLICATION_JSON.getMimeType())) {
      byte[] body = entity.getContent().readNBytes(maxFrame + 1);
      if (body.length > maxFrame) {
        receiver().tooLong(id, maxFrame);
        HttpConnections.letGo(exchange.http(), response);
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

  /**
   * A stream that ends early goes on with its last event, if its events have ids (2025-11-25,
   * transports, resumability and redelivery). Those of requests that stand alone do not
   * (2026-07-28, streamable HTTP, receiving messages).
   */
  private void readStream(long id, Exchange exchange, InputStream in) throws IOException {
    Position position = new Position();
    try {
      readEvents(in, id, exchange.http(), position);
    } catch (IOException broken) {
      if (position.lastEventId == null || exchange.alone()) {
        throw broken;
      }
    }
    while (!exchange.alone()
        && receiver().awaits(id)
        && position.lastEventId != null
        && !closed.get()) {
      pause(position.retry);
      HttpGet get = requests.stream(position.lastEventId);
      Exchange resumed = new Exchange(get, false);
      exchanges.put(id, resumed);
      try (ClassicHttpResponse response = execute(get)) {
        if (response.getCode() != 200 || response.getEntity() == null) {
          break;
        }
        readEvents(response.getEntity().getContent(), id, get, position);
      } finally {
        exchanges.remove(id, resumed);
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
      HttpGet get = requests.stream(position.lastEventId);
      streams.add(get);
      try (ClassicHttpResponse response = execute(get)) {
        int status = response.getCode();
        HttpEntity entity = response.getEntity();
        if (status == 404 && requests.inSession()) {
          close("the server no longer knows the session");
          return;
        }
        if (status >= 400 && status < 500) {
          HttpConnections.letGo(get, response);
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

  private static boolean isNobodyThere(Exception failure) {
    return failure instanceof ConnectException || failure instanceof UnknownHostException;
  }

  private void deliver(RpcMessage message, Duration patience) {
    try {
      int status = connections.status(ready(requests.patient(requests.post(message), patience)));
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
