package dev.signalbox.routing.run;

import dev.signalbox.kit.problem.ProblemCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message is stored and has an agent, or several in turn, but no complete answer. The message is
 * fit for the caller.
 */
public final class RunFailedException extends RuntimeException {

  private static final String APOLOGY =
      "Nobody who could answer this is able to at the moment. Your message is kept; please try again"
          + " in a little while.";

  private final transient ProblemCode code;
  private final String conversationId;
  private final String messageId;
  private final String runId;
  private final transient List<Tried> tried;

  RunFailedException(
      ProblemCode code,
      String detail,
      Receipt receipt,
      List<Tried> tried,
      @Nullable Throwable cause) {
    super(detail, cause);
    this.code = code;
    this.conversationId = receipt.conversationId();
    this.messageId = receipt.messageId();
    this.runId = receipt.runId();
    this.tried = List.copyOf(tried);
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

  /** The agents that were to answer and did not, in order. */
  public List<Tried> tried() {
    return tried;
  }

  /** What to tell the user, if agents could not answer; null if they are not to blame. */
  public @Nullable String answer() {
    return tried.isEmpty() ? null : APOLOGY;
  }
}
