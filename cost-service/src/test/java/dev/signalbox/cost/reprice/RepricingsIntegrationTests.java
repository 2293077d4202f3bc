package dev.signalbox.cost.reprice;

import static dev.signalbox.cost.ledger.UsageFixtures.anyUsage;
import static dev.signalbox.cost.ledger.UsageFixtures.recorded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.cost.ledger.AttemptIds;
import dev.signalbox.kit.event.Event;
import dev.signalbox.kit.event.Topics;
import dev.signalbox.kit.id.IdKind;
import dev.signalbox.kit.security.Role;
import dev.signalbox.kit.testing.RecordedEvents;
import dev.signalbox.kit.testing.ServiceClient;
import dev.signalbox.kit.testing.ServiceClient.Answer;
import dev.signalbox.kit.testing.ServiceIntegrationTest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

@ServiceIntegrationTest
class RepricingsIntegrationTests {

  private static final String PATH = "/api/v1/costs/repricings";
  private static final String PROVIDER = "acme-repriced";

  @Autowired ServiceClient client;
  @Autowired RecordedEvents events;
  @Autowired Repricings repricings;
  @Autowired RunRepricings run;
  @Autowired TransactionTemplate transactions;

  private final Instant longAgo = Instant.now().minus(Duration.ofDays(200));
  private final LocalDate day = LocalDate.ofInstant(longAgo, ZoneOffset.UTC);

  @Test
  void whatOtherPricesWouldHaveCostIsBesideWhatWasBilledAndChangesNothing() {
    String conversation = IdKind.CONVERSATION.next();
    for (int attempt = 0; attempt < 3; attempt++) {
      Event usage =
          recorded(
              anyUsage(AttemptIds.at(longAgo.plusMillis(attempt)))
                  .put("provider", PROVIDER)
                  .put("model", "rocket")
                  .put("simulated", false),
              conversation);
      events.publish(Topics.USAGE, usage.subject(), usage);
    }
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(entries(conversation)).hasSize(3));
    Answer override =
        client.post(
            "/api/v1/prices/overrides",
            """
            {"provider": "%s", "model": "rocket",
             "price": {"usd_per_million": {"input_uncached": "1", "output_visible": "2"}}}
            """
                .formatted(PROVIDER));
    assertThat(override.status()).as(override.body()).isEqualTo(201);

    JsonNode report = repriced("&group_by=day");

    assertThat(report.path("repricing").path("provider").asString()).isEqualTo(PROVIDER);
    JsonNode total = report.path("totals").path(0);
    assertThat(total.path("entries").intValue()).isEqualTo(3);
    assertThat(total.path("changed").intValue()).isEqualTo(3);
    assertThat(total.path("unpriced").intValue()).isEqualTo(3);
    assertThat(total.path("still_unpriced").intValue()).isZero();
    assertThat(total.path("as_billed").asString()).isEqualTo("0");
    assertThat(total.path("repriced").asString()).isEqualTo("0.0042");
    assertThat(total.path("difference").asString()).isEqualTo("0.0042");
    assertThat(report.path("differences").path(0).path("group").asString())
        .isEqualTo(day.toString());
    assertThat(entries(conversation))
        .allMatch(entry -> entry.path("status").asString().equals("unpriced"));

    client.delete("/api/v1/prices/overrides/" + override.json().path("override_id").asString());
    JsonNode after = repriced("").path("totals").path(0);
    assertThat(after.path("changed").intValue()).isZero();
    assertThat(after.path("still_unpriced").intValue()).isEqualTo(3);
  }

  private JsonNode repriced(String query) {
    Answer begun =
        client.post(
            PATH,
            """
            {"from": "%s", "to": "%s", "provider": "%s"}
            """
                .formatted(day, day.plusDays(1), PROVIDER));
    assertThat(begun.status()).as(begun.body()).isEqualTo(202);
    String location = Objects.requireNonNull(begun.header("Location"));
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> {
              run.run();
              JsonNode repricing = client.get(location).json().path("repricing");
              assertThat(repricing.path("finished_at").isString()).isTrue();
            });
    return client.get(location + "?limit=10" + query).json();
  }

  @Test
  void oneThatIsWorkedOnIsLeftToItsReplicaUntilThatOneIsSilent() {
    transactions.executeWithoutResult(
        status -> {
          status.setRollbackOnly();
          long id = repricings.add(day, day, null, 1, "a test");

          Optional<Long> first = repricings.claim(Duration.ofMinutes(1));
          Optional<Long> second = repricings.claim(Duration.ofMinutes(1));

          assertThat(first).hasValue(id);
          assertThat(second).isEmpty();
        });
  }

  @Test
  void onlyTheNewestAreKept() {
    transactions.executeWithoutResult(
        status -> {
          status.setRollbackOnly();
          long first = repricings.add(day, day, null, 1, "a test");
          long last = repricings.add(day, day, null, 1, "a test");

          repricings.keepNewest(1);

          assertThat(repricings.find(first)).isEmpty();
          assertThat(repricings.newest(10)).extracting(Repricing::repricingId).contains(last);
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"from\": \"2026-11-20\"}",
        "{\"from\": \"2026-11-20\", \"to\": \"2026-11-19\"}",
        "{\"from\": \"2020-11-20\", \"to\": \"2026-11-19\"}",
        "{\"from\": \"2026-11-20\", \"to\": \"2026-11-20\", \"provider\": \" \"}"
      })
  void aPeriodThatIsNoneIsRefused(String body) {
    assertThat(client.post(PATH, body).status()).isEqualTo(400);
  }

  @Test
  void itIsForAdministratorsAndOthersMayRead() {
    String body = "{\"from\": \"2026-11-20\", \"to\": \"2026-11-20\"}";

    assertThat(client.as(Role.OPERATOR).post(PATH, body).status()).isEqualTo(403);
    assertThat(client.as(Role.VIEWER).get(PATH).status()).isEqualTo(200);
    assertThat(client.get(PATH + "/999999999").problemCode()).isEqualTo("unknown_repricing");
  }

  private List<JsonNode> entries(String conversation) {
    JsonNode data = client.get("/api/v1/usage?conversation_id=" + conversation).json().path("data");
    return data.valueStream().toList();
  }
}
