package dev.signalbox.standalone.bench.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/** Clients over HTTP/1.1 with kept connections, all of them on the calling thread. */
final class LoadDriver {

  private static final Duration SILENCE = Duration.ofSeconds(30);
  private static final Duration LOOK = Duration.ofMillis(50);
  private static final long NANOS_PER_SECOND = 1_000_000_000;
  private static final int LARGEST_READ = 64 * 1024;

  private final ByteBuffer incoming = ByteBuffer.allocateDirect(LARGEST_READ);
  private final Duration warmUp;
  private final Duration interval;
  private long lookedAt;

  LoadDriver(Duration warmUp, Duration interval) {
    this.warmUp = warmUp;
    this.interval = interval;
  }

  /**
   * Every client sends its next request when it has its answer; what ends inside the interval
   * counts, and failures always do.
   *
   * @param frames of every stream; 0 if answers are none
   */
  Answers repeat(Target target, int clients, int frames) {
    Answers answers = new Answers();
    try (Selector selector = Selector.open()) {
      long from = System.nanoTime() + warmUp.toNanos();
      long until = from + interval.toNanos();
      Clients asking = new Clients(answers, frames, from, until);
      for (int client = 0; client < clients; client++) {
        asking.add(target, selector);
      }
      while (!asking.open().isEmpty()) {
        select(selector, asking::ended);
        silent(asking.open())
            .forEach(client -> asking.ended(client, Exchange.Progress.FAILED));
      }
      return answers;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether one request is answered. */
  boolean once(Target target) {
    try (Selector selector = Selector.open()) {
      Exchange exchange = new Exchange(target, selector);
      Set<Exchange> open = new HashSet<>(Set.of(exchange));
      List<Exchange.Progress> ended = new ArrayList<>();
      BiConsumer<Exchange, Exchange.Progress> end =
          (one, progress) -> {
            ended.add(progress);
            open.remove(one);
            one.disconnect();
          };
      if (exchange.begin(null) == Exchange.Progress.FAILED) {
        return false;
      }
      while (!open.isEmpty()) {
        select(selector, end);
        silent(open).forEach(one -> end.accept(one, Exchange.Progress.FAILED));
      }
      return ended.equals(List.of(Exchange.Progress.ANSWERED));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Opens all streams, one after the other at this rate, and reads each to its end. */
  HeldStreams hold(Target target, int streams, int openedPerSecond, int frames) {
    HeldStreams held = new HeldStreams();
    try (Selector selector = Selector.open()) {
      long begun = System.nanoTime();
      Set<Exchange> open = new HashSet<>();
      BiConsumer<Exchange, Exchange.Progress> ended =
          (exchange, progress) -> {
            FrameAudit audit = exchange.audit();
            if (progress == Exchange.Progress.FAILED || audit == null) {
              held.failed(exchange.said());
            } else {
              held.ended(audit);
            }
            exchange.disconnect();
            open.remove(exchange);
          };
      int opened = 0;
      while (opened < streams || !open.isEmpty()) {
        while (opened < streams
            && System.nanoTime() - begun >= opened * NANOS_PER_SECOND / openedPerSecond) {
          Exchange exchange = new Exchange(target, selector);
          open.add(exchange);
          opened++;
          if (exchange.begin(FrameAudit.of(frames, held.timing())) == Exchange.Progress.FAILED) {
            ended.accept(exchange, Exchange.Progress.FAILED);
          }
        }
        select(selector, ended);
        silent(open).forEach(exchange -> ended.accept(exchange, Exchange.Progress.FAILED));
      }
      return held;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void select(Selector selector, BiConsumer<Exchange, Exchange.Progress> ended)
      throws IOException {
    selector.select(
        key -> {
          Exchange exchange = (Exchange) key.attachment();
          Exchange.Progress progress = exchange.proceed(key, incoming);
          if (progress != Exchange.Progress.GOING_ON) {
            ended.accept(exchange, progress);
          }
        },
        1);
  }

  private List<Exchange> silent(Set<Exchange> open) {
    long now = System.nanoTime();
    if (now - lookedAt < LOOK.toNanos()) {
      return List.of();
    }
    lookedAt = now;
    List<Exchange> silent = new ArrayList<>();
    for (Exchange exchange : open) {
      if (now - exchange.lastNanos() > SILENCE.toNanos()) {
        exchange.silent();
        silent.add(exchange);
      }
    }
    return silent;
  }
}
