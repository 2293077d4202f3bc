package dev.signalbox.routing.runner;

import org.jspecify.annotations.Nullable;

/** An agent gave no answer, or not all of it. The message is fit for the caller. */
public final class AgentException extends RuntimeException {

  private final AgentFailure failure;

  public AgentException(AgentFailure failure, String detail) {
    this(failure, detail, null);
  }

  public AgentException(AgentFailure failure, String detail, @Nullable Throwable cause) {
    super(detail, cause);
    this.failure = failure;
  }

  public AgentFailure failure() {
    return failure;
  }
}
