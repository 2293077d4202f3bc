package dev.signalbox.eventstore.privacy;

import static dev.signalbox.eventstore.log.testing.EventFixtures.anyEventId;
import static dev.signalbox.eventstore.log.testing.EventFixtures.anyStream;
import static dev.signalbox.eventstore.log.testing.EventFixtures.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.signalbox.eventstore.log.Append;
import dev.signalbox.eventstore.log.AppendOutcome;
import dev.signalbox.eventstore.log.EventLog;
import dev.signalbox.eventstore.log.LogViews;
import dev.signalbox.eventstore.log.NewEvent;
import dev.signalbox.eventstore.log.Personal;
import dev.signalbox.eventstore.log.RecordedEvent;
import dev.signalbox.eventstore.log.StreamName;
import dev.signalbox.eventstore.log.StreamRange;
import dev.signalbox.eventstore.privacy.postgres.SubjectKeysFixture;
import dev.signalbox.kit.testing.ServiceIntegrationTest;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/** Several processes with one database, some with another secret. */
@ServiceIntegrationTest
class KeysIntegrationTests {

  private static final String NEXT = "YW5vdGhlciBzZWNyZXQgb2YgMzIgYnl0ZXMgaXMgMzI=";

  private static final JsonMapper EXACT =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  @Autowired private LogViews views;
  @Autowired private EventLog log;
  @Autowired private SubjectKeys keys;
  @Autowired private ForgettingSubjects forgetting;
  @Autowired private PrivacyProperties properties;
  @Autowired private JdbcClient database;
  @Autowired private Clock clock;
  @Autowired private PlatformTransactionManager transactions;

  private final SubjectId subject = new SubjectId("user/" + anyEventId());
  private final StreamName stream = anyStream();

  @Test
  void concurrentFirstAppendsMakeOneKey() throws Exception {
    int writers = 8;
    List<NewEvent> events = new ArrayList<>();
    try (ExecutorService pool = Executors.newFixedThreadPool(writers)) {
      List<Future<AppendOutcome>> outcomes = new ArrayList<>();
      for (int number = 0; number < writers; number++) {
        NewEvent event = personal("value " + number);
        events.add(event);
        outcomes.add(pool.submit(() -> log.append(Append.of(List.of(event)))));
      }
      for (Future<AppendOutcome> outcome : outcomes) {
        assertThat(outcome.get()).isInstanceOf(AppendOutcome.Appended.class);
      }
    }

    assertThat(views.revealed().read(stream, StreamRange.from(1), 100).events())
        .extracting(RecordedEvent::data)
        .containsExactlyInAnyOrderElementsOf(events.stream().map(NewEvent::data).toList());
    assertThat(
            database
                .sql("select count(*) from subject_keys where subject = :subject")
                .param("subject", subject.value())
                .query(Integer.class)
                .single())
        .isEqualTo(1);
    assertThat(keys.subject(subject).orElseThrow().events()).isEqualTo(writers);
  }

  @Test
  void anotherReplicaStopsShowingWhatWasForgottenWithinTheLifeOfItsCache() {
    log.append(Append.of(List.of(personal("secret"))));
    RevealingPersonalData other = new RevealingPersonalData(new CachedKeys(keys, properties));
    assertThat(shownBy(other)).contains("secret");

    forgetting.forget(subject, "key/test");

    assertThat(views.revealed().read(stream, StreamRange.from(1), 1).events().toString())
        .as("at once where it was done")
        .doesNotContain("secret");
    await()
        .atMost(properties.keyCache().multipliedBy(10).plusSeconds(2))
        .until(() -> shownBy(other).contains("forgotten"));
  }

  private String shownBy(RevealingPersonalData replica) {
    return replica
        .reveal(views.stored().read(stream, StreamRange.from(1), 1).events())
        .getFirst()
        .data()
        .toString();
  }

  @Test
  void aKeyIsReadAgainAfterRotation() {
    NewEvent event = personal("secret");
    log.append(Append.of(List.of(event)));
    MasterKeys next = masters(NEXT, properties.secret());
    SubjectKeys rotated = SubjectKeysFixture.keys(database, next, clock, transactions);
    try {
      RotatingKeys.Rotation rotation = new RotatingKeys(rotated, properties).rotate(1_000_000);

      assertThat(rotation.rewrapped()).isPositive();
      assertThat(rotation.remaining()).isZero();
      SubjectKeys without =
          SubjectKeysFixture.keys(database, masters(NEXT, ""), clock, transactions);
      RevealingPersonalData reader = new RevealingPersonalData(new CachedKeys(without, properties));
      assertThat(shownBy(reader)).contains("secret");
      assertThat(new SealingPersonalData(without, masters(NEXT, "")).admit(List.of(event)))
          .as("the data keys are the same")
          .extracting(NewEvent::data)
          .containsExactly(
              views.stored().read(stream, StreamRange.from(1), 1).events().getFirst().data());
    } finally {
      SubjectKeys back =
          SubjectKeysFixture.keys(
              database, masters(properties.secret(), NEXT), clock, transactions);
      new RotatingKeys(back, properties).rotate(1_000_000);
    }
  }

