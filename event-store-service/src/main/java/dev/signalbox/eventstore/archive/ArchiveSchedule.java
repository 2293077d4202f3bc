package dev.signalbox.eventstore.archive;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Works on months that somebody wants archived or restored; a failure is tried again. */
@Component
class ArchiveSchedule {

  private static final Logger LOG = LoggerFactory.getLogger(ArchiveSchedule.class);

  private final Archiving archiving;

  ArchiveSchedule(Archiving archiving) {
    this.archiving = archiving;
  }

  @Scheduled(cron = "0 23 * * * *", zone = "UTC")
  void archiveOldMonths() {
    archiving.archiveOldMonths();
  }

  @Scheduled(
      fixedDelayString = "${signalbox.event-store.archive.interval:5s}",
      initialDelayString = "${signalbox.event-store.archive.interval:5s}")
  void work() {
    archiving.measure();
    try {
      archiving.work();
    } catch (DataAccessException | TransactionException e) {
      LOG.warn("A month of the log cannot be archived or restored now; it is tried again", e);
    }
  }
}
