package dev.signalbox.eventstore.log.postgres;

import dev.signalbox.eventstore.log.AppendOutcome;
import dev.signalbox.eventstore.log.Expectation;
import dev.signalbox.eventstore.log.ExpectedVersion;
import dev.signalbox.eventstore.log.NewEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcOperations;

/** Calls {@code append_events} for one append or for several at once. */
final class AppendStatement implements Commit {

  private static final int ANY = -1;
  private static final int SOME = -2;

  private final JdbcOperations jdbc;

  AppendStatement(JdbcOperations jdbc) {
    this.jdbc = jdbc;
  }

  // Not caught here: that another writer recorded one of its ids just now.
  @Override
  public AppendOutcome run(WrittenAppend append) {
    try {
      return run(List.of(append)).getFirst();
    } catch (DuplicateKeyException e) {
      throw e;
    } catch (DataIntegrityViolationException e) {
      return new AppendOutcome.Unstorable(String.valueOf(e.getMostSpecificCause().getMessage()));
    }
  }

  @Override
  public List<AppendOutcome> run(List<WrittenAppend> appends) {
    List<List<AppendRow>> rows = new ArrayList<>(appends.size());
    appends.forEach(append -> rows.add(new ArrayList<>(append.events().size())));
    jdbc.query(
        connection -> prepared(connection, appends),
        row -> {
          AppendRow one = AppendRow.of(row);
          rows.get(one.append() - 1).add(one);
        });
    return rows.stream().map(AppendRow::outcome).toList();
  }

  private static PreparedStatement prepared(Connection connection, List<WrittenAppend> appends)
      throws SQLException {
    Rows<WrittenAppend.WrittenEvent> events = new Rows<>();
    Rows<Expectation> expectations = new Rows<>();
    for (int number = 1; number <= appends.size(); number++) {
      WrittenAppend append = appends.get(number - 1);
      events.addAll(number, append.events());
      expectations.addAll(number, append.append().expectations());
    }
    PreparedStatement statement = connection.prepareStatement(Statements.APPEND);
    Binder to = new Binder(statement);
    to.array("integer", events.numbers);
    to.array("text", events.of(one -> one.event().stream().value()));
    to.array("text", events.of(one -> one.event().id()));
    to.array("text", events.of(one -> one.event().type()));
    to.array("integer", events.of(one -> one.event().schemaVersion()));
    to.array("text", events.of(one -> one.event().source()));
    to.array("timestamptz", events.of(one -> text(one.event().occurredAt())));
    to.array("text", events.of(one -> one.event().traceparent()));
    to.array("text", events.of(one -> one.event().causationId()));
    to.array("text", events.of(one -> tags(one.event())));
    to.array("text", events.of(one -> one.metadata() == null ? "{}" : one.metadata()));
    to.array("text", events.of(WrittenAppend.WrittenEvent::data));
    to.array("text", events.of(WrittenAppend.WrittenEvent::digest));
    to.array("integer", expectations.numbers);
    to.array("text", expectations.of(one -> one.stream().value()));
    to.array("bigint", expectations.of(one -> version(one.expected())));
    to.text(appends.size() == 1 ? appends.getFirst().condition() : null);
    return statement;
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }

  private static long version(ExpectedVersion expected) {
    return switch (expected) {
      case ExpectedVersion.Exactly exactly -> exactly.version();
      case ExpectedVersion.Any() -> ANY;
      case ExpectedVersion.Exists() -> SOME;
    };
  }

  // An array inside an array, as text: arrays of arrays must all be of one length.
  private static @Nullable String tags(NewEvent event) {
    return event.tags().isEmpty()
        ? null
        : event.tags().stream()
            .sorted()
            .map(tag -> '"' + tag.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
            .collect(Collectors.joining(",", "{", "}"));
  }

  private static final class Rows<T> {

    private final List<T> rows = new ArrayList<>();
    private final List<Integer> numbers = new ArrayList<>();

    void addAll(int number, List<T> more) {
      rows.addAll(more);
      more.forEach(one -> numbers.add(number));
    }

    List<@Nullable Object> of(Function<T, @Nullable Object> column) {
      List<@Nullable Object> values = new ArrayList<>(rows.size());
      rows.forEach(row -> values.add(column.apply(row)));
      return values;
    }
  }

  private static final class Binder {

    private final PreparedStatement statement;
    private int next = 1;

    Binder(PreparedStatement statement) {
      this.statement = statement;
    }

    void array(String type, List<?> values) throws SQLException {
      statement.setArray(next++, statement.getConnection().createArrayOf(type, values.toArray()));
    }

    void text(@Nullable String value) throws SQLException {
      if (value == null) {
        statement.setNull(next++, Types.VARCHAR);
      } else {
        statement.setString(next++, value);
      }
    }
  }
}
