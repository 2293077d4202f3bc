package dev.signalbox.eventstore.archive;

import static dev.signalbox.eventstore.log.testing.EventFixtures.anyEventId;
import static dev.signalbox.eventstore.log.testing.EventFixtures.event;
import static dev.signalbox.eventstore.log.testing.EventFixtures.events;
import static dev.signalbox.eventstore.log.testing.EventFixtures.tagged;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.eventstore.archive.Archive.State;
import dev.signalbox.eventstore.archive.file.DirectoryStore;
import dev.signalbox.eventstore.evolution.Upcasters;
import dev.signalbox.eventstore.evolution.UpcastingEventLog;
import dev.signalbox.eventstore.evolution.testing.Step;
import dev.signalbox.eventstore.log.Append;
import dev.signalbox.eventstore.log.ArchivedException;
import dev.signalbox.eventstore.log.Checkpoint;
import dev.signalbox.eventstore.log.EventLog;
import dev.signalbox.eventstore.log.Page;
import dev.signalbox.eventstore.log.RecordedEvent;
import dev.signalbox.eventstore.log.Selection;
import dev.signalbox.eventstore.log.StreamName;
import dev.signalbox.eventstore.log.UnreadableArchiveException;
import dev.signalbox.eventstore.log.postgres.Logs;
import dev.signalbox.eventstore.log.testing.LogSchema;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A log of 60 events, the first 20 of March and the next 20 of April 2025, with five of each month
 * among those of the other and two of today among them.
 */
class ReadingThroughArchivesIntegrationTests {

  private static final YearMonth MARCH = YearMonth.of(2025, 3);
  private static final YearMonth APRIL = YearMonth.of(2025, 4);
  private static final StreamName RARE = new StreamName("rare/1");
  private static final List<Selection> SELECTIONS =
      List.of(
          Selection.ALL,
          Selection.category("conversation"),
          Selection.category("rare"),
          Selection.type("signalbox.test.tagged.v1"),
          Selection.type("none.v1"),
          Selection.tag("a:1"),
          new Selection("rare", "signalbox.test.tagged.v1", "b \"x\""));

  private Path directory;
  private LogSchema schema;
  private OldMonths months;
  private EventLog log;
  private List<RecordedEvent> all;

  @BeforeEach
  void makeAnOldLog(@TempDir Path files) {
    directory = files;
    schema = LogSchema.create("event_store_reading_archives");
    months = new OldMonths(schema, directory);
    EventLog writer = Logs.in(schema.dataSource());
    for (int number = 0; number < 60; number += 4) {
      StreamName stream = new StreamName("conversation/" + number);
      writer.append(
          Append.of(
              List.of(
                  event(anyEventId(), stream, "null"),
                  event(anyEventId(), stream, "{\"n\":1.10,\"e\":1e3,\"t\":\"\\\"é\"}"),
                  tagged(RARE, "signalbox.test.tagged.v1", "a:1", "b \"x\""),
                  events(stream, 1).getFirst())));
    }
    List<RecordedEvent> recorded = writer.after(Checkpoint.START, Selection.ALL, 100).events();
    Predicate<Integer> march =
        index -> (index < 20 && index % 4 != 3) || (index >= 20 && index < 25);
    Predicate<Integer> today = index -> index == 6 || index == 30 || index >= 40;
    months.backdate(MARCH, chosen(recorded, march.and(today.negate())));
    months.backdate(APRIL, chosen(recorded, march.negate().and(today.negate())));
    all = writer.after(Checkpoint.START, Selection.ALL, 100).events();
    log = Logs.withArchives(schema.dataSource(), months.events());
  }

  private static List<RecordedEvent> chosen(List<RecordedEvent> all, Predicate<Integer> which) {
    return IntStream.range(0, all.size()).boxed().filter(which).map(all::get).toList();
  }

  @Test
  void everySelectionIsReadInItsOrderWhateverIsArchived() {
    assertEverythingIsRead();
    months.detach(MARCH);
    assertEverythingIsRead();
    months.archive(APRIL);
    assertThat(months.state(MARCH)).as("whoever works takes all up").isEqualTo(State.ARCHIVED);
    assertEverythingIsRead();
    months.restore(MARCH);
    assertThat(months.state(MARCH)).isEqualTo(State.ATTACHED);
    assertEverythingIsRead();
    months.archive(MARCH);
    months.restore(APRIL);
    assertEverythingIsRead();
    months.detach(APRIL);
    assertEverythingIsRead();
    assertThatThrownBy(
            () -> Logs.in(schema.dataSource()).after(Checkpoint.START, Selection.ALL, 100))
        .as("others are told")
        .isInstanceOf(ArchivedException.class);
  }

  @Test
  void theHeadIsTheLastEventWhereverItIs() {
    months.archive(MARCH);
    assertThat(log.head().checkpoint()).isEqualTo(all.getLast().checkpoint());
    schema.asSuperuser("delete from events");
    assertThat(log.head().checkpoint()).isEqualTo(all.get(24).checkpoint());
    assertThat(read(log, Selection.ALL, 7)).hasSize(19);
  }

