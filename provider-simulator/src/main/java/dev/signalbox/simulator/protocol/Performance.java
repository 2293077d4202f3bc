package dev.signalbox.simulator.protocol;

import dev.signalbox.simulator.fault.Fault;
import dev.signalbox.simulator.http.Response;
import dev.signalbox.simulator.script.Pace;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Sends one answer at its pace, with its fault. */
public final class Performance {

  /** A hang ends by itself after this long, so that a forgotten client costs nothing for ever. */
  private static final Duration LONGEST_HANG = Duration.ofMinutes(15);

  private final Response response;
  private final Errors errors;
  private final Pace pace;
  private final @Nullable Fault fault;
  private final long started = System.nanoTime();

  public Performance(Response response, Errors errors, Pace pace, @Nullable Fault fault) {
    this.response = response;
    this.errors = errors;
    this.pace = pace;
    this.fault = fault;
  }

  public void whole(Reply reply, int tokens) throws IOException, InterruptedException {
    if (failedBeforeHeaders()) {
      return;
    }
    sleepUntil(pace.due(tokens));
    byte[] body = reply.body();
    switch (fault) {
      case Fault.Cut ignored -> {
        response.begin(reply.status(), reply.headers());
        response.write(Arrays.copyOf(body, body.length / 2));
        response.cut();
      }
      case Fault.Malformed ignored ->
          response.send(reply.status(), reply.headers(), Arrays.copyOf(body, body.length / 2));
      case Fault.Corrupt ignored ->
          response.send(
              reply.status(), reply.headers(), Frame.of(Frame.Moment.BETWEEN, body).corrupt());
      case Fault.ErrorFrame error -> errors.failure(error.status()).send(response);
      case Fault.Hang ignored -> {
        response.begin(reply.status(), reply.headers());
        hang();
      }
      case Fault.Trickle trickle -> {
        response.begin(reply.status(), reply.headers());
        send(body, trickle);
        response.end();
      }
      case Fault.GzipBomb bomb ->
          new GzipBomb(bomb.mebibytes()).send(response, reply.headers(), "{\"");
      case null, default -> reply.send(response);
    }
  }

  public void stream(Exchange exchange, Answer answer) throws IOException, InterruptedException {
    if (failedBeforeHeaders()) {
      return;
    }
    if (fault instanceof Fault.GzipBomb bomb) {
      new GzipBomb(bomb.mebibytes()).send(response, exchange.streamHeaders(), "data: ");
      return;
    }
    response.begin(200, exchange.streamHeaders());
    int frames = 0;
    long tokens = 0;
    Stream<Frame> all = exchange.frames(answer);
    for (Iterator<Frame> rest = all.iterator(); rest.hasNext(); frames++) {
      if (failedAfter(frames, exchange)) {
        return;
      }
      Frame frame = rest.next();
      if (frame.moment() != Frame.Moment.AT_ONCE) {
        sleepUntil(pace.due(tokens));
      }
      tokens += frame.moment() == Frame.Moment.TOKEN ? 1 : 0;
      send(isCorrupt(frames) ? frame.corrupt() : frame.bytes(), fault);
    }
    if (!failedAfter(frames, exchange)) {
      response.end();
    }
  }

  private boolean failedBeforeHeaders() throws IOException, InterruptedException {
    switch (fault) {
      case Fault.Status status -> {
        Integer seconds = status.retryAfterSeconds();
        Reply reply =
            seconds == null
                ? errors.failure(status.status())
                : errors.failure(status.status(), seconds);
        reply.send(response);
        return true;
      }
      case Fault.Hang hang when hang.afterFrames() == null -> {
        hang();
        return true;
      }
      case Fault.ErrorInside error -> {
        errors.failure(error.status()).under(200).send(response);
        return true;
      }
      case Fault.WrongContentType ignored -> {
        String page = "<html><body>Service temporarily unavailable</body></html>";
        Reply.of(200, "text/html", page).send(response);
        return true;
      }
      case Fault.SlowHeaders slow -> {
        Thread.sleep(slow.delay());
        return false;
      }
      case Fault.TrickleHeaders trickle -> {
        response.slowHead(trickle.perByte());
        return false;
      }
      case null, default -> {
        return false;
      }
    }
  }

  private boolean failedAfter(int frames, Exchange exchange)
      throws IOException, InterruptedException {
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
        response.write(exchange.malformed(after).bytes());
        yield false;
      }
      case Fault.ErrorFrame(int after, int status) when after == frames -> {
        for (Frame frame : exchange.failure(status, after)) {
          response.write(frame.bytes());
        }
        response.end();
        yield true;
      }
      case null, default -> false;
    };
  }

  private boolean isCorrupt(int frame) {
    return fault instanceof Fault.Corrupt(int after) && after == frame;
  }

  private void send(byte[] bytes, @Nullable Fault how) throws IOException, InterruptedException {
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
