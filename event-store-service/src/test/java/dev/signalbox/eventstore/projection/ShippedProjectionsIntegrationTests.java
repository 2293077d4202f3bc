package dev.signalbox.eventstore.projection;

import static dev.signalbox.eventstore.log.testing.EventFixtures.event;
import static dev.signalbox.eventstore.projection.testing.ConversationFixture.TEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.eventstore.log.Append;
import dev.signalbox.eventstore.log.NewEvent;
import dev.signalbox.eventstore.log.StreamName;
import dev.signalbox.eventstore.projection.activity.ActivityHours;
import dev.signalbox.eventstore.projection.activity.AgentActivity;
import dev.signalbox.eventstore.projection.cost.CostDays;
import dev.signalbox.eventstore.projection.cost.CostPerDay;
import dev.signalbox.eventstore.projection.testing.ConversationFixture;
import dev.signalbox.eventstore.projection.testing.Replica;
import dev.signalbox.eventstore.projection.timeline.ConversationTimeline;
import dev.signalbox.eventstore.projection.timeline.TimelineEntry;
import dev.signalbox.eventstore.projection.timeline.Timelines;
import dev.signalbox.kit.id.IdKind;
import dev.signalbox.kit.money.Usd;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The three projections, on events as the platform's services publish them. */
class ShippedProjectionsIntegrationTests {

  private static final String SCHEMA = "event_store_shipped";
  private static final Instant HOUR = TEN;

  private static final Projection TIMELINE =
      new ConversationTimeline().conversationTimelineProjection();
  private static final Projection ACTIVITY = new AgentActivity().agentActivityProjection();
  private static final Projection COST = new CostPerDay().costPerDayProjection();

  private static Replica replica;

  private static final ConversationFixture CONVERSATION =
      new ConversationFixture("maths")
          .answered("0.000123")
          .failed()
          .abstained()
          .after(Duration.ofMinutes(59).plusSeconds(57))
          .answered("0.1000000000000000000000000000001");

  @BeforeAll
  static void fill() {
    Replica.migrate(SCHEMA);
    replica = Replica.of(SCHEMA, TIMELINE, ACTIVITY, COST);
    List<NewEvent> all = new ArrayList<>(CONVERSATION.events());
    all.add(
        ConversationFixture.cost(
            new StreamName("attempt/att_9"), "att_9", null, null, "o9", null, TEN));
    all.add(event(IdKind.EVENT.next(), CONVERSATION.stream(), "[\"not\",\"an object\"]"));
    all.forEach(one -> replica.log().append(Append.of(List.of(one))));
    for (Projection projection : List.of(TIMELINE, ACTIVITY, COST)) {
      replica.controlling().register(projection);
      while (replica.watching().status(projection).shadow() != null) {
        replica.running().round(projection);
      }
    }
  }

  @AfterAll
  static void close() {
    replica.close();
  }

  @Test
  void theTimelineHasEachEventOnceAndInOrder() {
    List<TimelineEntry> entries =
        new Timelines(replica.database(), replica.log()).read(CONVERSATION.stream(), 0, 100);

    assertThat(entries)
        .extracting(TimelineEntry::eventId)
        .containsExactlyElementsOf(
            replica
                .database()
                .sql("select event_id from events where stream = :stream order by version")
                .param("stream", CONVERSATION.stream().value())
                .query(String.class)
                .list());
    assertThat(entries.subList(0, 10))
        .extracting(TimelineEntry::kind)
        .containsExactly(
            "conversation_started",
            "message_received",
            "routed",
            "attempt_started",
            "usage_recorded",
            "cost_recorded",
            "attempt_started",
            "usage_recorded",
            "cost_recorded",
            "answered");
    TimelineEntry routed = entries.get(2);
    assertThat(routed.agentId()).isEqualTo("maths");
    assertThat(routed.details().path("confidence").asString()).isEqualTo("0.8312");
    assertThat(entries.get(4).details().path("buckets").path("output_visible").asInt())
        .isEqualTo(30);
    assertThat(entries.get(5).details().path("cost_usd").asString()).isEqualTo("0.000123");
    assertThat(entries.get(1).text()).isEqualTo("What is six times seven?");
    assertThat(entries.get(9).text()).isEqualTo("Forty-two.");
    assertThat(entries.getLast().kind()).isEqualTo("other");
  }

  @Test
  void theTimelineKeepsNoTextsAndNoPeople() {
    assertThat(
            replica
                .database()
                .sql("select string_agg(t::text, ' ') from projection_conversation_timeline t")
                .query(String.class)
                .single())
        .doesNotContain("ada", "Forty-two", "six times");
  }

  @Test
  void activityIsCountedByTheHour() {
    List<ActivityHours.Hour> hours =
        new ActivityHours(replica.database())
            .read(
                new ActivityHours.Query("maths", HOUR, HOUR.plus(Duration.ofDays(1))),
                Instant.EPOCH,
                "",
                10);

    assertThat(hours)
        .containsExactly(
            new ActivityHours.Hour("maths", HOUR, 3, 1, 1, 2000L, 48, 136),
            new ActivityHours.Hour("maths", HOUR.plus(Duration.ofHours(1)), 0, 1, 0, 2000L, 0, 0));
    assertThat(openRuns()).isZero();
  }

  @Test
  void costIsAddedUpExactly() {
    List<CostDays.Day> days = days(true, true, true, null, 10);

    assertThat(days)
        .containsExactly(
            day("", "o9", "0", 0, 1),
            day("maths", "gpt-5-mini", "0.2002460000000000000000000000002", 4, 0));
    assertThat(sumOfTheLog()).isEqualTo("0.2002460000000000000000000000002");
  }

  @Test
  void costIsDividedAsAskedAndReadInPages() {
    assertThat(days(false, false, true, null, 10))
        .singleElement()
        .satisfies(
            day -> {
              assertThat(day.provider()).isEqualTo("openai");
              assertThat(day.agentId()).isNull();
              assertThat(day.entries()).isEqualTo(4);
              assertThat(day.unpriced()).isEqualTo(1);
            });
    List<CostDays.Day> first = days(true, true, true, null, 1);
    assertThat(days(true, true, true, first.getFirst(), 10))
        .extracting(CostDays.Day::agentId)
        .containsExactly("maths");
  }

  private static List<CostDays.Day> days(
      boolean byAgent,
      boolean byModel,
      boolean byProvider,
      CostDays.@Nullable Day after,
      int limit) {
    LocalDate day = LocalDate.of(2026, 11, 20);
    return new CostDays(replica.database())
        .read(
            new CostDays.Query(day, day, null, null, null, byAgent, byModel, byProvider),
            after,
            limit);
  }

  private static CostDays.Day day(
      String agent, String model, String cost, long entries, long unpriced) {
    return new CostDays.Day(
        LocalDate.of(2026, 11, 20), agent, model, "openai", false, Usd.of(cost), entries, unpriced);
  }

  private static String sumOfTheLog() {
    return replica
        .database()
        .sql(
            """
            select trim_scale(sum((data ->> 'cost_usd')::numeric))::text from events
             where type = 'signalbox.cost.recorded.v1'
            """)
        .query(String.class)
        .single();
  }

  private static long openRuns() {
    return replica
        .database()
        .sql("select count(*) from projection_agent_runs")
        .query(Long.class)
        .single();
  }
}
