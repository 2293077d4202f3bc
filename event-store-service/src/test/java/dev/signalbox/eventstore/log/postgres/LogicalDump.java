package dev.signalbox.eventstore.log.postgres;

import dev.signalbox.eventstore.log.testing.LogSchema;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@code pg_dump --inserts} keeps of a schema's data and {@code pg_restore} puts back: in one
 * snapshot, every table's own rows in their text form, and where sequences stand. The schema itself
 * is made by the migrations, whose history is a table like any other.
 */
final class LogicalDump {

  private static final String NAMES =
      """
      select c.oid::regclass::text from pg_class c
       where c.relnamespace = current_schema()::regnamespace and c.relkind = '%s' order by 1
      """;

  private final Map<String, List<String>> rows = new LinkedHashMap<>();
  private final Map<String, String> sequences = new LinkedHashMap<>();

  static LogicalDump of(LogSchema schema) throws SQLException {
    LogicalDump dump = new LogicalDump();
    try (Connection connection = schema.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("set transaction isolation level repeatable read, read only");
      for (String table : texts(statement, NAMES.formatted("r"))) {
        dump.rows.put(table, texts(statement, "select t::text from only " + table + " as t"));
      }
      for (String sequence : texts(statement, NAMES.formatted("S"))) {
        String state = "select last_value || ', ' || is_called from " + sequence;
        dump.sequences.put(sequence, texts(statement, state).getFirst());
      }
      connection.rollback();
    }
    return dump;
  }

  LogSchema restoreInto(LogSchema schema) throws SQLException {
    try (Connection connection = schema.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("truncate " + String.join(", ", texts(statement, NAMES.formatted("r"))));
      for (Map.Entry<String, List<String>> table : rows.entrySet()) {
        insert(connection, table.getKey(), table.getValue());
      }
      for (Map.Entry<String, String> sequence : sequences.entrySet()) {
        statement.execute(
            "select setval('%s', %s)".formatted(sequence.getKey(), sequence.getValue()));
      }
      connection.commit();
    }
    return schema;
  }

  private static void insert(Connection connection, String table, List<String> rows)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into %1$s overriding system value select (?::text::%1$s).*".formatted(table))) {
      for (String row : rows) {
        insert.setString(1, row);
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private static List<String> texts(Statement statement, String sql) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (ResultSet found = statement.executeQuery(sql)) {
      while (found.next()) {
        texts.add(found.getString(1));
      }
    }
    return texts;
  }
}
