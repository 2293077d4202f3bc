package dev.signalbox.streaming.attempt;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** No answer can be given, and nothing has been sent yet. The message is for the client. */
public final class RefusedException extends RuntimeException {

  private final int status;
  private final String code;
  private final @Nullable String param;
  private final @Nullable Duration retryAfter;
  private final @Nullable String body;

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

  /** What a client is told when the last attempt failed like this. */
  static RefusedException of(Failure failure) {
    int status =
        switch (failure) {
          case Failure.Refused refused -> status(refused.status());
          case Failure.Unreachable ignored -> 502;
          case Failure.TimedOut ignored -> 504;
          case Failure.Broken ignored -> 502;
          case Failure.Revoked ignored -> 503;
          case Failure.OverBudget over -> over.status();
        };
    Duration retryAfter =
        failure instanceof Failure.OverBudget over ? over.moreAfter() : failure.retryAfter();
    String body =
        failure instanceof Failure.Refused refused && status < 500 ? refused.body() : null;
    return new RefusedException(status, failure.code(), failure.message(), null, retryAfter, body);
  }

  /**
   * The client must not take our credentials' trouble for its own, nor retry what we have tried.
   */
  private static int status(int providers) {
    return switch (providers) {
      case 401, 402, 403 -> 502;
      case 503, 529 -> 503;
      case 408, 504, 524 -> 504;
      default -> providers >= 500 || providers < 400 ? 502 : providers;
    };
  }
}
