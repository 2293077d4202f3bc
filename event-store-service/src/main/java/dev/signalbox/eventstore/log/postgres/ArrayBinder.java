package dev.signalbox.eventstore.log.postgres;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Binds arrays to one parameter after the other. Arrays of a precise Java type go over in binary
 * form; of objects, the driver would write text, and the server read it.
 */
final class ArrayBinder {

  private final PreparedStatement statement;
  private int next = 1;

  ArrayBinder(PreparedStatement statement) {
    this.statement = statement;
  }

  void texts(@Nullable List<@Nullable String> values) throws SQLException {
    array("text", values == null ? null : values.toArray(String[]::new));
  }

  void timestamps(@Nullable List<@Nullable String> values) throws SQLException {
    array("timestamptz", values == null ? null : values.toArray(String[]::new));
  }

  void integers(List<Integer> values) throws SQLException {
    array("int4", values.toArray(Integer[]::new));
  }

  void longs(List<Long> values) throws SQLException {
    array("int8", values.toArray(Long[]::new));
  }

  void booleans(List<Boolean> values) throws SQLException {
    array("bool", values.toArray(Boolean[]::new));
  }

  void bytes(List<byte[]> values) throws SQLException {
    array("bytea", values.toArray(byte[][]::new));
  }

  void bool(boolean value) throws SQLException {
    statement.setBoolean(next++, value);
  }

  void text(@Nullable String value) throws SQLException {
    if (value == null) {
      statement.setNull(next++, Types.VARCHAR);
    } else {
      statement.setString(next++, value);
    }
  }

  private void array(String type, @Nullable Object @Nullable [] values) throws SQLException {
    if (values == null) {
      // Of its type, too: with another type than last time the server would parse the statement
      // again.
      statement.setNull(next++, Types.ARRAY, '_' + type);
    } else {
      statement.setArray(next++, statement.getConnection().createArrayOf(type, values));
    }
  }
}
