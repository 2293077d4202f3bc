package dev.signalbox.streaming.budget;

import java.time.Duration;

/** A hard budget does not let an attempt be made. The message is for the client. */
public final class OverBudgetException extends RuntimeException {

  private final int status;
  private final String code;
  private final transient Duration retryAfter;

  OverBudgetException(int status, String code, String message, Duration retryAfter) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
    this.retryAfter = retryAfter;
  }

  /** As HTTP has it. */
  public int status() {
    return status;
  }

  /** Stable. */
  public String code() {
    return code;
  }

  public Duration retryAfter() {
    return retryAfter;
  }
}