  @Test
  void eventsOfSeveralOldTypesAreReadInTheirNewest() {
    months.archive(MARCH);
    months.archive(APRIL);
    EventLog newest =
        new UpcastingEventLog(
            log,
            new Upcasters(
                List.of(
                    Step.of(
                        "signalbox.test.tagged.v1",
                        1,
                        "signalbox.test.happened.v1",
                        data -> data))));

    assertThat(read(newest, Selection.type("signalbox.test.happened.v1"), 4))
        .extracting(RecordedEvent::id)
        .hasSize(60)
        .isEqualTo(all.stream().map(RecordedEvent::id).toList());
  }

  @Test
  void aFileIsReadOnceByEachReaderHoweverSmallItsPages() {
    months.archive(MARCH);
    months.archive(APRIL);
    AtomicInteger opened = new AtomicInteger();
    EventLog counted =
        Logs.withArchives(
            schema.dataSource(), months.events(counting(opened, new DirectoryStore(directory))));

    Checkpoint behind = Checkpoint.START;
    for (RecordedEvent event : all) {
      assertThat(counted.after(event.checkpoint(), Selection.ALL, 3)).isNotNull();
      assertThat(counted.after(event.checkpoint(), Selection.ALL, 3)).isNotNull();
      behind = counted.after(behind, Selection.ALL, 1).events().getLast().checkpoint();
    }
    assertThat(behind).isEqualTo(all.getLast().checkpoint());
    assertThat(opened).as("two readers, two files, a look at all of it first").hasValue(8);

    for (int time = 0; time < 3; time++) {
      assertThat(counted.after(Checkpoint.START, Selection.type("none.v1"), 10).events()).isEmpty();
    }
    assertThat(opened).as("that nothing comes is remembered").hasValue(12);
  }

  @Test
  void saysWhyAFileCannotBeReadAndGoesOnOnceItIsThere() throws IOException {
    months.archive(MARCH);
    Path away = directory.resolve("away");
    Files.move(months.file(MARCH), away);
    assertThatThrownBy(() -> read(log, Selection.ALL, 10))
        .isInstanceOf(UnreadableArchiveException.class)
        .hasMessageContaining("2025-03")
        .hasMessageContaining("no such file");

    byte[] changed = Files.readAllBytes(away);
    changed[changed.length / 2] ^= 1;
    Files.write(months.file(MARCH), changed);
    assertThatThrownBy(() -> read(log, Selection.ALL, 10))
        .isInstanceOf(UnreadableArchiveException.class)
        .hasMessageContaining("checksum");
    assertThatThrownBy(
            () ->
                read(
                    Logs.withArchives(schema.dataSource(), months.events(null)), Selection.ALL, 10))
        .hasMessageContaining("no directory");

    Files.copy(away, months.file(MARCH), StandardCopyOption.REPLACE_EXISTING);
    assertThat(read(log, Selection.ALL, 10)).isEqualTo(all);
  }

  @Test
  void readersMissNothingWhileMonthsGoOutAndIn() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> archiving =
          threads.submit(
              () -> {
                for (int round = 0; round < 3; round++) {
                  months.archive(MARCH);
                  months.archive(APRIL);
                  months.restore(MARCH);
                  months.restore(APRIL);
                }
              });
      int reads = 0;
      while (!archiving.isDone() || reads == 0) {
        Selection selection = SELECTIONS.get(reads++ % SELECTIONS.size());
        assertThat(read(log, selection, 5)).isEqualTo(expected(selection));
      }
      archiving.get();
    }
    assertThat(months.state(MARCH)).isEqualTo(State.ATTACHED);
  }

  private void assertEverythingIsRead() {
    for (Selection selection : SELECTIONS) {
      for (int limit : List.of(3, 100)) {
        assertThat(read(log, selection, limit))
            .as("%s, %d at a time", selection, limit)
            .isEqualTo(expected(selection));
      }
    }
  }

  private List<RecordedEvent> expected(Selection selection) {
    return all.stream().filter(selection::takes).toList();
  }

  private static List<RecordedEvent> read(EventLog log, Selection selection, int limit) {
    List<RecordedEvent> read = new ArrayList<>();
    Checkpoint checkpoint = Checkpoint.START;
    while (true) {
      Page page = log.after(checkpoint, selection, limit);
      read.addAll(page.events());
      assertThat(page.events()).hasSizeLessThanOrEqualTo(limit);
      assertThat(page.events().isEmpty() && page.more()).isFalse();
      if (!page.more()) {
        return read;
      }
      checkpoint = page.events().getLast().checkpoint();
    }
  }

  private static ArchiveStore counting(AtomicInteger opened, ArchiveStore store) {
    return new ArchiveStore() {
      @Override
      public void write(String name, Content content) throws IOException {
        store.write(name, content);
      }

      @Override
      public InputStream open(String name) throws IOException {
        opened.incrementAndGet();
        return store.open(name);
      }
    };
  }
}
