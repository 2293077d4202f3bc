package dev.signalbox.eventstore.privacy;

import static dev.signalbox.eventstore.log.testing.EventFixtures.anyEventId;
import static dev.signalbox.eventstore.log.testing.EventFixtures.anyStream;
import static dev.signalbox.eventstore.log.testing.EventFixtures.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.signalbox.eventstore.log.Append;
import dev.signalbox.eventstore.log.AppendOutcome;
import dev.signalbox.eventstore.log.Checkpoint;
import dev.signalbox.eventstore.log.EventLog;
import dev.signalbox.eventstore.log.NewEvent;
import dev.signalbox.eventstore.log.Page;
import dev.signalbox.eventstore.log.Personal;
import dev.signalbox.eventstore.log.RecordedEvent;
import dev.signalbox.eventstore.log.Selection;
import dev.signalbox.eventstore.log.StreamName;
import dev.signalbox.eventstore.log.StreamRange;
import dev.signalbox.eventstore.log.testing.ChildProcess;
import dev.signalbox.eventstore.log.testing.LogSchema;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import tools.jackson.databind.JsonNode;

/** Somebody is forgotten while others append about them, and while who forgets is killed. */
class ForgettingStormIntegrationTests {

  private static final String SCHEMA = "event_store_forgetting";
  private static final int WRITERS = 4;
  private static final int REFUSALS = 3;
  private static final JsonNode FORGOTTEN = json("{\"$personal\":\"forgotten\"}");

  private static LogSchema schema;
  private static PrivateLog one;
  private static PrivateLog other;

  private final SubjectId subject = new SubjectId("user/" + anyEventId());
  private final StreamName hot = anyStream();
  private final String secret = "secret-" + anyEventId();
  private final Set<String> taken = ConcurrentHashMap.newKeySet();
  private final Set<String> refused = ConcurrentHashMap.newKeySet();
  private final Queue<String> breaks = new ConcurrentLinkedQueue<>();
  private final Set<PrivateLog> seenBy = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean forgotten = new AtomicBoolean();

  @BeforeAll
  static void make() {
    schema = LogSchema.create(SCHEMA);
    one = replica();
    other = replica();
  }

  @AfterAll
  static void close() {
    one.close();
    other.close();
  }

