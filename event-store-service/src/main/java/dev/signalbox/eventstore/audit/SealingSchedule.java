package dev.signalbox.eventstore.audit;

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
  private @Nullable String refusal;

  SealingSchedule(Auditing auditing) {
    this.auditing = auditing;
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
    } catch (SealingRefusedException | ArchivedRows.UnreadableException e) {
      String reason = String.valueOf(e.getMessage());
      if (!Objects.equals(reason, refusal)) {
        LOG.error("The log is not sealed any more: {}; verify it", reason);
        refusal = reason;
      }
    } catch (DataAccessException | TransactionException e) {
      LOG.debug("The log cannot be sealed now", e);
    }
  }
}
