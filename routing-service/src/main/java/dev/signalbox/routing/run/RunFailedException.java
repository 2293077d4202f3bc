package dev.signalbox.routing.run;

import dev.signalbox.kit.problem.ProblemCode;
import org.jspecify.annotations.Nullable;

/**
 * A message is stored and has an agent, but no complete answer. The message is fit for the caller.
 */
public final class RunFailedException extends RuntimeException {

  private final transient ProblemCode code;
  private final String conversationId;
  private final String messageId;
  private final String runId;

  RunFailedException(ProblemCode code, String detail, Receipt receipt, @Nullable Throwable cause) {
    super(detail, cause);
    this.code = code;
    this.conversationId = receipt.conversationId();
    this.messageId = receipt.messageId();
    this.runId = receipt.runId();
  }

  public ProblemCode code() {
    return code;
  }

  public String conversationId() {
    return conversationId;
  }

  public String messageId() {
    return messageId;
  }

  public String runId() {
    return runId;
  }
}
