package dev.signalbox.eventstore.audit;

import static dev.signalbox.eventstore.log.testing.EventFixtures.anyStream;
import static dev.signalbox.eventstore.log.testing.EventFixtures.events;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.signalbox.eventstore.audit.Finding.Kind;
import dev.signalbox.eventstore.audit.postgres.StoredAudit;
import dev.signalbox.eventstore.log.Append;
import dev.signalbox.eventstore.log.Checkpoint;
import dev.signalbox.eventstore.log.EventLog;
import dev.signalbox.eventstore.log.RecordedEvent;
import dev.signalbox.eventstore.log.Selection;
import dev.signalbox.eventstore.log.postgres.Logs;
import dev.signalbox.eventstore.log.testing.LogSchema;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody who may do anything in the database is found out; 25 events in three segments. */
class TamperingIntegrationTests {

  private static LogSchema schema;

  private EventLog log;
  private Auditing.On audit;
  private List<RecordedEvent> recorded;

  @BeforeAll
  static void makeASchema() {
    schema = LogSchema.create("event_store_tampering");
  }

  @BeforeEach
  void sealALog() {
    schema.empty();
    log = Logs.in(schema.dataSource());
    log.append(Append.of(events(anyStream(), 13)));
    log.append(Append.of(events(anyStream(), 12)));
    audit = Audits.in(schema);
    assertThat(audit.sealing().seal()).isEqualTo(3);
    recorded = log.after(Checkpoint.START, Selection.ALL, 100).events();
    assertThat(verify().clean()).isTrue();
    assertThat(verify().events()).isEqualTo(25);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "data = '{\"text\":\"bye\"}'",
        "data = jsonb_set(data, '{text}', '\"hello \"')",
        "metadata = '{\"a\":1}'",
        "recorded_at = recorded_at + interval '1 microsecond'",
        "recorded_at = 'infinity'",
        "occurred_at = occurred_at - interval '1 day'",
        "tags = '{a:1}'",
        "tags = '{}'",
        "traceparent = ''",
        "causation_id = 'evt_1'",
        "source = 'somebody'",
        "type = 'signalbox.test.other.v1'",
        "category = 'run'",
        "stream = 'conversation/other'",
        "version = 77",
        "schema_version = 2",
        "event_id = 'evt_other'"
      })
  void aChangedColumnIsFound(String change) {
    RecordedEvent victim = recorded.get(14);

    tamper("update events set %s where event_id = '%s'".formatted(change, victim.id()));

    assertThat(verify().findings())
        .extracting(Finding::kind, Finding::segment, Finding::place)
        .containsExactly(tuple(Kind.EVENT_CHANGED, 2L, victim.checkpoint()));
  }

  @Test
  void aRemovedEventIsNamed() {
    tamper("delete from events where event_id = '%s'".formatted(recorded.get(24).id()));
    tamper("delete from events where event_id = '%s'".formatted(recorded.get(3).id()));

    assertThat(verify().findings())
        .extracting(Finding::kind, Finding::segment, Finding::eventId)
        .containsExactly(
            tuple(Kind.EVENT_REMOVED, 1L, recorded.get(3).id()),
            tuple(Kind.EVENT_REMOVED, 3L, recorded.get(24).id()));
  }

  @Test
  void anEventInsertedAtAForgedPlaceIsNamed() {
    tamper(
        """
        insert into events
        select tx, position + 1000000, stream, 99, category, 'evt_forged', type, schema_version, source, occurred_at,
               recorded_at, traceparent, causation_id, tags, metadata, data
          from events where event_id = '%s'
        """
            .formatted(recorded.get(4).id()));

    assertThat(verify().findings())
        .extracting(Finding::kind, Finding::segment, Finding::eventId)
        .containsExactly(tuple(Kind.EVENT_INSERTED, 2L, "evt_forged"));
  }

  @Test
  void twoRowsThatChangedPlacesAreNamed() {
    RecordedEvent one = recorded.get(11);
    RecordedEvent other = recorded.get(21);

    tamper(
        """
        update events e set tx = o.tx, position = o.position
          from events o
         where e.event_id in ('%1$s', '%2$s') and o.event_id in ('%1$s', '%2$s') and o.event_id <> e.event_id
        """
            .formatted(one.id(), other.id()));

    assertThat(verify().findings())
        .extracting(Finding::kind, Finding::segment, Finding::eventId)
        .containsExactly(
            tuple(Kind.EVENT_CHANGED, 2L, other.id()), tuple(Kind.EVENT_CHANGED, 3L, one.id()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "events = 9",
        "root = repeat('0', 64)",
        "sealed_at = sealed_at - interval '1 day'",
        "previous_hash = repeat('0', 64)",
        "to_position = to_position + 1"
      })
  void aChangedSegmentIsNamed(String change) {
    tamper("update audit_segments set " + change + " where number = 2");

    assertThat(verify().findings())
        .extracting(Finding::kind, Finding::segment)
        .contains(tuple(Kind.SEGMENT_CHANGED, 2L));
  }

  @Test
  void aSegmentWithAnotherHashBreaksTheChain() {
    tamper("update audit_segments set hash = repeat('1', 64) where number = 2");

    assertThat(verify().findings())
        .extracting(Finding::kind, Finding::segment)
        .containsExactly(tuple(Kind.SEGMENT_CHANGED, 2L), tuple(Kind.CHAIN_BROKEN, 3L));
  }

  @Test
  void aSignatureThatIsNotOursIsNamed() {
    tamper("update audit_segments set signature = repeat('0', 128) where number = 2");

    assertThat(verify().findings())
        .extracting(Finding::kind, Finding::segment)
        .containsExactly(tuple(Kind.BAD_SIGNATURE, 2L));
  }

  @Test
  void aKeyOfSomebodyElseIsWorthNothing() {
    AuditKey theirs = AuditKey.make(Instant.now());
    KeySeal seal = new KeySeal(Base64.getEncoder().encodeToString(new byte[32]));
    Segment first = audit.segments().find(1).orElseThrow().segment();
    StoredAudit.in(schema, ArchivedRows.NONE)
        .keys()
        .add(
            theirs.id(),
            theirs.publicKey(),
            seal.seal(theirs.privateKey(), theirs.publicKey()),
            theirs.madeAt());
    Segment forged =
        new Segment(
            1, first.after(), first.to(), 10, Hash.NONE, Hash.NONE, theirs.id(), first.sealedAt());
    SealedSegment signed = SealedSegment.of(forged, theirs);
    tamper(
        "update audit_segments set root = '%s', hash = '%s', key_id = '%s', signature = '%s' where number = 1"
            .formatted(Hash.NONE, signed.hash(), theirs.id(), signed.signature()));

    assertThat(verify().findings())
        .extracting(Finding::kind, Finding::segment)
        .contains(tuple(Kind.BAD_SIGNATURE, 1L), tuple(Kind.CHAIN_BROKEN, 2L));
  }

  @Test
  void aListOfHashesThatWasChangedIsNamed() {
    RecordedEvent victim = recorded.get(14);
    tamper("update audit_segments set leaves = '\\x00' where number = 2");
    assertThat(verify().findings())
        .extracting(Finding::kind, Finding::segment)
        .containsExactly(tuple(Kind.LEAVES_CHANGED, 2L));

    tamper("update events set data = '{}' where event_id = '%s'".formatted(victim.id()));
    assertThat(verify().findings())
        .extracting(Finding::kind, Finding::segment)
        .containsExactly(tuple(Kind.LEAVES_CHANGED, 2L), tuple(Kind.EVENTS_CHANGED, 2L));
  }

  @Test
  void segmentsCutOffAtTheEndAreMissed() {
    tamper("delete from audit_segments where number >= 2");

    assertThat(verify().findings())
        .extracting(Finding::kind, Finding::segment)
        .containsExactly(tuple(Kind.SEGMENT_REMOVED, 2L), tuple(Kind.SEGMENT_REMOVED, 3L));
    assertNothingIsSealedAnyMore();
  }

  @Test
  void segmentsCutOffTogetherWithTheHeadAreMissed() {
    tamper("delete from audit_segments where number = 3; delete from audit_head");

    assertThat(Audits.in(schema).verifying().verify(1, null, 100).findings())
        .extracting(Finding::kind)
        .containsExactly(Kind.HEAD_CHANGED);
    assertNothingIsSealedAnyMore();
  }

  @Test
  void aChainSetBackToAnOldStateIsMissedByWhoSawTheNewOne() {
    tamper("create table kept as table audit_head");
    log.append(Append.of(events(anyStream(), 3)));
    audit.sealing().seal();
    assertThat(verify().clean()).isTrue();

    tamper(
        "delete from audit_segments where number = 4; delete from audit_head; "
            + "insert into audit_head table kept");

    assertThat(verify().findings())
        .extracting(Finding::kind, Finding::segment)
        .containsExactly(tuple(Kind.HEAD_CHANGED, 4L));
  }

  @Test
  void aSegmentTakenOutOfTheMiddleIsMissed() {
    tamper("delete from audit_segments where number = 2");

    assertThat(verify().findings())
        .extracting(Finding::kind, Finding::segment)
        .containsExactly(tuple(Kind.SEGMENT_REMOVED, 2L));
    assertThat(audit.verifying().verify(3, null, 100).findings())
        .extracting(Finding::kind, Finding::segment)
        .containsExactly(tuple(Kind.SEGMENT_REMOVED, 2L));
  }

  @Test
  void everythingTakenAwayIsMissed() {
    tamper("delete from audit_segments");

    assertThat(verify().findings())
        .extracting(Finding::kind)
        .containsExactly(Kind.SEGMENT_REMOVED, Kind.SEGMENT_REMOVED, Kind.SEGMENT_REMOVED);
  }

  @Test
  void thereIsNoProofOfAnEventThatWasChanged() {
    tamper("update events set data = '{}' where event_id = '%s'".formatted(recorded.get(2).id()));

    assertThat(audit.proving().prove(recorded.get(2).id())).isEqualTo(new ProofOutcome.Tampered(1));
    assertThat(audit.proving().prove(recorded.get(1).id())).isInstanceOf(ProofOutcome.Proven.class);
  }

  private void assertNothingIsSealedAnyMore() {
    log.append(Append.of(events(anyStream(), 3)));
    assertThatThrownBy(() -> audit.sealing().seal()).isInstanceOf(SealingRefusedException.class);
  }

  private Verification verify() {
    return audit.verifying().verify(1, null, 100);
  }

  private void tamper(String sql) {
    schema.asSuperuser(sql);
  }
}
