package dev.signalbox.eventstore.log.postgres;

import dev.signalbox.eventstore.log.AppendOutcome;
import dev.signalbox.eventstore.log.LogBusyException;
import dev.signalbox.eventstore.log.LogProperties;
import dev.signalbox.kit.commit.Commit;
import dev.signalbox.kit.commit.CommitBusyException;
import dev.signalbox.kit.commit.GroupCommit;
import dev.signalbox.kit.commit.GroupCommitSettings;
import java.util.function.LongSupplier;

/** Lets appends that come at the same time share one commit, as far as {@link AppendGrouping}. */
final class AppendCommits {

  private final GroupCommit<WrittenAppend, AppendOutcome> commits;

  AppendCommits(Commit<WrittenAppend, AppendOutcome> commit, LogProperties.GroupCommit properties) {
    this(commit, properties, System::nanoTime);
  }

  AppendCommits(
      Commit<WrittenAppend, AppendOutcome> commit,
      LogProperties.GroupCommit properties,
      LongSupplier nanos) {
    this.commits =
        new GroupCommit<>(
            commit,
            new AppendGrouping(properties.maxEvents()),
            new GroupCommitSettings(
                properties.leaders(),
                properties.appendsPerLeader(),
                properties.maxAppends(),
                properties.maxWaiting(),
                properties.patience()),
            nanos);
  }

  /**
   * Appends.
   *
   * @throws LogBusyException when too many wait, or this one has waited too long
   */
  AppendOutcome append(WrittenAppend append) {
    try {
      return commits.run(append);
    } catch (CommitBusyException e) {
      throw new LogBusyException(e.getMessage() + "; nothing of it was recorded", e);
    }
  }

  /** How many appends wait to be taken into a commit. */
  int waiting() {
    return commits.waiting();
  }
}
