package dev.signalbox.streaming.cache;

import dev.signalbox.kit.money.Usd;
import dev.signalbox.streaming.attempt.AnswerSink;
import dev.signalbox.streaming.attempt.ModelCall;
import dev.signalbox.streaming.attempt.Served;
import dev.signalbox.streaming.wire.protocol.UsageCost;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;

/** A whole answer as it was sent. */
public final class CachedAnswer {

  private final Heading heading;
  private final boolean stream;
  private final byte[] body;
  private final Duration age;

  CachedAnswer(Heading heading, boolean stream, byte[] body, Duration age) {
    this.heading = heading;
    this.stream = stream;
    this.body = body;
    this.age = age;
  }

  /** What an answer says before it begins, but for what holds at that moment only. */
  record Heading(
      String contentType,
      String provider,
      String model,
      String attemptId,
      boolean simulated,
      List<String> unused) {

    static Heading of(Served served, String contentType) {
      return new Heading(
          contentType,
          served.provider(),
          served.model(),
          served.attemptId(),
          served.simulated(),
          served.unused());
    }

    Served served(Duration overhead) {
      return new Served(
          provider, model, attemptId, simulated, List.of(), unused, List.of(), Usd.ZERO, overhead);
    }
  }

  /** Since it was given first. */
  public Duration age() {
    return age;
  }

  /**
   * Gives it again, for nothing.
   *
   * @param overhead what finding it took
   */
  void sendTo(AnswerSink sink, ModelCall call, Duration overhead) throws IOException {
    Served served = heading.served(overhead);
    UsageCost cost =
        call.wishes().usageCost() ? new UsageCost(call.protocol(), BigDecimal.ZERO) : null;
    if (stream) {
      sink.begin(served, heading.contentType());
      sink.complete(cost == null ? body : cost.inFrames(body));
    } else {
      sink.whole(served, heading.contentType(), cost == null ? body : cost.inWhole(body));
    }
  }
}
