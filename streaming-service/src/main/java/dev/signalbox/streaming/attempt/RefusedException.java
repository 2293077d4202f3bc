package dev.signalbox.streaming.attempt;

import dev.signalbox.streaming.limit.Standing;
import dev.signalbox.streaming.wire.InexpressibleException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** No answer can be given, and nothing has been sent yet. The message is for the client. */
public final class RefusedException extends RuntimeException {

  private final int status;
  private final String code;
  private final @Nullable String param;
  private final @Nullable Duration retryAfter;
  private final @Nullable String body;
  private final List<Standing> standings;
  private List<String> passedOver = List.of();

  private RefusedException(String message, List<Standing> standings, Duration retryAfter) {
    super(message);
    this.status = 429;
    this.code = "rate_limit_exceeded";
    this.param = null;
    this.retryAfter = retryAfter;
    this.body = null;
    this.standings = List.copyOf(standings);
  }

  RefusedException(
      int status,
      String code,
      String message,
      @Nullable String param,
      @Nullable Duration retryAfter,
      @Nullable String body) {
    super(message);
    this.status = status;
    this.code = code;
    this.param = param;
    this.retryAfter = retryAfter;
    this.body = body;
    this.standings = List.of();
  }

  public int status() {
    return status;
  }

  public String code() {
    return code;
  }

  public @Nullable String param() {
    return param;
  }

  public @Nullable Duration retryAfter() {
    return retryAfter;
  }

  /** The provider's own error object, to be relayed as it is. */
  public @Nullable String body() {
    return body;
  }

  /** How the limits stand that apply, when one of them was in the way. */
  public List<Standing> standings() {
    return standings;
  }

  /** The models that were tried or left out before, with the reason. */
  public List<String> passedOver() {
    return passedOver;
  }

  RefusedException after(List<String> tried) {
    passedOver = List.copyOf(tried);
    return this;
  }

  /** Over a limit. The longest wait of those in the way is what it takes. */
  static RefusedException limited(List<Standing> standings, Instant now) {
    Standing first = standings.stream().filter(Standing::refused).findFirst().orElseThrow();
    Duration wait =
        standings.stream()
            .filter(Standing::refused)
            .map(standing -> standing.wait(now))
            .max(Comparator.naturalOrder())
            .orElseThrow();
    String message =
        first.amount() > first.quota()
            ? "This request alone is over the limit of "
                + first.quota()
                + " ("
                + first.name()
                + ")."
            : "The limit of "
                + first.quota()
                + " is reached ("
                + first.name()
                + "); try again in "
                + wait.toSeconds()
                + " s.";
    return new RefusedException(message, standings, wait);
  }

  static RefusedException unknownModel(String name) {
    return new RefusedException(
        404,
        "model_not_found",
        "The model `" + name + "` does not exist here; GET /v1/models lists those that do.",
        "model",
        null,
        null);
  }

  static RefusedException noneLeft(String code, String message, @Nullable Duration retryAfter) {
    return new RefusedException(503, code, message, null, retryAfter, null);
  }

  static RefusedException deadline() {
    return of(new Failure.TimedOut(Failure.TimedOut.Limit.DEADLINE));
  }

  static RefusedException inexpressible(InexpressibleException said) {
    return new RefusedException(
        400, "unsupported_field", String.valueOf(said.getMessage()), said.field(), null, null);
  }

  /** What a client is told when the last attempt failed like this. */
  static RefusedException of(Failure failure) {
    int status = failure.status();
    Duration retryAfter =
        failure instanceof Failure.OverBudget over ? over.moreAfter() : failure.retryAfter();
    String body =
        failure instanceof Failure.Refused refused && status < 500 ? refused.body() : null;
    return new RefusedException(status, failure.code(), failure.message(), null, retryAfter, body);
  }
}
