package dev.signalbox.cost.alert;

import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What was told already. */
@Repository
class FiredAlerts {

  static final String FIND =
      """
      SELECT 1 FROM budget_alerts
       WHERE budget_id = :budget AND value = :value AND alert_period = :period AND threshold = :threshold
      """;

  private static final String INSERT =
      """
      INSERT INTO budget_alerts (budget_id, value, alert_period, threshold, event_id, fired_at)
      VALUES (:budget, :value, :period, :threshold, :event, :at)
      ON CONFLICT DO NOTHING
      """;

  private final JdbcClient database;

  FiredAlerts(JdbcClient database) {
    this.database = database;
  }

  boolean contains(Alert alert) {
    return !bind(database.sql(FIND), alert).query(Integer.class).list().isEmpty();
  }

  /** Whether it is new; of several that try at the same time one is told so. */
  boolean add(Alert alert, String eventId) {
    return bind(database.sql(INSERT), alert)
            .param("event", eventId)
            .param("at", alert.at().atOffset(ZoneOffset.UTC))
            .update()
        == 1;
  }

  private static JdbcClient.StatementSpec bind(JdbcClient.StatementSpec statement, Alert alert) {
    return statement
        .param("budget", alert.budgetId())
        .param("value", alert.value())
        .param("period", alert.periodStart().atOffset(ZoneOffset.UTC))
        .param("threshold", alert.threshold());
  }
}
