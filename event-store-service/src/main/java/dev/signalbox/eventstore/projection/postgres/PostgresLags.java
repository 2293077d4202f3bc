package dev.signalbox.eventstore.projection.postgres;

import dev.signalbox.eventstore.log.Checkpoint;
import dev.signalbox.eventstore.log.Selection;
import dev.signalbox.eventstore.projection.Lag;
import dev.signalbox.eventstore.projection.Lags;
import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class PostgresLags implements Lags {

  private final JdbcClient database;

  PostgresLags(JdbcClient database) {
    this.database = database;
  }

  @Override
  public Lag after(Checkpoint checkpoint, Selection selection) {
    return selected(database.sql(LagStatements.lag(selection)), selection)
        .param("tx", Long.toString(checkpoint.transaction()))
        .param("position", checkpoint.position())
        .param("limit", Lag.MOST_COUNTED)
        .query(
            (row, number) ->
                new Lag(
                    row.getInt("events"),
                    Duration.ofMillis(Math.max(0, (long) (row.getDouble("seconds") * 1000)))))
        .single();
  }

  private static JdbcClient.StatementSpec selected(
      JdbcClient.StatementSpec statement, Selection selection) {
    JdbcClient.StatementSpec asked = statement;
    asked = selection.category() == null ? asked : asked.param("category", selection.category());
    asked = selection.type() == null ? asked : asked.param("type", selection.type());
    return selection.tag() == null ? asked : asked.param("tag", selection.tag());
  }
}
