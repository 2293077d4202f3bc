package dev.signalbox.eventstore.audit;

import dev.signalbox.eventstore.log.Checkpoint;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What verifying some consecutive segments came to.
 *
 * @param checkedTo the place up to which events were looked at; null if there was no segment
 * @param findings at most {@value #MOST_FINDINGS}
 * @param notChecked segments whose events could not be read, and why
 * @param next the segment to go on with; null at the end
 */
public record Verification(
    int segments,
    long events,
    @Nullable Checkpoint checkedTo,
    List<Finding> findings,
    List<NotChecked> notChecked,
    @Nullable Long next) {

  public static final int MOST_FINDINGS = 1000;

  public Verification {
    findings = List.copyOf(findings);
    notChecked = List.copyOf(notChecked);
  }

  /** Whether everything was looked at and is as it was sealed. */
  public boolean clean() {
    return findings.isEmpty() && notChecked.isEmpty();
  }

  /** A segment of whose events some could not be read. */
  public record NotChecked(long segment, String reason) {}
}
