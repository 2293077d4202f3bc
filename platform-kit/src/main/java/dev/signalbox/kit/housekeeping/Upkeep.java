package dev.signalbox.kit.housekeeping;

import org.slf4j.Logger;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Work that is due again soon: while the database is away it is told of and left for then. */
public final class Upkeep {

  private final Logger log;

  public Upkeep(Logger log) {
    this.log = log;
  }

  /** Does it, or says what could not be done. */
  public void quietly(String what, Runnable work) {
    try {
      work.run();
    } catch (DataAccessException | TransactionException e) {
      log.warn("{} failed, tried again later: {}", what, e.getMessage());
    }
  }
}
