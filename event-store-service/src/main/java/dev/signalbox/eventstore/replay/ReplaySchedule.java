package dev.signalbox.eventstore.replay;

import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Takes up replays that run and that nobody publishes. */
@Component
class ReplaySchedule implements DisposableBean {

  private static final Logger LOG = LoggerFactory.getLogger(ReplaySchedule.class);

  private final Replays replays;
  private final PublishingReplays publishing;
  private final ReplayProperties properties;
  private final Semaphore places;
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();

  ReplaySchedule(Replays replays, PublishingReplays publishing, ReplayProperties properties) {
    this.replays = replays;
    this.publishing = publishing;
    this.properties = properties;
    this.places = new Semaphore(properties.maxRunning());
  }

  @Scheduled(fixedDelayString = "1s", initialDelayString = "1s")
  void takeUp() {
    while (places.tryAcquire()) {
      Optional<Replays.Claim> claim = claim();
      if (claim.isEmpty()) {
        places.release();
        return;
      }
      workers.execute(() -> publish(claim.get()));
    }
  }

  private Optional<Replays.Claim> claim() {
    try {
      return replays.claim(properties.lease());
    } catch (DataAccessException | TransactionException e) {
      LOG.debug("Replays cannot be taken up now", e);
      return Optional.empty();
    }
  }

  private void publish(Replays.Claim claim) {
    try {
      publishing.publish(claim);
    } catch (RuntimeException e) {
      LOG.warn("Replay {} goes on when its lease has ended", claim.replay().id(), e);
    } finally {
      places.release();
    }
  }

  @Override
  public void destroy() {
    workers.shutdownNow();
  }
}
