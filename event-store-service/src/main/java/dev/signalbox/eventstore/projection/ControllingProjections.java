package dev.signalbox.eventstore.projection;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Begins, cancels, stops and resumes builds. Each waits for the batch that is being applied. */
@Service
public class ControllingProjections {

  private static final Logger LOG = LoggerFactory.getLogger(ControllingProjections.class);

  private final Builds builds;
  private final TransactionTemplate transaction;
  private final ProjectionProperties properties;

  public ControllingProjections(
      Builds builds, PlatformTransactionManager transactions, ProjectionProperties properties) {
    this.builds = builds;
    this.transaction = new TransactionTemplate(transactions);
    this.properties = properties;
  }

  /**
   * Sees to it that the projection is built, in the version that the code has and from events as
   * its upcasters make them. A process of an older version, or without one of the upcasters, leaves
   * newer tables alone.
   */
  void register(Projection projection) {
    transaction.executeWithoutResult(
        status -> {
          BuildPair held = hold(projection);
          Edition newest = held.newest();
          if (newest == null || projection.edition().supersedes(newest)) {
            if (held.shadow() != null) {
              builds.drop(held.shadow());
            }
            begin(projection, held.live());
          } else if (!newest.equals(projection.edition())) {
            LOG.warn(
                "Projection {} is {} here and {} in the database, which stays",
                projection.name(),
                projection.edition(),
                newest);
          }
        });
  }

  /** Begins a rebuild in the version that the code has. */
  public RebuildOutcome rebuild(Projection projection) {
    return transaction.execute(
        status -> {
          BuildPair held = hold(projection);
          if (held.shadow() != null) {
            return new RebuildOutcome.Running();
          }
          return begin(projection, held.live())
              ? new RebuildOutcome.Begun()
              : new RebuildOutcome.Running();
        });
  }

  /** Drops what is being rebuilt; the live tables stay. */
  public RebuildOutcome cancel(Projection projection) {
    return transaction.execute(
        status -> {
          BuildPair held = hold(projection);
          if (held.shadow() == null) {
            return new RebuildOutcome.NotRunning();
          }
          if (held.live() == null) {
            return new RebuildOutcome.FirstBuild();
          }
          builds.drop(held.shadow());
          return new RebuildOutcome.Cancelled();
        });
  }

  /** When this returns, nothing is applied any more. */
  public void pause(Projection projection) {
    pause(projection, true);
  }

  /** Lets the projection go on; a failed one is tried at once. */
  public void resume(Projection projection) {
    pause(projection, false);
  }

  private void pause(Projection projection, boolean paused) {
    transaction.executeWithoutResult(
        status -> {
          hold(projection);
          builds.pause(projection.name(), paused);
        });
  }

  private BuildPair hold(Projection projection) {
    try {
      return builds.holdBoth(projection.name(), properties.controlPatience());
    } catch (RuntimeException e) {
      throw Failures.busy(e) ? new ProjectionBusyException(projection.name(), e) : e;
    }
  }

  private boolean begin(Projection projection, @Nullable Build live) {
    Generation generation = live == null ? Generation.A : live.generation().other();
    boolean begun = builds.begin(projection, generation, live != null && live.paused());
    if (begun) {
      LOG.info("Projection {}: building version {}", projection.name(), projection.version());
    }
    return begun;
  }
}
