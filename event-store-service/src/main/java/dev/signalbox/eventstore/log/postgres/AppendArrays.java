package dev.signalbox.eventstore.log.postgres;

import dev.signalbox.eventstore.log.Condition;
import dev.signalbox.eventstore.log.Expectation;
import dev.signalbox.eventstore.log.ExpectedVersion;
import dev.signalbox.eventstore.log.Match;
import dev.signalbox.eventstore.log.NewEvent;
import dev.signalbox.eventstore.log.StreamName;
import dev.signalbox.eventstore.log.postgres.WrittenAppend.WrittenEvent;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The parameters of {@code append_events}: one array for each column. */
final class AppendArrays {

  private static final int ANY = -1;
  private static final int SOME = -2;

  private final List<Integer> eventAppends = new ArrayList<>();
  private final List<WrittenEvent> events = new ArrayList<>();
  private final List<Integer> expectationAppends = new ArrayList<>();
  private final List<Expectation> expectations = new ArrayList<>();
  private final Map<StreamName, Long> counts = new LinkedHashMap<>();
  private final LockKeys locks = new LockKeys();
  private final @Nullable WrittenAppend conditional;

  AppendArrays(List<WrittenAppend> appends) {
    conditional =
        appends.size() == 1 && appends.getFirst().condition() != null ? appends.getFirst() : null;
    for (int number = 1; number <= appends.size(); number++) {
      add(number, appends.get(number - 1));
    }
  }

  private void add(int number, WrittenAppend append) {
    for (WrittenEvent event : append.events()) {
      eventAppends.add(number);
      events.add(event);
      counts.merge(event.event().stream(), 1L, Long::sum);
      locks.shared(event.event().tags().stream().map(AppendArrays::tagLock).toList());
    }
    for (Expectation expectation : append.append().expectations()) {
      expectationAppends.add(number);
      expectations.add(expectation);
    }
    locks.alone(append.streams().stream().map(StreamName::value).toList());
  }

  PreparedStatement bind(PreparedStatement statement) throws SQLException {
    Binder to = new Binder(statement);
    to.array("integer", eventAppends);
    to.array("integer", following());
    to.array("text", of(one -> one.event().stream().value()));
    to.array("text", of(one -> one.event().id()));
    to.array("text", of(one -> one.event().type()));
    to.array("integer", of(one -> one.event().schemaVersion()));
    to.array("text", of(one -> one.event().source()));
    to.array("timestamptz", of(one -> text(one.event().occurredAt())));
    to.array("text", of(one -> one.event().traceparent()));
    to.array("text", of(one -> one.event().causationId()));
    to.array("text", tags());
    to.array("text", of(one -> one.metadata() == null ? "{}" : one.metadata()));
    to.array("text", of(WrittenEvent::data));
    to.array("text", of(WrittenEvent::digest));
    to.array("text", counts.keySet().stream().map(StreamName::value).toList());
    to.array("bigint", new ArrayList<>(counts.values()));
    to.array("integer", expectationAppends);
    to.array("text", expectations.stream().map(one -> one.stream().value()).toList());
    to.array("bigint", expectations.stream().map(one -> version(one.expected())).toList());
    boolean fenceAlone = lockCondition();
    to.array("bigint", locks.keys());
    to.array("boolean", locks.modes());
    to.bool(fenceAlone);
    to.text(conditional == null ? null : conditional.condition());
    return statement;
  }

  // A match with tags is kept out by one of them, one without by keeping out everybody.
  private boolean lockCondition() {
    Condition condition = conditional == null ? null : conditional.append().condition();
    boolean fenceAlone = false;
    if (condition != null) {
      for (Match match : condition.none()) {
        fenceAlone |= match.tags().isEmpty();
        locks.alone(match.tags().stream().sorted().limit(1).map(AppendArrays::tagLock).toList());
      }
    }
    return fenceAlone;
  }

  private static String tagLock(String tag) {
    return "tag:" + tag;
  }

  /** How many events of the same stream come after each. */
  private List<Integer> following() {
    Map<StreamName, Long> left = new LinkedHashMap<>(counts);
    List<Integer> following = new ArrayList<>(events.size());
    for (WrittenEvent event : events) {
      following.add(left.merge(event.event().stream(), -1L, Long::sum).intValue());
    }
    return following;
  }

  private List<@Nullable Object> of(Function<WrittenEvent, @Nullable Object> column) {
    List<@Nullable Object> values = new ArrayList<>(events.size());
    events.forEach(event -> values.add(column.apply(event)));
    return values;
  }

  private @Nullable List<@Nullable Object> tags() {
    return events.stream().allMatch(one -> one.event().tags().isEmpty())
        ? null
        : of(one -> tags(one.event()));
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

  private static final class Binder {

    private final PreparedStatement statement;
    private int next = 1;

    Binder(PreparedStatement statement) {
      this.statement = statement;
    }

    void array(String type, @Nullable List<?> values) throws SQLException {
      if (values == null) {
        statement.setNull(next++, Types.ARRAY);
      } else {
        statement.setArray(next++, statement.getConnection().createArrayOf(type, values.toArray()));
      }
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
  }
}
