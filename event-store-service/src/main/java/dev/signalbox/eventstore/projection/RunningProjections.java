package dev.signalbox.eventstore.projection;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Keeps every projection up with the log, each in a thread of its own, in every process. Which
 * process applies a batch is decided batch by batch.
 */
@Component
public class RunningProjections implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(RunningProjections.class);
  private static final Duration REST_IN_OUTAGE = Duration.ofSeconds(1);

  private final Projections projections;
  private final Builds builds;
  private final ControllingProjections controlling;
  private final AdvancingBuilds advancing;
  private final SwappingBuilds swapping;
  private final ProjectionProperties properties;
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean running;

  public RunningProjections(
      Projections projections,
      Builds builds,
      ControllingProjections controlling,
      AdvancingBuilds advancing,
      SwappingBuilds swapping,
      ProjectionProperties properties) {
    this.projections = projections;
    this.builds = builds;
    this.controlling = controlling;
    this.advancing = advancing;
    this.swapping = swapping;
    this.properties = properties;
  }

  @Override
  public void start() {
    running = true;
    for (Projection projection : projections.all()) {
      threads.add(
          Thread.ofVirtual().name("projection-" + projection.name()).start(() -> keep(projection)));
    }
  }

  private void keep(Projection projection) {
    boolean registered = false;
    boolean away = false;
    try {
      while (running) {
        Duration rest;
        try {
          if (!registered) {
            controlling.register(projection);
            registered = true;
          }
          rest = round(projection) == Step.BEHIND ? Duration.ZERO : properties.pollInterval();
          away = false;
        } catch (RuntimeException e) {
          if (running && !away) {
            LOG.warn("Projection {} cannot go on yet", projection.name(), e);
          }
          away = true;
          rest = REST_IN_OUTAGE;
        }
        if (rest.isPositive()) {
          Thread.sleep(rest);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** One batch for each build. The live one comes first and never waits for more than a batch. */
  Step round(Projection projection) {
    BuildPair pair = builds.of(projection.name());
    Step step = pair.live() == null ? Step.CAUGHT_UP : advancing.advance(projection, pair.live());
    Build shadow = pair.shadow();
    if (shadow == null) {
      return step;
    }
    Step rebuilding = advancing.advance(projection, shadow);
    if (rebuilding == Step.CAUGHT_UP) {
      rebuilding = swapping.swap(projection, shadow);
    }
    return rebuilding == Step.BEHIND ? Step.BEHIND : step;
  }

  @Override
  public void stop() {
    running = false;
    threads.forEach(Thread::interrupt);
    try {
      for (Thread thread : threads) {
        thread.join(Duration.ofSeconds(5));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    threads.clear();
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