  @Test
  void withoutTheSecretOfThatTimeNothingIsShownAndNothingTaken() {
    log.append(Append.of(List.of(personal("secret"))));
    MasterKeys foreign = masters(NEXT, "");
    SubjectKeys locked = SubjectKeysFixture.keys(database, foreign, clock, transactions);

    assertThat(shownBy(new RevealingPersonalData(new CachedKeys(locked, properties))))
        .contains("unreadable");
    assertThatThrownBy(
            () -> new SealingPersonalData(locked, foreign).admit(List.of(personal("more"))))
        .isInstanceOf(PersonalDataUnavailableException.class);
    assertThatThrownBy(
            () -> new SealingPersonalData(locked, masters("", "")).admit(List.of(personal("more"))))
        .isInstanceOf(PersonalDataUnavailableException.class)
        .hasMessageContaining("SIGNALBOX_SECRET");
  }

  @Test
  void aSealedValueThatWasMovedOrCopiedIsNotShown() {
    log.append(Append.of(List.of(personal("secret"))));
    RecordedEvent stored = views.stored().read(stream, StreamRange.from(1), 1).events().getFirst();
    RecordedEvent moved =
        stored.as("t", 1, json("{\"other\":" + stored.data().path("email") + "}"));

    assertThat(
            new RevealingPersonalData(new CachedKeys(keys, properties))
                .reveal(List.of(moved))
                .getFirst()
                .data())
        .isEqualTo(json("{\"other\":{\"$personal\":\"unreadable\"}}"));
  }

  @Test
  void fieldsWithOddNamesAndNumbersComeBackAsTheyWere() {
    NewEvent event =
        new NewEvent(
            anyEventId(),
            stream,
            "personal.v1",
            "test",
            null,
            null,
            null,
            null,
            EXACT.readTree("{\"a/b\":{\"c~d\":[1.10,{\"\":null}]},\"0\":\"Grüße 🚦\",\"open\":1}"),
            1,
            Set.of(),
            new Personal(subject.value(), Set.of("/a~1b/c~0d/1/", "/a~1b/c~0d/0", "/0")));

    log.append(Append.of(List.of(event)));

    assertThat(
            views
                .revealed()
                .read(stream, StreamRange.from(1), 1)
                .events()
                .getFirst()
                .data()
                .toString())
        .isEqualTo("{\"0\":\"Grüße 🚦\",\"a/b\":{\"c~d\":[1.10,{\"\":null}]},\"open\":1}");
  }

  @Test
  void manyForgetOnce() throws Exception {
    log.append(Append.of(List.of(personal("secret"))));

    try (ExecutorService pool = Executors.newFixedThreadPool(8)) {
      List<Future<?>> all = new ArrayList<>();
      for (int number = 0; number < 8; number++) {
        String by = "key/" + number;
        all.add(pool.submit(() -> forgetting.forget(subject, by)));
      }
      for (Future<?> one : all) {
        one.get();
      }
    }

    assertThat(log.read(subject.stream(), StreamRange.from(1), 10).events())
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.type()).isEqualTo(ForgettingSubjects.EVENT_TYPE);
              assertThat(event.source())
                  .isEqualTo(keys.subject(subject).orElseThrow().forgottenBy());
              assertThat(event.data().toString()).doesNotContain(subject.value());
            });
  }

  @Test
  void somebodyWhoseStreamAlreadyExistsIsForgottenAllTheSame() {
    log.append(Append.of(List.of(personal("secret"))));
    log.append(
        Append.of(
            List.of(
                new NewEvent(
                    anyEventId(),
                    subject.stream(),
                    "t",
                    "test",
                    null,
                    null,
                    null,
                    null,
                    json("{}")))));

    assertThat(forgetting.forget(subject, "key/test").orElseThrow().forgottenAt()).isNotNull();
    assertThat(keys.find(List.of(subject)).get(subject)).isEqualTo(new SubjectKey.Destroyed());
  }

  @Test
  void holdsNoMoreKeysInMemoryThanItMay() {
    PrivacyProperties small =
        new PrivacyProperties(
            properties.secret(), List.of(), Duration.ofMinutes(1), 2, 500, properties.revealTo());
    List<SubjectId> all = new ArrayList<>();
    for (int number = 0; number < 5; number++) {
      SubjectId one = new SubjectId("user/" + anyEventId());
      keys.make(one);
      all.add(one);
    }

    CachedKeys cache = new CachedKeys(keys, small);

    assertThat(cache.find(all)).hasSize(5);
    assertThat(cache.size()).isEqualTo(2);
  }

  private NewEvent personal(String value) {
    return new NewEvent(
        anyEventId(),
        stream,
        "personal.v1",
        "test",
        null,
        null,
        null,
        null,
        json("{\"email\":\"" + value + "\"}"),
        1,
        Set.of(),
        new Personal(subject.value(), Set.of("/email")));
  }

  private static MasterKeys masters(String secret, String previous) {
    return new MasterKeys(
        PrivacyPropertiesTests.bind(
            Map.of(
                "signalbox.event-store.privacy.secret", secret,
                "signalbox.event-store.privacy.previous-secrets", previous)));
  }
}
