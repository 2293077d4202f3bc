package dev.signalbox.registry.check;

import dev.signalbox.registry.card.FetchedCard;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What came of checking an agent. */
public sealed interface CheckResult {

  /**
   * It works.
   *
   * @param took how long it took to answer
   * @param card its card, if that is new or has changed
   * @param note what a person should know all the same; null if there is nothing
   */
  record Passed(Duration took, @Nullable FetchedCard card, @Nullable String note)
      implements CheckResult {

    public Passed(Duration took, @Nullable FetchedCard card) {
      this(took, card, null);
    }
  }

  /**
   * It does not.
   *
   * @param reason for an operator, at most 500 characters
   */
  record Failed(String reason, Duration took) implements CheckResult {

    private static final int LONGEST_REASON = 500;

    public Failed {
      if (reason.length() > LONGEST_REASON) {
        reason = reason.substring(0, LONGEST_REASON - 1) + '…';
      }
      reason = reason.replaceAll("\\p{Cntrl}", " ");
    }
  }

  /** There is nothing to ask: the platform itself runs it. */
  record NothingToCheck() implements CheckResult {}
}
