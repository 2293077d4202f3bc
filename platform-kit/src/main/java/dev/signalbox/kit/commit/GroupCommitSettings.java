package dev.signalbox.kit.commit;

import java.time.Duration;

/**
 * How works that come at the same time share a commit.
 *
 * @param leaders the most commits under way at once
 * @param worksPerLeader so many who come at a time are worth a commit of their own
 * @param maxWorks in one commit
 * @param maxWaiting works that may wait for a commit; more are refused
 * @param patience how long one waits to be taken into a commit before it is refused
 */
public record GroupCommitSettings(
    int leaders, int worksPerLeader, int maxWorks, int maxWaiting, Duration patience) {

  public GroupCommitSettings {
    if (Math.min(Math.min(leaders, worksPerLeader), Math.min(maxWorks, maxWaiting)) < 1) {
      throw new IllegalArgumentException("A group commit needs at least one of each");
    }
  }
}
