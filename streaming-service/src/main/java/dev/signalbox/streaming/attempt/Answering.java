package dev.signalbox.streaming.attempt;

import dev.signalbox.streaming.wire.openai.ChatAnswerReader;
import dev.signalbox.streaming.wire.openai.ChatChunk;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Waits for the head of a provider's answer and tells errors from answers. */
final class Answering {

  private static final Duration ERROR_BODY = Duration.ofSeconds(5);

  private final Patience patience;
  private final ProviderExchange exchange;
  private final ChatAnswerReader reader;
  private final Clock clock;

  Answering(Patience patience, ProviderExchange exchange, ChatAnswerReader reader, Clock clock) {
    this.patience = patience;
    this.exchange = exchange;
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

  /** The body of an answer that is no stream, counted. */
  byte[] whole(Tally tally, Duration within)
      throws HungUpException, AttemptFailedException, InterruptedException {
    byte[] body =
        switch (patience.signal(exchange, Failure.TimedOut.Limit.TOTAL, within)) {
          case Signal.Body(byte[] bytes) -> bytes;
          case Signal.Failed(Failure failure) -> throw new AttemptFailedException(failure);
          case Signal.Opened ignored -> throw new IllegalStateException("a second head");
          case Signal.Event ignored -> throw new IllegalStateException("an event of no stream");
          case Signal.Ended ignored -> throw new IllegalStateException("the end of no stream");
        };
    switch (reader.whole(body)) {
      case ChatChunk.Part part -> tally.add(part);
      case ChatChunk.Failed failed -> throw errorInside(failed.message());
      case ChatChunk.Malformed ignored ->
          throw broken(
              Failure.Broken.Fault.MALFORMED, "The provider's answer is no chat completion.");
      case ChatChunk.Done ignored -> throw new IllegalStateException("the end of no stream");
      case ChatChunk.Silent ignored -> throw new IllegalStateException("an event of no stream");
    }
    return body;
  }

  /** What stands in place of the expected content: an error object, or something else. */
  AttemptFailedException notAnAnswer(Signal.Opened opened) throws InterruptedException {
    byte[] body = errorBody();
    String message = reader.errorMessage(body);
    return message != null
        ? errorInside(message)
        : broken(
            Failure.Broken.Fault.MALFORMED,
            "The provider answered with the content type \"" + opened.contentType() + "\".");
  }

  private Failure refused(Signal.Opened opened) throws InterruptedException {
    byte[] body = errorBody();
    String said = reader.errorMessage(body);
    String message =
        switch (opened.status()) {
          case 401, 402, 403 -> "The provider did not accept the configured key.";
          default ->
              said != null ? said : "The provider answered with status " + opened.status() + '.';
        };
    return new Failure.Refused(
        opened.status(),
        opened.headers().firstValue("retry-after").map(this::retryAfter).orElse(null),
        said == null ? null : new String(body, StandardCharsets.UTF_8),
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
