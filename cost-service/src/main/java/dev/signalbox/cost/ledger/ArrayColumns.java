package dev.signalbox.cost.ledger;

import java.math.BigDecimal;
import java.sql.Types;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** Binds rows as one array for each column, which the statement unnests. */
final class ArrayColumns<T> {

  private final StatementSpec statement;
  private final List<T> rows;

  ArrayColumns(StatementSpec statement, Collection<T> rows) {
    this.statement = statement;
    this.rows = List.copyOf(rows);
  }

  ArrayColumns<T> texts(String name, Function<T, @Nullable String> column) {
    return bind(name, rows.stream().map(column).toArray(String[]::new));
  }

  ArrayColumns<T> numbers(String name, ToLongFunction<T> column) {
    return bind(name, rows.stream().map(column::applyAsLong).toArray(Long[]::new));
  }

  ArrayColumns<T> amounts(String name, Function<T, @Nullable BigDecimal> column) {
    return bind(name, rows.stream().map(column).toArray(BigDecimal[]::new));
  }

  ArrayColumns<T> flags(String name, Predicate<T> column) {
    return bind(name, rows.stream().map(column::test).toArray(Boolean[]::new));
  }

  /** The statement with all of them. */
  StatementSpec bound() {
    return statement;
  }

  private ArrayColumns<T> bind(String name, Object[] column) {
    statement.param(name, column, Types.ARRAY);
    return this;
  }
}
