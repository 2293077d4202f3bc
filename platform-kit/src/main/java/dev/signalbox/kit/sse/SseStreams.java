package dev.signalbox.kit.sse;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;

/** Begins event streams. */
public final class SseStreams implements AutoCloseable {
  private final JsonMapper json;
  private final SseProperties properties;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("sse-keep-alive").factory());

  SseStreams(JsonMapper json, SseProperties properties) {
    this.json = json;
    this.properties = properties;
  }

  /**
   * Begins the answer: status 200, {@code text/event-stream}. The caller writes on the thread that
   * serves the request and closes the writer before it returns.
   */
  public SseWriter open(HttpServletResponse response) throws IOException {
    response.setStatus(HttpServletResponse.SC_OK);
    response.setContentType("text/event-stream;charset=UTF-8");
    response.setHeader("Cache-Control", "no-cache, no-transform");
    response.setHeader("X-Accel-Buffering", "no");
    SseWriter writer = new SseWriter(response.getOutputStream(), json);
    response.flushBuffer();
    long period = properties.keepAlive().toNanos();
    ScheduledFuture<?> keepAlive =
        timer.scheduleWithFixedDelay(
            () -> writer.keepAlive(period), period, period, TimeUnit.NANOSECONDS);
    writer.whenClosed(() -> keepAlive.cancel(false));
    return writer;
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
