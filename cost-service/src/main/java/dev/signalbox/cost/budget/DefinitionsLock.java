package dev.signalbox.cost.budget;

import java.sql.SQLException;
import java.time.Duration;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Keeps the budgets as they are while something is reckoned by them, until the transaction ends.
 * Whoever takes the time after the lock knows that what was reckoned before a change happened
 * before it.
 */
@Component
public class DefinitionsLock {

  /** Any number that no other lock of this schema uses. */
  private static final long LOCK = 7_413_004_221_902L;

  /** PostgreSQL, appendix A. */
  private static final String LOCK_NOT_AVAILABLE = "55P03";

  private final JdbcClient database;

  DefinitionsLock(JdbcClient database) {
    this.database = database;
  }

  /** For whoever reckons. */
  public void share() {
    lock("pg_advisory_xact_lock_shared");
  }

  /**
   * For whoever changes budgets.
   *
   * @throws DataAccessException if somebody is still reckoning after that time; see {@link #gaveUp}
   */
  void exclude(Duration patience) {
    limitWaits(patience);
    lock("pg_advisory_xact_lock");
  }

  /** From now on no statement of the transaction waits longer than this for a lock. */
  public void limitWaits(Duration patience) {
    database
        .sql("SELECT set_config('lock_timeout', :timeout, true)")
        .param("timeout", patience.toMillis() + "ms")
        .query(String.class)
        .single();
  }

  /** Whether a failure is that a lock was waited for in vain, or that waits formed a circle. */
  public static boolean gaveUp(DataAccessException failure) {
    return failure instanceof PessimisticLockingFailureException
        || (failure.getMostSpecificCause() instanceof SQLException cause
            && LOCK_NOT_AVAILABLE.equals(cause.getSQLState()));
  }

  private void lock(String function) {
    database
        .sql("SELECT " + function + "(:lock)")
        .param("lock", LOCK)
        .query((row, number) -> "")
        .list();
  }
}
