package dev.signalbox.simulator.openai;

import dev.signalbox.simulator.fault.Fault;
import dev.signalbox.simulator.http.Response;
import dev.signalbox.simulator.script.Pace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Sends one answer at its pace, with its fault. */
final class Performance {

  /** A hang ends by itself after this long, so that a forgotten client costs nothing for ever. */
  private static final Duration LONGEST_HANG = Duration.ofMinutes(15);

  private static final Map<String, String> SSE =
      Map.of("Content-Type", "text/event-stream; charset=utf-8", "Cache-Control", "no-cache");

  private final Response response;
  private final ApiErrors errors;
  private final Pace pace;
  private final @Nullable Fault fault;
  private final long started = System.nanoTime();

  Performance(Response response, ApiErrors errors, Pace pace, @Nullable Fault fault) {
    this.response = response;
    this.errors = errors;
    this.pace = pace;
    this.fault = fault;
  }

  void whole(String body, int tokens) throws IOException, InterruptedException {
    if (failedBeforeHeaders()) {
      return;
    }
    sleepUntil(pace.due(tokens));
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    Map<String, String> headers = Map.of("Content-Type", "application/json");
    switch (fault) {
      case Fault.Cut ignored -> {
        response.begin(200, headers);
        response.write(Arrays.copyOf(bytes, bytes.length / 2));
        response.cut();
      }
      case Fault.Malformed ignored ->
          response.send(200, headers, Arrays.copyOf(bytes, bytes.length / 2));
      case Fault.Hang ignored -> {
        response.begin(200, headers);
        hang();
      }
      case Fault.Trickle trickle -> {
        response.begin(200, headers);
        send(body, trickle);
        response.end();
      }
      case null, default -> response.send(200, headers, bytes);
    }
  }

  void stream(Stream<String> chunks) throws IOException, InterruptedException {
    if (failedBeforeHeaders()) {
      return;
    }
    response.begin(200, SSE);
    int frames = 0;
    for (Iterator<String> all = chunks.iterator(); all.hasNext(); frames++) {
      if (failedAfter(frames)) {
        return;
      }
      sleepUntil(pace.due(Math.max(0, frames - 1)));
      send("data: " + all.next() + "\n\n", fault);
    }
    if (!failedAfter(frames)) {
      send("data: [DONE]\n\n", fault);
      response.end();
    }
  }

  private boolean failedBeforeHeaders() throws IOException, InterruptedException {
    switch (fault) {
      case Fault.Status status -> {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json");
        if (status.retryAfterSeconds() != null) {
          headers.put("Retry-After", status.retryAfterSeconds().toString());
        }
        send(status.status(), headers, errors.body(status.status()));
        return true;
      }
      case Fault.Hang hang when hang.afterFrames() == null -> {
        hang();
        return true;
      }
      case Fault.ErrorInside ignored -> {
        send(200, Map.of("Content-Type", "application/json"), errors.body(500));
        return true;
      }
      case Fault.WrongContentType ignored -> {
        String page = "<html><body>Service temporarily unavailable</body></html>";
        send(200, Map.of("Content-Type", "text/html"), page);
        return true;
      }
      case Fault.SlowHeaders slow -> {
        Thread.sleep(slow.delay());
        return false;
      }
      case null, default -> {
        return false;
      }
    }
  }

  private boolean failedAfter(int frames) throws IOException, InterruptedException {
    return switch (fault) {
      case Fault.Hang(Integer after) when after != null && after == frames -> {
        hang();
        yield true;
      }
      case Fault.Cut(int after) when after == frames -> {
        response.cut();
        yield true;
      }
      case Fault.Malformed(int after) when after == frames -> {
        send("data: {\"id\":\"chatcmpl-broken\",\"choices\":[{\"delta\":\n\n", null);
        yield false;
      }
      case Fault.ErrorFrame(int after) when after == frames -> {
        send("data: " + errors.body(500) + "\n\n", null);
        response.end();
        yield true;
      }
      case null, default -> false;
    };
  }

  private void send(int status, Map<String, String> headers, String body) throws IOException {
    response.send(status, headers, body.getBytes(StandardCharsets.UTF_8));
  }

  private void send(String text, @Nullable Fault how) throws IOException, InterruptedException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (how instanceof Fault.Trickle trickle) {
      for (byte one : bytes) {
        response.write(new byte[] {one});
        Thread.sleep(trickle.perByte());
      }
    } else {
      response.write(bytes);
    }
  }

  private void hang() throws InterruptedException {
    Thread.sleep(LONGEST_HANG);
    response.cut();
  }

  private void sleepUntil(Duration due) throws InterruptedException {
    long left = due.toNanos() - (System.nanoTime() - started);
    if (left > 0) {
      Thread.sleep(Duration.ofNanos(left));
    }
  }
}