  @Test
  void appendsThatRaceAForgettingAreWholeAndUnreadableOrRefused() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> writers = new ArrayList<>();
      for (int number = 0; number < WRITERS; number++) {
        writers.add(threads.submit(() -> write(one.hidden())));
        writers.add(threads.submit(() -> write(other.revealed())));
      }
      List<Future<?>> readers =
          Stream.of(one, other).<Future<?>>map(log -> threads.submit(() -> read(log))).toList();
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> taken.size() > 200 && seenBy.size() == readers.size());

      assertThat(one.forgetting().forget(subject, "key/test").orElseThrow().forgottenAt())
          .isNotNull();
      forgotten.set(true);

      for (Future<?> writer : writers) {
        writer.get();
      }
      for (Future<?> reader : readers) {
        reader.get();
      }
    }

    assertThat(breaks).isEmpty();
    assertThat(refused).hasSize(2 * 2 * WRITERS * REFUSALS);
    assertThat(all(one.stored()).map(RecordedEvent::id))
        .as("both events of each append or none")
        .containsExactlyInAnyOrderElementsOf(taken);
    assertThat(forgettings(subject)).containsExactly("key/test");
    try (PrivateLog late = replica()) {
      for (EventLog log :
          List.of(
              one.hidden(), one.revealed(), other.hidden(), other.revealed(), late.revealed())) {
        assertThat(all(log))
            .hasSize(taken.size())
            .allSatisfy(event -> assertThat(event.data().path("email")).isEqualTo(FORGOTTEN));
      }
    }
    assertThat(
            one.database()
                .sql("select count(*) from events where strpos(events::text, :secret) > 0")
                .param("secret", secret)
                .query(Integer.class)
                .single())
        .isZero();
  }

  // Appends to a stream of its own and to one that all append to, until it was refused some times.
  private void write(EventLog log) {
    StreamName own = anyStream();
    int refusals = 0;
    while (refusals < REFUSALS) {
      List<NewEvent> events = List.of(personal(own, subject), personal(hot, subject));
      List<String> ids = events.stream().map(NewEvent::id).toList();
      boolean answered = forgotten.get();
      try {
        assertThat(log.append(Append.of(events))).isInstanceOf(AppendOutcome.Appended.class);
        taken.addAll(ids);
        if (answered) {
          breaks.add("taken after the answer: " + ids);
        }
      } catch (SubjectForgottenException e) {
        refused.addAll(ids);
        refusals++;
      }
    }
  }

  // Until nothing of it is seen any more, which must be soon after the answer and stay so.
  private void read(PrivateLog log) {
    EventLog revealed = log.revealed();
    while (!forgotten.get()) {
      if (all(revealed).anyMatch(this::shows)) {
        seenBy.add(log);
      }
    }
    await()
        .atMost(PrivateLog.KEY_CACHE.multipliedBy(10))
        .until(() -> all(revealed).noneMatch(this::shows));
  }

  private boolean shows(RecordedEvent event) {
    return event.data().toString().contains(secret);
  }

  @Test
  void aConnectionLostWithBothWrittenLeavesNeither() {
    one.hidden().append(Append.of(List.of(personal(hot, subject))));
    ForgettingSubjects killed = one.forgetting(new KilledWithTheKey(one.keys(), one.database()));

    assertThatThrownBy(() -> killed.forget(subject, "key/killed"))
        .isInstanceOfAny(DataAccessException.class, TransactionException.class);

    assertThat(forgettings(subject)).isEmpty();
    assertThat(one.keys().find(List.of(subject)).get(subject)).isInstanceOf(SubjectKey.Live.class);
    assertThat(one.revealed().read(hot, StreamRange.from(1), 1).events()).anyMatch(this::shows);

    one.forgetting().forget(subject, "key/again");

    assertThat(forgettings(subject)).containsExactly("key/again");
    assertThat(one.keys().find(List.of(subject)).get(subject))
        .isEqualTo(new SubjectKey.Destroyed());
  }

  @Test
  void aProcessKilledWhileForgettingLeavesBothOrNeither() throws Exception {
    List<SubjectId> subjects =
        IntStream.range(0, 6).mapToObj(number -> new SubjectId(subject + "/" + number)).toList();
    subjects.forEach(someone -> one.hidden().append(Append.of(List.of(personal(hot, someone)))));
    SubjectId stuck = subjects.get(3);
    String[] names = subjects.stream().map(SubjectId::value).toArray(String[]::new);
    int backend;
    try (Connection holder = schema.dataSource().getConnection();
        PreparedStatement hold =
            holder.prepareStatement("select from subject_keys where subject = ? for update")) {
      holder.setAutoCommit(false);
      hold.setString(1, stuck.value());
      hold.execute();
      try (ChildProcess child =
          ChildProcess.start(ForgettingProcess.class, schema.server(), SCHEMA, names)) {
        backend =
            await()
                .atMost(Duration.ofSeconds(60))
                .until(ForgettingStormIntegrationTests::waiting, found -> found > 0);
        child.kill();
      }
      holder.rollback();
    }
    await().atMost(Duration.ofSeconds(60)).until(() -> !lives(backend));

    for (SubjectId someone : subjects) {
      boolean before = subjects.indexOf(someone) < subjects.indexOf(stuck);
      assertThat(forgettings(someone)).hasSize(before ? 1 : 0);
      assertThat(one.keys().subject(someone).orElseThrow().forgottenAt() != null).isEqualTo(before);
    }
    subjects.forEach(someone -> other.forgetting().forget(someone, "key/again"));
    assertThat(subjects)
        .allSatisfy(
            someone -> {
              assertThat(forgettings(someone)).hasSize(1);
              assertThat(one.keys().find(List.of(someone)).get(someone))
                  .isEqualTo(new SubjectKey.Destroyed());
            });
  }

  /** The process of the server that waits to destroy a key; 0: none does. */
  private static int waiting() {
    return one.database()
        .sql(
            """
            select coalesce(max(pid), 0) from pg_stat_activity
             where usename = current_user and wait_event_type = 'Lock' and query like 'update subject_keys%'
            """)
        .query(Integer.class)
        .single();
  }

  private static boolean lives(int backend) {
    return one.database()
        .sql("select exists (select from pg_stat_activity where pid = :backend)")
        .param("backend", backend)
        .query(Boolean.class)
        .single();
  }

  /** By whom it is recorded that the subject was forgotten. */
  private static List<String> forgettings(SubjectId subject) {
    return one.stored().read(subject.stream(), StreamRange.from(1), 10).events().stream()
        .map(RecordedEvent::source)
        .toList();
  }

  private Stream<RecordedEvent> all(EventLog log) {
    List<RecordedEvent> events = new ArrayList<>();
    Checkpoint from = Checkpoint.START;
    Page page;
    do {
      page = log.after(from, Selection.tag(subject.tag()), 500);
      events.addAll(page.events());
      from = page.events().isEmpty() ? from : page.events().getLast().checkpoint();
    } while (page.more());
    return events.stream();
  }

  private NewEvent personal(StreamName stream, SubjectId someone) {
    return new NewEvent(
        anyEventId(),
        stream,
        "personal.v1",
        "test",
        null,
        null,
        null,
        null,
        json("{\"email\":\"" + secret + "\"}"),
        1,
        Set.of(),
        new Personal(someone.value(), Set.of("/email")));
  }

  private static PrivateLog replica() {
    return PrivateLog.at(schema.server().url(), SCHEMA, schema.server().createService(SCHEMA));
  }
}
