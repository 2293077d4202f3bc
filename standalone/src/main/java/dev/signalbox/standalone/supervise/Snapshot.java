package dev.signalbox.standalone.supervise;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the supervisor last said.
 *
 * @param pid the supervisor's process id
 * @param started when the supervisor's process started
 * @param phase where the platform as a whole is
 * @param doing what goes on beside the parts, such as making caches; may be empty
 */
public record Snapshot(long pid, Instant started, Phase phase, String doing, List<Part> parts) {
  public Snapshot {
    parts = List.copyOf(parts);
  }

  /** The platform as a whole. */
  public enum Phase {
    /** Not every part has been ready yet. */
    STARTING,
    /** Every part has been ready. */
    UP,
    STOPPING,
    STOPPED
  }

  /**
   * One part.
   *
   * @param state the word for its state
   * @param detail more about it, may be empty
   * @param pid its process, 0 if it has none
   * @param started when that process started
   * @param ready when it was ready for the first time in this process
   * @param restarts how often it was started again since {@code up}
   */
  public record Part(
      String name,
      String state,
      String detail,
      int port,
      long pid,
      @Nullable Instant started,
      @Nullable Instant ready,
      int restarts) {

    public boolean isReady() {
      return state.equals("ready");
    }
  }

  /** Whether the supervisor that said this is still there. */
  public boolean alive() {
    return OurProcesses.same(pid, started);
  }

  public boolean allReady() {
    return !parts.isEmpty() && parts.stream().allMatch(Part::isReady);
  }

  public Optional<Part> part(String name) {
    return parts.stream().filter(part -> part.name().equals(name)).findFirst();
  }
}
