package dev.signalbox.kit.housekeeping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.kit.schema.KitTables;
import dev.signalbox.kit.testing.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class HousekeepingIntegrationTests {
  private final MutableClock clock = new MutableClock();
  private final JdbcClient jdbc = JdbcClient.create(KitTables.of("housekeeping"));
  private final Housekeeping housekeeping = new Housekeeping(jdbc, clock, List.of());

  @BeforeEach
  void rows() {
    clock.stopAt(Instant.parse("2026-11-20T12:00:00Z"));
    jdbc.sql("DELETE FROM kit_consumed_event").update();
    jdbc.sql(
            """
            INSERT INTO kit_consumed_event (consumer, event_id, consumed_at)
            SELECT 'c', 'old_' || n, timestamptz '2026-10-20 12:00Z' FROM generate_series(1, 2500) n
            UNION ALL
            SELECT 'c', 'new_' || n, timestamptz '2026-10-22 12:00Z' FROM generate_series(1, 10) n
            """)
        .update();
  }

  @Test
  void consumedEventsAreForgottenAfterThirtyDays() {
    assertThat(housekeeping.run()).isEqualTo(2_500);
    assertThat(housekeeping.run()).isZero();
    assertThat(remaining()).isEqualTo(10);

    clock.advance(Duration.ofDays(2));

    assertThat(housekeeping.run()).isEqualTo(10);
  }

  @Test
  void whatAServiceDeclaresExpiresToo() {
    jdbc.sql("CREATE TABLE IF NOT EXISTS kept (made_at timestamptz)").update();
    jdbc.sql(
            "INSERT INTO kept VALUES (timestamptz '2026-11-20 10:59Z'), (timestamptz '2026-11-20 11:01Z')")
        .update();

    new Housekeeping(jdbc, clock, List.of(new Expiry("kept", "made_at", Duration.ofHours(1))))
        .run();

    assertThat(jdbc.sql("SELECT count(*) FROM kept").query(Integer.class).single()).isEqualTo(1);
    assertThat(remaining()).isEqualTo(10);
  }

  @Test
  void whatIsStillNeededStaysHoweverOldItIs() {
    jdbc.sql("CREATE TABLE IF NOT EXISTS wanted (made_at timestamptz, done boolean)").update();
    jdbc.sql(
            "INSERT INTO wanted SELECT timestamptz '2026-11-20 10:00Z', n = 1 FROM generate_series(1, 3) n")
        .update();

    new Housekeeping(
            jdbc, clock, List.of(new Expiry("wanted", "made_at", Duration.ofHours(1), "done")))
        .run();

    assertThat(jdbc.sql("SELECT count(*) FROM wanted").query(Integer.class).single()).isEqualTo(2);
  }

  private int remaining() {
    return jdbc.sql("SELECT count(*) FROM kit_consumed_event").query(Integer.class).single();
  }
}
