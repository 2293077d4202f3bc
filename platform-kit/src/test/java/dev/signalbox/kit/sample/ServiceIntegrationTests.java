package dev.signalbox.kit.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.kit.event.Event;
import dev.signalbox.kit.event.Topics;
import dev.signalbox.kit.security.Role;
import dev.signalbox.kit.testing.EventStream;
import dev.signalbox.kit.testing.RecordedEvents;
import dev.signalbox.kit.testing.ServiceClient;
import dev.signalbox.kit.testing.ServiceClient.Answer;
import dev.signalbox.kit.testing.ServiceIntegrationTest;
import dev.signalbox.kit.testing.TestDatabase;
import dev.signalbox.kit.testing.TestInfrastructure;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

@ServiceIntegrationTest
class ServiceIntegrationTests {
  @Autowired ServiceClient client;
  @Autowired RecordedEvents recorded;
  @Autowired JdbcClient database;

  @Test
  void anOrderIsAnsweredAndItsEventReachesKafka() {
    Answer answer =
        client
            .as(Role.OPERATOR)
            .post(
                "/api/v1/orders",
                "{\"customer_name\":\"Ada\",\"limit\":\"0.000010\",\"lines\":[]}");

    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    assertThat(answer.json().path("limit").asString()).isEqualTo("0.00001");
    assertThat(answer.header("X-Request-Id")).startsWith("req_");
    String id = answer.json().path("order_id").asString();
    Event event =
        recorded.awaitEvent(Topics.RUNS, candidate -> candidate.subject().equals("order/" + id));
    assertThat(event.source()).isEqualTo("kit-sample");
    // Nobody gets the trace here, so it is not recorded; the ids are there all the same.
    assertThat(event.traceparent()).matches("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-00");
    assertThat(event.data().path("customer_name").asString()).isEqualTo("Ada");
  }

  @Test
  void streamsComeEventByEvent() {
    try (EventStream stream = client.sse("/api/v1/stream", Map.of())) {
      assertThat(stream.status()).isEqualTo(200);
      assertThat(stream.all())
          .extracting(EventStream.Received::id, EventStream.Received::name)
          .containsExactly(
              org.assertj.core.groups.Tuple.tuple("1", "delta"),
              org.assertj.core.groups.Tuple.tuple("2", "done"));
    }
  }

  @Test
  void withoutTokenNothingButHealth() {
    assertThat(client.withoutToken().get("/api/v1/whoami").status()).isEqualTo(401);
    assertThat(client.withoutToken().get("/actuator/health/readiness").status()).isEqualTo(200);
    assertThat(client.withoutToken().get("/actuator/prometheus").body())
        .contains("http_server_requests_seconds_bucket")
        .doesNotContain("spring_security_");
    assertThat(client.as(Role.VIEWER).get("/api/v1/secrets/x").status()).isEqualTo(403);
    assertThat(client.get("/api/v1/whoami").json().path("team").asString()).isEqualTo("test-team");
  }

  // The embedded server of the tests has it off.
  @Test
  void whatIsCommittedIsOnDiskWhateverTheServersSetting() throws SQLException {
    TestDatabase server = TestInfrastructure.database();
    try (Connection other = server.connect(server.owner(), server.ownerPassword())) {
      assertThat(setting(JdbcClient.create(new SingleConnectionDataSource(other, true))))
          .isEqualTo("off");
    }
    assertThat(setting(database)).isEqualTo("on");
  }

  private static String setting(JdbcClient database) {
    return database.sql("show synchronous_commit").query(String.class).single();
  }

  // OpenMetrics 1.0, section "Exemplars".
  @Test
  void onlyCountersAndBucketsHaveExemplars() {
    client
        .with("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
        .get("/api/v1/whoami");

    List<String> withExemplars =
        client
            .withoutToken()
            .with("Accept", "application/openmetrics-text;version=1.0.0")
            .get("/actuator/prometheus")
            .body()
            .lines()
            .filter(line -> line.contains(" # {"))
            .map(line -> line.replaceFirst("[{ ].*", ""))
            .toList();

    assertThat(withExemplars).isNotEmpty().allMatch(name -> name.matches(".*_(total|bucket)"));
  }
}
