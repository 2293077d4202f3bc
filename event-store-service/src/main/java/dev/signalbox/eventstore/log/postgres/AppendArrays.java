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
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The parameters of {@code append_events}: one array for each column. */
final class AppendArrays {

  private static final long SOME = -2;

  private final List<Integer> eventAppends = new ArrayList<>();
  private final List<Integer> eventStreams = new ArrayList<>();
  private final List<WrittenEvent> events = new ArrayList<>();
  private final List<Integer> expectationAppends = new ArrayList<>();
  private final List<Integer> expectationStreams = new ArrayList<>();
  private final List<Long> expectedVersions = new ArrayList<>();
  private final Map<StreamName, Integer> streams = new LinkedHashMap<>();
  private final List<Integer> counts = new ArrayList<>();
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
      int stream = number(event.event().stream());
      eventStreams.add(stream);
      counts.set(stream - 1, counts.get(stream - 1) + 1);
      events.add(event);
      if (!event.event().tags().isEmpty()) {
        locks.shared(event.event().tags().stream().map(AppendArrays::tagLock).toList());
      }
    }
    for (Expectation expectation : append.append().expectations()) {
      expect(number, expectation);
    }
    locks.alone(append.streams().stream().map(StreamName::value).toList());
  }

  private void expect(int append, Expectation expectation) {
    long version =
        switch (expectation.expected()) {
          case ExpectedVersion.Exactly exactly -> exactly.version();
          case ExpectedVersion.Exists() -> SOME;
          case ExpectedVersion.Any() -> Long.MIN_VALUE;
        };
    if (version != Long.MIN_VALUE) {
      expectationAppends.add(append);
      expectationStreams.add(number(expectation.stream()));
      expectedVersions.add(version);
    }
  }

  /** Counted from 1, as arrays are in the database. */
  private int number(StreamName stream) {
    Integer known = streams.get(stream);
    if (known != null) {
      return known;
    }
    counts.add(0);
    streams.put(stream, counts.size());
    return counts.size();
  }

  PreparedStatement bind(PreparedStatement statement) throws SQLException {
    ArrayBinder to = new ArrayBinder(statement);
    to.integers(eventAppends);
    to.integers(eventStreams);
    to.integers(following());
    to.texts(of(one -> one.event().id()));
    to.texts(of(one -> one.event().type()));
    to.integers(events.stream().map(one -> one.event().schemaVersion()).toList());
    to.texts(of(one -> one.event().source()));
    to.timestamps(of(one -> text(one.event().occurredAt())));
    to.texts(of(one -> one.event().traceparent()));
    to.texts(of(one -> one.event().causationId()));
    to.texts(of(one -> tags(one.event())));
    to.texts(of(WrittenEvent::metadata));
    to.texts(of(WrittenEvent::data));
    to.bytes(events.stream().map(one -> HexFormat.of().parseHex(one.digest())).toList());
    to.texts(new ArrayList<>(streams.keySet().stream().map(StreamName::value).toList()));
    to.integers(counts);
    to.integers(expectationAppends);
    to.integers(expectationStreams);
    to.longs(expectedVersions);
    boolean fenceAlone = lockCondition();
    to.longs(locks.keys());
    to.booleans(locks.modes());
    to.bool(fenceAlone);
    to.text(conditional == null ? null : conditional.condition());
    return statement;
  }

  /** The events' places by append, if the streams came to these versions. */
  List<List<PlacedEvent>> placed(List<Long> versions) {
    List<Integer> following = following();
    List<List<PlacedEvent>> placed = new ArrayList<>();
    for (int index = 0; index < events.size(); index++) {
      if (eventAppends.get(index) > placed.size()) {
        placed.add(new ArrayList<>());
      }
      long version = versions.get(eventStreams.get(index) - 1) - following.get(index);
      placed.getLast().add(new PlacedEvent(events.get(index).event(), version, index + 1));
    }
    return placed;
  }

  /** An event with its version, and its position in the transaction. */
  record PlacedEvent(NewEvent event, long version, long position) {}

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
    List<Integer> left = new ArrayList<>(counts);
    List<Integer> following = new ArrayList<>(events.size());
    for (int stream : eventStreams) {
      int after = left.get(stream - 1) - 1;
      left.set(stream - 1, after);
      following.add(after);
    }
    return following;
  }

  /** Null if no event has any. */
  private @Nullable List<@Nullable String> of(Function<WrittenEvent, @Nullable String> column) {
    List<@Nullable String> values = new ArrayList<>(events.size());
    events.forEach(event -> values.add(column.apply(event)));
    return values.stream().allMatch(Objects::isNull) ? null : values;
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
}
