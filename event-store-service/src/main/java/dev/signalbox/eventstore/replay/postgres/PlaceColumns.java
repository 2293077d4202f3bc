package dev.signalbox.eventstore.replay.postgres;

import dev.signalbox.eventstore.log.Checkpoint;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A place in the log as two columns: {@code <name>_tx} and {@code <name>_position}. */
final class PlaceColumns {

  private PlaceColumns() {}

  static void bind(JdbcClient.StatementSpec statement, String name, Checkpoint place) {
    statement
        .param(name + "_tx", Long.toString(place.transaction()))
        .param(name + "_position", place.position());
  }

  static Checkpoint read(ResultSet row, String name) throws SQLException {
    return new Checkpoint(
        Long.parseLong(row.getString(name + "_tx")), row.getLong(name + "_position"));
  }
}
