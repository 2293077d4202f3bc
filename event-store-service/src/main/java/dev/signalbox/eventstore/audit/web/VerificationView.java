package dev.signalbox.eventstore.audit.web;

import dev.signalbox.eventstore.audit.Finding;
import dev.signalbox.eventstore.audit.Verification;
import dev.signalbox.eventstore.log.Checkpoint;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What verifying came to.
 *
 * @param clean whether these segments are as they were sealed, every one of their events
 * @param checkedTo the checkpoint up to which events were looked at
 * @param nextCursor where to go on; null at the end
 */
record VerificationView(
    boolean clean,
    int segments,
    long events,
    @Nullable String checkedTo,
    List<FindingView> findings,
    List<Verification.NotChecked> notChecked,
    @Nullable String nextCursor) {

  static VerificationView of(Verification verification) {
    return new VerificationView(
        verification.clean(),
        verification.segments(),
        verification.events(),
        text(verification.checkedTo()),
        verification.findings().stream().map(FindingView::of).toList(),
        verification.notChecked(),
        verification.next() == null ? null : SegmentCursor.at(verification.next()));
  }

  private static @Nullable String text(@Nullable Checkpoint checkpoint) {
    return checkpoint == null ? null : checkpoint.toString();
  }

  /** Something that is not as it was sealed. */
  record FindingView(
      String kind,
      long segment,
      @Nullable String checkpoint,
      @Nullable String eventId,
      String detail) {

    static FindingView of(Finding finding) {
      return new FindingView(
          finding.kind().code(),
          finding.segment(),
          text(finding.place()),
          finding.eventId(),
          finding.detail());
    }
  }
}
