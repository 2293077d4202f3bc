package dev.signalbox.eventstore.audit.postgres;

import dev.signalbox.eventstore.audit.StoredRow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads {@link StoredRow}s from anything with the columns of the log. */
public final class RowColumns {

  private RowColumns() {}

  /** What to select from a relation {@code e}. */
  public static String select() {
    return StoredRow.COLUMNS.stream().map(RowColumns::text).collect(Collectors.joining(", "));
  }

  /** The row that was selected. */
  public static StoredRow read(ResultSet row, int number) throws SQLException {
    List<@Nullable String> columns = new ArrayList<>();
    for (int index = 1; index <= StoredRow.COLUMNS.size(); index++) {
      columns.add(row.getString(index));
    }
    return new StoredRow(columns);
  }

  private static String text(String column) {
    return column.endsWith("_at")
        ? "(e.%s at time zone 'UTC')::text".formatted(column)
        : "e.%s::text".formatted(column);
  }
}
