package dev.signalbox.eventstore.archive.web;

import static dev.signalbox.eventstore.log.testing.EventFixtures.anyStream;
import static dev.signalbox.eventstore.log.testing.EventFixtures.events;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.eventstore.log.Append;
import dev.signalbox.eventstore.log.EventLog;
import dev.signalbox.eventstore.log.StreamName;
import dev.signalbox.kit.security.Role;
import dev.signalbox.kit.testing.ServiceClient;
import dev.signalbox.kit.testing.ServiceClient.Answer;
import dev.signalbox.kit.testing.ServiceIntegrationTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A service without a directory, in whose log one month is said to be archived. */
@ServiceIntegrationTest
class ArchiveApiIntegrationTests {

  @Autowired private ServiceClient client;
  @Autowired private EventLog log;
  @Autowired private JdbcClient database;

  private final StreamName stream = anyStream();

  @BeforeEach
  void sayThatAMonthIsArchived() {
    log.append(Append.of(events(stream, 2)));
    run("insert into archives (month, state, file) values ('2020-02-01', 'archived', 'f')");
    // Behind everything the log has, so that others who read it meet nothing of it.
    run(
        "insert into archived_ranges values ('2020-02-01', '900000000000000000', 1, '900000000000000000', 7)");
    run("insert into archived_streams values ('%s', '2020-02-01', 3, 9)".formatted(stream.value()));
  }

  @AfterEach
  void takeThatBack() {
    run("delete from archived_ranges");
    run("delete from archived_streams");
    run("delete from archives");
  }

  @Test
  void aReadAcrossIsGoneAndNamesTheMonth() {
    Answer log = client.get("/api/v1/events?after=800000000000000000:1");
    Answer lines =
        client
            .with("Accept", "application/x-ndjson")
            .get("/api/v1/events?after=800000000000000000:1");
    Answer stream = client.get(path("?from_version=3"));

    assertThat(log.status()).isEqualTo(410);
    assertThat(log.problemCode()).isEqualTo("archived");
    assertThat(log.json().path("month").asString()).isEqualTo("2020-02");
    assertThat(log.json().path("resume_after").asString()).isEqualTo("900000000000000000:7");
    assertThat(lines.problemCode()).isEqualTo("archived");
    assertThat(stream.problemCode()).isEqualTo("archived");
    assertThat(client.get("/api/v1/events?after=900000000000000000:7").status()).isEqualTo(200);
    assertThat(client.get(path("")).json().path("data")).hasSize(2);
    assertThat(client.get(path("")).json().path("next_cursor").isNull()).isFalse();
  }

  @Test
  void listsWhatIsArchivedAndSaysThatItCannotArchive() {
    assertThat(client.as(Role.VIEWER).get("/api/v1/archives").json().at("/data/0/state").asString())
        .isEqualTo("archived");
    assertThat(client.get("/api/v1/archives/2020-02").json().path("month").asString())
        .isEqualTo("2020-02");
    assertThat(client.get("/api/v1/archives/2020-03").problemCode()).isEqualTo("unknown_month");
    assertThat(client.get("/api/v1/archives/soon").problemCode()).isEqualTo("invalid_request");
    assertThat(client.post("/api/v1/archives", "{\"month\":\"2020-02\"}").problemCode())
        .isEqualTo("archive_off");
    assertThat(client.post("/api/v1/archives/2020-02/restore", "").problemCode())
        .isEqualTo("archive_off");
    assertThat(client.as(Role.OPERATOR).post("/api/v1/archives", "{}").status()).isEqualTo(403);
  }

  private String path(String query) {
    return "/api/v1/streams/" + stream.value().replace("/", "%2F") + query;
  }

  private void run(String sql) {
    database.sql(sql).update();
  }
}
