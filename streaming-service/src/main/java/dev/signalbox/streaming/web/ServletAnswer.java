package dev.signalbox.streaming.web;

import dev.signalbox.kit.money.Usd;
import dev.signalbox.streaming.attempt.Failure;
import dev.signalbox.streaming.attempt.Served;
import dev.signalbox.streaming.cache.CacheClient;
import dev.signalbox.streaming.cache.CacheLookup;
import dev.signalbox.streaming.cache.CachedAnswer;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;

/** Sends an answer as the response of the request that this thread serves. */
final class ServletAnswer implements CacheClient {

  private static final String CACHE = "X-Signalbox-Cache";

  private final HttpServletResponse response;
  private final ClientProbe client;
  private final Clock clock;

  ServletAnswer(HttpServletResponse response, ClientProbe client, Clock clock) {
    this.response = response;
    this.client = client;
    this.clock = clock;
  }

  /** Says before anything else whether the stream can be resumed. */
  void resumable(boolean can) {
    response.setHeader("X-Signalbox-Resumable", Boolean.toString(can));
  }

  @Override
  public void cached(CacheLookup lookup) {
    switch (lookup) {
      case CacheLookup.NotWanted ignored -> {}
      case CacheLookup.Miss ignored -> response.setHeader(CACHE, "miss");
      case CacheLookup.Hit(CachedAnswer answer) -> {
        response.setHeader(CACHE, "hit");
        response.setHeader("Age", Long.toString(answer.age().toSeconds()));
      }
    }
  }

  @Override
  public boolean clientGone() {
    return client.gone();
  }

  @Override
  public void begin(Served served, String contentType) throws IOException {
    head(served, contentType);
    response.setHeader("Cache-Control", "no-cache");
    response.setHeader("X-Accel-Buffering", "no");
    response.flushBuffer();
  }

  @Override
  public void write(byte[] events) throws IOException {
    response.getOutputStream().write(events);
    response.getOutputStream().flush();
  }

  @Override
  public void complete(byte[] events) throws IOException {
    write(events);
  }

  @Override
  public void fail(Failure failure, byte[] events) throws IOException {
    write(events);
  }

  @Override
  public void whole(Served served, String contentType, byte[] body) throws IOException {
    head(served, contentType);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
    response.flushBuffer();
  }

  private void head(Served served, String contentType) {
    response.setStatus(HttpServletResponse.SC_OK);
    response.setContentType(contentType);
    response.setHeader("X-Signalbox-Provider", served.provider());
    response.setHeader("X-Signalbox-Model", HeaderText.printable(served.model()));
    response.setHeader("X-Signalbox-Attempt-Id", served.attemptId());
    response.setHeader("X-Signalbox-Simulated", Boolean.toString(served.simulated()));
    OverheadHeader.add(response, served.overhead());
    Usd cost = served.cost();
    if (cost != null) {
      response.setHeader("X-Signalbox-Cost-Usd", cost.toString());
    }
    RateLimitHeaders.add(response, served.standings(), clock.instant());
    PassedOverHeader.add(response, served.passedOver());
    if (!served.unused().isEmpty()) {
      response.setHeader(
          "X-Signalbox-Unused", HeaderText.printable(String.join(",", served.unused())));
    }
  }
}
