package dev.signalbox.eventstore.projection;

import dev.signalbox.eventstore.log.EventLog;
import dev.signalbox.eventstore.log.LogViews;
import dev.signalbox.eventstore.log.Page;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Lets a shadow that has caught up take the place of the live build. One transaction holds both,
 * applies what is left, drops the old tables and shows the new ones: readers see the one or the
 * other.
 */
@Service
public class SwappingBuilds {

  private static final Logger LOG = LoggerFactory.getLogger(SwappingBuilds.class);

  // While both builds are held; the live one waits for as long.
  private static final int MOST_BATCHES = 10;

  private final EventLog log;
  private final Builds builds;
  private final AdvancingBuilds advancing;
  private final TransactionTemplate transaction;
  private final ProjectionProperties properties;

  public SwappingBuilds(
      @Qualifier(LogViews.WITH_ARCHIVES) EventLog log,
      Builds builds,
      AdvancingBuilds advancing,
      PlatformTransactionManager transactions,
      ProjectionProperties properties) {
    this.log = log;
    this.builds = builds;
    this.advancing = advancing;
    this.transaction = new TransactionTemplate(transactions);
    this.properties = properties;
  }

  Step swap(Projection projection, Build shadow) {
    try {
      Step step = transaction.execute(status -> swapHeld(projection));
      if (step == Step.CAUGHT_UP) {
        LOG.info("Projection {}: version {} is live", projection.name(), projection.version());
      }
      return step;
    } catch (RuntimeException thrown) {
      if (Failures.busy(thrown)) {
        LOG.debug("Projection {} waits for its readers", projection.name(), thrown);
        return Step.RESTING;
      }
      if (Failures.ofTheDatabase(thrown)) {
        throw thrown;
      }
      LOG.warn("Projection {} cannot take its rebuilt tables", projection.name(), thrown);
      transaction.executeWithoutResult(
          status -> builds.fail(shadow, null, Failures.inWords(thrown)));
      return Step.RESTING;
    }
  }

  private Step swapHeld(Projection projection) {
    BuildPair held = builds.holdBoth(projection.name(), properties.swapPatience());
    Build shadow = held.shadow();
    if (shadow == null || !shadow.isFor(projection)) {
      return Step.RESTING;
    }
    for (int batch = 0; batch < MOST_BATCHES; batch++) {
      Page rest = log.after(shadow.checkpoint(), projection.selection(), properties.batchSize());
      if (!rest.events().isEmpty()) {
        advancing.apply(projection, shadow, rest.events());
        shadow = shadow.at(rest.events().getLast().checkpoint());
      }
      if (!rest.more()) {
        builds.swap(projection, held);
        return Step.CAUGHT_UP;
      }
    }
    return Step.BEHIND;
  }
}
