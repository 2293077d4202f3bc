package dev.signalbox.eventstore.audit;

import dev.signalbox.eventstore.audit.SealingMetrics.Failure;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Seals the log every few seconds; says once why it cannot. */
@Component
class SealingSchedule {

  private static final Logger LOG = LoggerFactory.getLogger(SealingSchedule.class);

  private final Auditing auditing;
  private final SealingMetrics metrics;
  private @Nullable String refusal;

  SealingSchedule(Auditing auditing, SealingMetrics metrics) {
    this.auditing = auditing;
    this.metrics = metrics;
  }

  @Scheduled(
      fixedDelayString = "${signalbox.event-store.audit.interval:10s}",
      initialDelayString = "${signalbox.event-store.audit.interval:10s}")
  void seal() {
    if (!(auditing instanceof Auditing.On on)) {
      return;
    }
    try {
      on.sealing().seal();
      refusal = null;
      metrics.wentOn();
    } catch (SealingRefusedException e) {
      stopped(Failure.REFUSED, String.valueOf(e.getMessage()));
    } catch (ArchivedRows.UnreadableException e) {
      stopped(Failure.ARCHIVE, String.valueOf(e.getMessage()));
    } catch (DataAccessException | TransactionException e) {
      metrics.failed(Failure.DATABASE);
      LOG.debug("The log cannot be sealed now", e);
    }
  }

  private void stopped(Failure failure, String reason) {
    metrics.failed(failure);
    if (!Objects.equals(reason, refusal)) {
      LOG.error("The log is not sealed any more: {}; verify it", reason);
      refusal = reason;
    }
  }
}
