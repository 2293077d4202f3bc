package dev.signalbox.streaming.attempt;

import dev.signalbox.streaming.wire.canonical.AnswerEvent;
import dev.signalbox.streaming.wire.protocol.AnswerReader;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Waits for the head of a provider's answer and tells errors from answers. */
final class Answering {

  private static final Duration ERROR_BODY = Duration.ofSeconds(5);

  private final Patience patience;
  private final ProviderExchange exchange;
  private final Worded worded;
  private final AnswerReader reader;
  private final Clock clock;

  Answering(
      Patience patience,
      ProviderExchange exchange,
      Worded worded,
      AnswerReader reader,
      Clock clock) {
    this.patience = patience;
    this.exchange = exchange;
    this.worded = worded;
    this.reader = reader;
    this.clock = clock;
  }

  /** The head of an answer with status 200. */
  Signal.Opened opened(Failure.TimedOut.Limit limit, Duration within)
      throws HungUpException, AttemptFailedException, InterruptedException {
    Signal.Opened opened =
        switch (patience.signal(exchange, limit, within)) {
          case Signal.Opened head -> head;
          case Signal.Failed(Failure failure) -> throw new AttemptFailedException(failure);
          case Signal.Event ignored -> throw new IllegalStateException("an event before the head");
          case Signal.Body ignored -> throw new IllegalStateException("a body before the head");
          case Signal.Ended ignored -> throw new IllegalStateException("an end before the head");
        };
    if (opened.status() != 200) {
      throw new AttemptFailedException(refused(opened));
    }
    return opened;
  }

  /** The body of an answer that is no stream. */
  byte[] body(Duration within)
      throws HungUpException, AttemptFailedException, InterruptedException {
    return switch (patience.signal(exchange, Failure.TimedOut.Limit.TOTAL, within)) {
      case Signal.Body(byte[] bytes) -> bytes;
      case Signal.Failed(Failure failure) -> throw new AttemptFailedException(failure);
      case Signal.Opened ignored -> throw new IllegalStateException("a second head");
      case Signal.Event ignored -> throw new IllegalStateException("an event of no stream");
      case Signal.Ended ignored -> throw new IllegalStateException("the end of no stream");
    };
  }

  /** What a body says that is no stream, counted. */
  List<AnswerEvent> whole(byte[] body, Tally tally) throws AttemptFailedException {
    List<AnswerEvent> events = reader.whole(body);
    for (AnswerEvent event : events) {
      requireSound(event);
      tally.add(event);
    }
    return events;
  }

  /** Tells what a provider says from what it says is wrong. */
  static void requireSound(AnswerEvent event) throws AttemptFailedException {
    if (event instanceof AnswerEvent.Failed(String message)) {
      throw errorInside(message);
    }
    if (event instanceof AnswerEvent.Malformed) {
      throw broken(
          Failure.Broken.Fault.MALFORMED,
          "The provider sent something that is not of its protocol.");
    }
  }

  /** What stands in place of the expected content: an error object, or something else. */
  AttemptFailedException notAnAnswer(Signal.Opened opened) throws InterruptedException {
    byte[] body = errorBody();
    String message = worded.provider().errorMessage(body);
    return message != null
        ? errorInside(message)
        : broken(
            Failure.Broken.Fault.MALFORMED,
            "The provider answered with the content type \"" + opened.contentType() + "\".");
  }

  private Failure refused(Signal.Opened opened) throws InterruptedException {
    byte[] body = errorBody();
    String said = worded.provider().errorMessage(body);
    String message =
        switch (opened.status()) {
          case 401, 402, 403 -> "The provider did not accept the configured key.";
          default ->
              said != null ? said : "The provider answered with status " + opened.status() + '.';
        };
    return new Failure.Refused(
        opened.status(),
        opened.headers().firstValue("retry-after").map(this::retryAfter).orElse(null),
        said == null || !worded.relayed() ? null : new String(body, StandardCharsets.UTF_8),
        message);
  }

  private byte[] errorBody() throws InterruptedException {
    Signal signal = exchange.next(ERROR_BODY.toNanos());
    if (signal instanceof Signal.Body(byte[] bytes)) {
      return bytes;
    }
    return new byte[0];
  }

  /** Seconds or a date (RFC 9110, section 10.2.3); null when it is neither. */
  private @Nullable Duration retryAfter(String value) {
    try {
      return value.chars().allMatch(Character::isDigit)
          ? Duration.ofSeconds(Long.parseLong(value))
          : Duration.between(
              clock.instant(),
              ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException | NumberFormatException e) {
      return null;
    }
  }

  private static AttemptFailedException errorInside(String message) {
    return broken(Failure.Broken.Fault.ERROR_INSIDE, "The provider reports an error: " + message);
  }

  private static AttemptFailedException broken(Failure.Broken.Fault fault, String message) {
    return new AttemptFailedException(new Failure.Broken(fault, message));
  }
}
