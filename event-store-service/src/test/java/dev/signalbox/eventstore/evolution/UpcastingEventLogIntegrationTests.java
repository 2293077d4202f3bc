package dev.signalbox.eventstore.evolution;

import static dev.signalbox.eventstore.log.testing.EventFixtures.anyEventId;
import static dev.signalbox.eventstore.log.testing.EventFixtures.anyStream;
import static dev.signalbox.eventstore.log.testing.EventFixtures.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.eventstore.evolution.testing.Step;
import dev.signalbox.eventstore.log.Append;
import dev.signalbox.eventstore.log.AppendOutcome;
import dev.signalbox.eventstore.log.Checkpoint;
import dev.signalbox.eventstore.log.Condition;
import dev.signalbox.eventstore.log.EventLog;
import dev.signalbox.eventstore.log.EventLogContract;
import dev.signalbox.eventstore.log.LogViews;
import dev.signalbox.eventstore.log.Match;
import dev.signalbox.eventstore.log.NewEvent;
import dev.signalbox.eventstore.log.Page;
import dev.signalbox.eventstore.log.RecordedEvent;
import dev.signalbox.eventstore.log.Selection;
import dev.signalbox.eventstore.log.StreamName;
import dev.signalbox.eventstore.log.StreamRange;
import dev.signalbox.eventstore.log.testing.TailingReader;
import dev.signalbox.kit.testing.ServiceIntegrationTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;

/** The contract, and three chained upcasters of which one renames the type. */
@ServiceIntegrationTest
class UpcastingEventLogIntegrationTests extends EventLogContract {

  private static final String OLD = "upcasting.old.v1";
  private static final String NEW = "upcasting.new.v1";

  @Autowired
  @Qualifier(LogViews.STORED)
  private EventLog stored;

  private EventLog newest() {
    return new UpcastingEventLog(
        stored,
        new Upcasters(
            List.of(
                Step.of(OLD, 1, OLD, data -> data.put("two", true)),
                Step.of(OLD, 2, NEW, data -> data.put("three", true)),
                Step.of(NEW, 3, NEW, data -> data.put("four", true)))));
  }

  @Override
  protected EventLog log() {
    return newest();
  }

  @Test
  void readsAStreamInItsNewestForm() {
    StreamName stream = anyStream();
    append(
        Append.of(
            List.of(
                event(stream, OLD, 1),
                event(stream, OLD, 2),
                event(stream, NEW, 3),
                event(stream, NEW, 4))));

    assertThat(newest().read(stream, StreamRange.from(1), 10).events())
        .allSatisfy(
            event -> {
              assertThat(event.type()).isEqualTo(NEW);
              assertThat(event.schemaVersion()).isEqualTo(4);
            })
        .extracting(RecordedEvent::data)
        .containsExactly(
            json("{\"two\":true,\"three\":true,\"four\":true}"),
            json("{\"three\":true,\"four\":true}"),
            json("{\"four\":true}"),
            json("{}"));
    assertThat(stored.read(stream, StreamRange.from(1), 10).events())
        .extracting(RecordedEvent::schemaVersion)
        .containsExactly(1, 2, 3, 4);
  }

  @Test
  void findsUnderTheNewTypeWhatWasRecordedUnderTheOldOne() {
    Checkpoint start = TailingReader.atEndOf(stored).checkpoint();
    StreamName stream = anyStream();
    List<String> ids = new ArrayList<>();
    for (int number = 0; number < 25; number++) {
      NewEvent event = number % 3 == 0 ? event(stream, NEW, 4) : event(stream, OLD, number % 2 + 1);
      append(Append.of(List.of(event, event(stream, "upcasting.other.v1", 1))));
      ids.add(event.id());
    }
    append(Append.of(List.of(event(stream, OLD, 3))));

    for (Selection selection :
        List.of(Selection.type(NEW), new Selection("conversation", NEW, null))) {
      List<String> read = new ArrayList<>();
      Checkpoint from = start;
      Page page;
      do {
        page = newest().after(from, selection, 4);
        assertThat(page.events()).hasSizeLessThanOrEqualTo(4);
        page.events().forEach(event -> read.add(event.id()));
        from = page.events().isEmpty() ? from : page.events().getLast().checkpoint();
      } while (page.more());
      assertThat(read).containsExactlyElementsOf(ids);
    }
    assertThat(newest().after(start, Selection.type(OLD), 100).events()).hasSize(17);
  }

  @Test
  void findsByTagAndNewType() {
    Checkpoint start = TailingReader.atEndOf(stored).checkpoint();
    StreamName stream = anyStream();
    String tag = "upcasting:" + anyEventId();
    append(
        Append.of(
            List.of(
                tagged(stream, "upcasting.other.v1", 1, tag),
                tagged(stream, OLD, 1, tag),
                tagged(stream, NEW, 4, tag))));

    assertThat(newest().after(start, new Selection(null, NEW, tag), 1).events())
        .extracting(RecordedEvent::version)
        .containsExactly(2L);
    assertThat(newest().after(start, new Selection(null, NEW, tag), 10).events())
        .extracting(RecordedEvent::version)
        .containsExactly(2L, 3L);
  }

  @Test
  void aConditionOnTheNewTypeMeansTheOldOneToo() {
    Checkpoint start = TailingReader.atEndOf(stored).checkpoint();
    NewEvent old = event(anyStream(), OLD, 1);
    append(Append.of(List.of(old)));

    assertThat(
            newest()
                .append(
                    Append.of(List.of(event(anyStream(), NEW, 4)))
                        .provided(new Condition(List.of(new Match(Set.of(NEW), Set.of())), start))))
        .isInstanceOf(AppendOutcome.Overtaken.class);
  }

  @Test
  void showsNoOldFormWhenAnUpcasterFails() {
    StreamName stream = anyStream();
    NewEvent event = event(stream, "upcasting.failing.v1", 1);
    append(Append.of(List.of(event)));

    // Only here: the other tests read this database's whole log.
    EventLog broken =
        new UpcastingEventLog(
            stored,
            new Upcasters(
                List.of(
                    Step.of(
                        "upcasting.failing.v1",
                        1,
                        "upcasting.failing.v1",
                        data -> {
                          throw new IllegalStateException("no");
                        }))));

    assertThatThrownBy(() -> broken.read(stream, StreamRange.from(1), 10))
        .isInstanceOf(UpcastFailedException.class)
        .extracting(failure -> ((UpcastFailedException) failure).eventId())
        .isEqualTo(event.id());
  }

  private static NewEvent event(StreamName stream, String type, int schemaVersion) {
    return new NewEvent(
        anyEventId(),
        stream,
        type,
        "test",
        null,
        null,
        null,
        null,
        json("{}"),
        schemaVersion,
        Set.of());
  }

  private static NewEvent tagged(StreamName stream, String type, int schemaVersion, String tag) {
    return new NewEvent(
        anyEventId(),
        stream,
        type,
        "test",
        null,
        null,
        null,
        null,
        json("{}"),
        schemaVersion,
        Set.of(tag));
  }
}
