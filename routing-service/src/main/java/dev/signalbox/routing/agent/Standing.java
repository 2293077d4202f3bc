package dev.signalbox.routing.agent;

import org.jspecify.annotations.Nullable;

/**
 * Whether an agent is to be given work.
 *
 * @param recoveryShare how many of its messages it gets, in percent; below 100 while it is being
 *     brought back
 * @param backupAgentId who stands in for it; null for nobody
 */
public record Standing(
    AgentStatus status, AgentHealth health, int recoveryShare, @Nullable String backupAgentId) {

  /** Nothing speaks against it. */
  public static final Standing ACTIVE =
      new Standing(AgentStatus.ACTIVE, AgentHealth.UNKNOWN, 100, null);

  private static final int WHOLE = 100;

  public Standing {
    if (recoveryShare < 0 || recoveryShare > WHOLE) {
      throw new IllegalArgumentException("recovery_share must be from 0 to 100");
    }
  }

  /** Whether it may begin on a message at all. */
  public boolean begins() {
    return status == AgentStatus.ACTIVE;
  }

  /** Whether it may go on with a conversation that it is in. */
  public boolean goesOn() {
    return status == AgentStatus.ACTIVE || status == AgentStatus.DRAINING;
  }

  /**
   * Whether it may begin on this message: while it is being brought back, it is given a part of
   * them, and which ones depends on the message alone.
   */
  public boolean begins(String messageId) {
    return begins()
        && (recoveryShare == WHOLE || Math.floorMod(scattered(messageId), WHOLE) < recoveryShare);
  }

  /** MurmurHash3's finish: neighbouring ids must not fall on the same side. */
  private static int scattered(String messageId) {
    int hash = messageId.hashCode();
    hash = (hash ^ (hash >>> 16)) * 0x85ebca6b;
    hash = (hash ^ (hash >>> 13)) * 0xc2b2ae35;
    return hash ^ (hash >>> 16);
  }
}
