package dev.signalbox.eventstore.log.postgres;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Lets the log go on after its database came from a dump or a backup, or has failed over: finds
 * that the database is another cluster, or another branch of one, before anything is recorded
 * there. Until then the database refuses appends and reads of the log.
 */
@Component
class SettlingLog implements InitializingBean {

  private static final Logger LOG = LoggerFactory.getLogger(SettlingLog.class);

  private final JdbcClient database;

  SettlingLog(JdbcClient database) {
    this.database = database;
  }

  @Override
  public void afterPropertiesSet() {
    settle();
  }

  @Scheduled(fixedDelayString = "2s", initialDelayString = "2s")
  void watch() {
    try {
      settle();
    } catch (DataAccessException | TransactionException e) {
      LOG.debug("Cannot ask which cluster the log is in", e);
    }
  }

  private void settle() {
    if (database.sql("select settle_log()").query(Boolean.class).single()) {
      LOG.warn("The log has moved to another database cluster; its order goes on here");
    }
  }
}
