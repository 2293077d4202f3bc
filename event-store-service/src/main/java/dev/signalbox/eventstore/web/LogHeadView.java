package dev.signalbox.eventstore.web;

import dev.signalbox.eventstore.log.LogHead;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far the log can be read now.
 *
 * @param heldBackEvents recorded behind an append that has not ended, counted up to 10,000
 * @param heldBackSeconds how long the oldest of them has waited
 */
record LogHeadView(
    String checkpoint, int heldBackEvents, double heldBackSeconds, List<HolderView> heldBackBy) {

  static LogHeadView of(LogHead head) {
    return new LogHeadView(
        head.checkpoint().toString(),
        head.heldBack(),
        seconds(head.heldBackFor()),
        head.heldBackBy().stream().map(HolderView::of).toList());
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }

  /** An append whose transaction is open, by the database's process number. */
  record HolderView(
      @Nullable Integer process, @Nullable String client, @Nullable Double openSeconds) {

    static HolderView of(LogHead.OpenAppend append) {
      return new HolderView(
          append.process(), append.client(), append.open() == null ? null : seconds(append.open()));
    }
  }
}
