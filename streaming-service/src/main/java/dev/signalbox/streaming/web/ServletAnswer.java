package dev.signalbox.streaming.web;

import dev.signalbox.streaming.attempt.AnswerSink;
import dev.signalbox.streaming.attempt.Failure;
import dev.signalbox.streaming.attempt.Served;
import dev.signalbox.streaming.cache.CacheLookup;
import dev.signalbox.streaming.cache.CachedAnswer;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.regex.Pattern;

/** Sends an answer as the response of the request that this thread serves. */
final class ServletAnswer implements AnswerSink {

  private static final Pattern NOT_PRINTABLE = Pattern.compile("[^\\x20-\\x7e]");
  private static final String CACHE = "X-Signalbox-Cache";
  private static final int MAX_HEADER = 2_000;

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

  /** Says before anything else what came of looking for an answer that was given before. */
  void cached(CacheLookup lookup) {
    switch (lookup) {
      case CacheLookup.NotWanted ignored -> {}
      case CacheLookup.Miss ignored -> response.setHeader(CACHE, "miss");
      case CacheLookup.Hit(CachedAnswer answer) -> {
        response.setHeader(CACHE, "hit");
        response.setHeader("Age", Long.toString(answer.age().toSeconds()));
        response.setHeader("X-Signalbox-Cost-Usd", "0");
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
    response.setHeader("X-Signalbox-Model", printable(served.model()));
    response.setHeader("X-Signalbox-Attempt-Id", served.attemptId());
    response.setHeader("X-Signalbox-Simulated", Boolean.toString(served.simulated()));
    response.setHeader(
        "X-Signalbox-Overhead-Ms",
        BigDecimal.valueOf(served.overhead().toNanos() / 1_000, 3).toString());
    RateLimitHeaders.add(response, served.standings(), clock.instant());
    if (!served.passedOver().isEmpty()) {
      response.setHeader(
          "X-Signalbox-Passed-Over", printable(String.join(",", served.passedOver())));
    }
    if (!served.unused().isEmpty()) {
      response.setHeader("X-Signalbox-Unused", printable(String.join(",", served.unused())));
    }
  }

  /** Models' names may come from the request's body: nothing of them may break a header. */
  private static String printable(String value) {
    String visible = NOT_PRINTABLE.matcher(value).replaceAll("?");
    return visible.length() <= MAX_HEADER ? visible : visible.substring(0, MAX_HEADER);
  }
}
