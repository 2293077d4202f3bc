package dev.signalbox.mcppool.transport;

import dev.signalbox.kit.egress.AddressGuard;
import dev.signalbox.kit.egress.GuardedClient;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;

/**
 * The HTTP connections of all servers: one client, bounded per host, that connects to no address
 * but those its guard resolved. It follows no redirect, keeps no cookie and unpacks no encoding.
 */
public final class HttpConnections implements AutoCloseable {
  private static final Duration LINGER = Duration.ofMillis(500);
  private static final long SHORT = 64 * 1024;

  private final CloseableHttpClient client;
  private final ScheduledThreadPoolExecutor timer;

  /**
   * @param perHost connections one host may take, streams included
   * @param connectTimeout for the TCP connection and TLS
   * @param longestSilence after which a connection counts as dead though a call may go on
   */
  public HttpConnections(
      AddressGuard guard,
      int perHost,
      int total,
      Duration connectTimeout,
      Duration longestSilence) {
    timer =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("mcp-http-linger").factory());
    timer.setRemoveOnCancelPolicy(true);
    client =
        new GuardedClient("signalbox-mcp-pool", perHost, total, connectTimeout, longestSilence)
            .open(guard);
  }

  /**
   * A wire to a server's MCP endpoint.
   *
   * @param headers sent with every request; their values may be secret
   * @param maxFrame bytes a message of the server may have
   */
  public HttpWire wire(URI endpoint, Map<String, String> headers, int maxFrame) {
    return wire(endpoint, RequestHeaders.fixed(headers), maxFrame);
  }

  /** The same, with headers that may change. */
  public HttpWire wire(URI endpoint, RequestHeaders headers, int maxFrame) {
    return new HttpWire(this, endpoint, headers, maxFrame);
  }

  /**
   * A wire to a server that speaks the first HTTP transport, of 2024-11-05.
   *
   * @param stream where its event stream is
   * @param headers sent with every request; their values may be secret
   * @param maxFrame bytes a message of the server may have
   */
  public SseWire sseWire(URI stream, Map<String, String> headers, int maxFrame) {
    return new SseWire(this, stream, headers, maxFrame);
  }

  CloseableHttpClient client() {
    return client;
  }

  /** Sends a request of whose answer the status alone matters. */
  int status(HttpUriRequestBase request) throws IOException {
    try (ClassicHttpResponse response = client.executeOpen(null, request, null)) {
      letGo(request, response);
      return response.getCode();
    }
  }

  /** Before a response is closed that is not wanted: closing reads to its end, if it has one. */
  static void letGo(HttpUriRequestBase request, ClassicHttpResponse response) {
    HttpEntity rest = response.getEntity();
    if (rest != null && (rest.getContentLength() < 0 || rest.getContentLength() > SHORT)) {
      request.cancel();
      response.setEntity(null);
    }
  }

  /** Runs the work a moment from now, unless it is cancelled before. */
  ScheduledFuture<?> afterLinger(Runnable work) {
    return timer.schedule(work, LINGER.toNanos(), TimeUnit.NANOSECONDS);
  }

  @Override
  public void close() {
    timer.shutdownNow();
    try {
      client.close();
    } catch (IOException ignored) {
      // Nothing more can be done with it.
    }
  }
}
