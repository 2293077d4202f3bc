package dev.signalbox.streaming.resume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.kit.id.IdKind;
import dev.signalbox.kit.security.Role;
import dev.signalbox.kit.testing.EventStream;
import dev.signalbox.kit.testing.EventStream.Received;
import dev.signalbox.kit.testing.ServiceClient;
import dev.signalbox.kit.testing.ServiceClient.Answer;
import dev.signalbox.kit.testing.TestInfrastructure;
import dev.signalbox.kit.testing.TestTokens;
import dev.signalbox.streaming.StreamingServiceTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;

class ResumeIntegrationTests extends StreamingServiceTest {

  private static final String LIVELY =
      "{\"content\":\"one two three four five six seven eight\",\"tokens_per_second\":100}";
  private static final String SLOW =
      "{\"content\":\"word \",\"repeat\":1000,\"tokens_per_second\":20}";

  @Autowired ConfigurableEnvironment environment;
  @Autowired JdbcClient database;

  private ServiceClient other;

  @BeforeEach
  void replicas() {
    other = SecondReplica.client(environment);
  }

  @Test
  void whereverAConnectionBreaksTheOtherReplicaGoesOnWithoutLossOrRepetition() {
    int length = uninterrupted().size();
    for (int received = 0; received <= length; received++) {
      String requestId = IdKind.REQUEST.next();
      String model = scripted(LIVELY);
      List<Received> joined = new ArrayList<>();
      try (EventStream events = resumable(requestId).sse(CHAT, stream("openai/" + model))) {
        assertThat(events.header("X-Signalbox-Resumable")).isEqualTo("true");
        for (int event = 0; event < received; event++) {
          joined.add(events.next());
        }
      }
      try (EventStream events = after(other, joined).sse(path(requestId))) {
        joined.addAll(events.all());
      }

      assertThat(joined).isEqualTo(stored(requestId)).hasSize(length);
      assertThat(joined).extracting(Received::id).isEqualTo(ids(requestId, length));
      assertThat(text(joined)).isEqualTo("one two three four five six seven eight");
      assertThat(joined.getLast().data()).isEqualTo("[DONE]");
      assertThat(askedFor(model)).hasSize(1);
      assertThat(attempts(requestId))
          .singleElement()
          .satisfies(
              attempt -> assertThat(attempt.path("status").asString("")).isEqualTo("completed"));
    }
  }

  @Test
  void whoAsksForNothingGetsTheProvidersBytes() {
    Answer answer = client.post(CHAT, stream("openai/" + scripted(LIVELY)));

    assertThat(answer.header("X-Signalbox-Resumable")).isNull();
    assertThat(answer.body()).doesNotContain("id: ");
    assertThat(client.get(path(requestId(answer))).status()).isEqualTo(404);
  }

  @Test
  void whatIsNoStreamIsAnsweredAndCannotBeResumed() {
    Answer answer = resumable(IdKind.REQUEST.next()).post(CHAT, whole("gpt-4"));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("X-Signalbox-Resumable")).isEqualTo("false");
  }

  @Test
  void onlyTheKeyThatAskedMayResumeOrCancel() {
    String requestId = ended();
    ServiceClient stranger =
        other.with(
            "Authorization",
            "Bearer " + TestTokens.token(Role.ADMIN).claim("key_id", IdKind.KEY.next()).sign());

    assertThat(error(stranger.get(path(requestId)), "code")).isEqualTo("stream_not_found");
    assertThat(stranger.delete(path(requestId)).status()).isEqualTo(404);
    assertThat(client.get(path(IdKind.REQUEST.next())).status()).isEqualTo(404);
    assertThat(client.get(path("req_1")).status()).isEqualTo(404);
  }

  @Test
  void theLastEventMustBeOneOfTheStream() {
    String requestId = ended();

    for (String id :
        List.of("7", IdKind.REQUEST.next() + ":1", requestId + ":9999", requestId + ":-1")) {
      Answer answer = client.with("Last-Event-ID", id).get(path(requestId));
      assertThat(answer.status()).as(id).isEqualTo(400);
      assertThat(error(answer, "code")).isEqualTo("invalid_last_event_id");
    }
  }

  @Test
  void whoHasAllOfItIsToldThatNothingIsLeft() {
    String requestId = ended();
    Received last = stored(requestId).getLast();

    Answer answer = other.with("Last-Event-ID", last.id()).get(path(requestId));

    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void aRequestIsAnsweredByOneStreamOnly() {
    String requestId = ended();
    String model = newModel();

    Answer again = resumable(requestId).post(CHAT, stream("openai/" + model));

    assertThat(again.status()).isEqualTo(409);
    assertThat(error(again, "code")).isEqualTo("stream_exists");
    assertThat(askedFor(model)).isEmpty();
  }

  @Test
  void aRefusalIsWhatTheClientFindsWhenItComesBack() {
    String requestId = IdKind.REQUEST.next();
    Answer refused = resumable(requestId).post(CHAT, stream("no-such-model"));

    Answer resumed = other.get(path(requestId));

    assertThat(resumed.status()).isEqualTo(refused.status()).isEqualTo(404);
    assertThat(resumed.body()).isEqualTo(refused.body()).contains("model_not_found");
  }

  @Test
  void aStreamThatHasNotBegunIsWaitedFor() {
    String requestId = IdKind.REQUEST.next();
    String model = scripted("{\"content\":\"late\",\"first_token_delay_ms\":1500}");
    Thread asking =
        Thread.ofVirtual().start(() -> resumable(requestId).post(CHAT, stream("openai/" + model)));
    await().until(() -> count("stream_id = '" + requestId + "'") == 1);

    try (EventStream events = other.sse(path(requestId))) {
      assertThat(events.status()).isEqualTo(200);
      assertThat(events.header("X-Signalbox-Model")).isEqualTo("openai/" + model);
      assertThat(text(events.all())).isEqualTo("late");
    }
    await().until(() -> !asking.isAlive());
  }

  @Test
  void aStreamIsCancelledFromAnyReplica() {
    String requestId = IdKind.REQUEST.next();
    String model = scripted(SLOW);
    try (EventStream events = resumable(requestId).sse(CHAT, stream("openai/" + model))) {
      assertThat(events.next()).isNotNull();
      assertThat(other.delete(path(requestId)).status()).isEqualTo(204);

      assertThat(events.text()).contains("stream_cancelled").doesNotContain("[DONE]");
    }
    await()
        .untilAsserted(
            () ->
                assertThat(attempts(requestId).getFirst().path("status").asString(""))
                    .isEqualTo("client_gone"));
    try (EventStream events = other.sse(path(requestId))) {
      assertThat(events.text()).contains("word", "stream_cancelled").doesNotContain("[DONE]");
    }
    assertThat(other.delete(path(requestId)).status()).isEqualTo(204);
  }

  @Test
  void aStreamWhoseProcessDiedEndsAsItsProtocolEndsInFailure() {
    String requestId = IdKind.REQUEST.next();
    String model = scripted(SLOW);
    try (EventStream events = resumable(requestId).sse(CHAT, stream("openai/" + model))) {
      Received first = events.next();
      loseHeartbeats(requestId);
      try (EventStream rest = after(other, List.of(first)).sse(path(requestId))) {
        List<Received> all = rest.all();
        assertThat(all.getLast().json().at("/error/code").asString("")).isEqualTo("stream_lost");
        assertThat(all.getLast().id()).isNull();
        assertThat(all).noneMatch(event -> event.data().equals("[DONE]"));
      }
      assertThat(events.text()).doesNotContain("[DONE]");
    }
  }

  /** From here on the stream's lease has run out, whatever its process, which lives, says. */
  private static void loseHeartbeats(String requestId) {
    TestInfrastructure.database()
        .execute(
            """
            CREATE OR REPLACE FUNCTION streaming.dead() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
              new.alive_until := now() - interval '1 second';
              RETURN new;
            END
            $$;
            CREATE OR REPLACE TRIGGER dead BEFORE UPDATE ON streaming.stream FOR EACH ROW
            WHEN (new.stream_id = '%1$s' AND new.state = 'running') EXECUTE FUNCTION streaming.dead();
            UPDATE streaming.stream SET alive_until = now() WHERE stream_id = '%1$s'
            """
                .formatted(requestId));
  }

  @Test
  void whileNothingCanBeStoredTheStreamGoesOnAndSaysSo() throws SQLException {
    String requestId = IdKind.REQUEST.next();
    String model = scripted("{\"content\":\"a b c d e f g h\",\"tokens_per_second\":5}");
    try (Connection owner =
            TestInfrastructure.database()
                .connect(
                    TestInfrastructure.database().owner(),
                    TestInfrastructure.database().ownerPassword());
        Statement statement = owner.createStatement()) {
      owner.setAutoCommit(false);
      try (EventStream events = resumable(requestId).sse(CHAT, stream("openai/" + model))) {
        Received first = events.next();
        statement.execute("LOCK TABLE streaming.stream_events IN ACCESS EXCLUSIVE MODE");
        String rest = events.text();
        owner.rollback();

        assertThat(first).extracting(Received::id).isEqualTo(requestId + ":1");
        assertThat(rest)
            .contains(": from here on this stream cannot be resumed")
            .endsWith("data: [DONE]\n\n");
        List<Long> numbers =
            rest.lines()
                .filter(line -> line.startsWith("id: "))
                .map(line -> EventId.parse(line.substring(4)).orElseThrow().sequence())
                .toList();
        assertThat(numbers)
            .isEqualTo(LongStream.rangeClosed(2, 1L + numbers.size()).boxed().toList());

        Received last = new Received(requestId + ":" + numbers.getLast(), "message", "");
        try (EventStream resumed = after(other, List.of(last)).sse(path(requestId))) {
          assertThat(resumed.text()).contains("stream_lost").doesNotContain("[DONE]", "content");
        }
      }
    }
  }

  @Test
  void aStreamThatIsTooLongGoesOnWithoutBeingKept() {
    String requestId = IdKind.REQUEST.next();
    String model = scripted("{\"content\":\"0123456789\",\"repeat\":9000}");

    String body = resumable(requestId).post(CHAT, stream("openai/" + model)).body();

    assertThat(body).contains(": from here on").endsWith("data: [DONE]\n\n");
    Answer resumed = other.with("Last-Event-ID", requestId + ":9000").get(path(requestId));
    assertThat(resumed.body()).contains("stream_lost");
  }

  @Test
  void whatEndedTooLongAgoIsGone() {
    String requestId = ended();
    database
        .sql("UPDATE stream SET ended_at = now() - interval '11 minutes' WHERE stream_id = ?")
        .param(requestId)
        .update();

    Answer answer = client.get(path(requestId));

    assertThat(answer.status()).isEqualTo(410);
    assertThat(error(answer, "code")).isEqualTo("stream_expired");
  }

  @Test
  void aFollowerKeepsToItsOwnDeadlineAndComesBack() {
    String requestId = IdKind.REQUEST.next();
    String model = scripted(SLOW);
    try (EventStream events = resumable(requestId).sse(CHAT, stream("openai/" + model))) {
      assertThat(events.next()).isNotNull();
    }
    ServiceClient hasty =
        other.with("X-Request-Deadline", Long.toString(System.currentTimeMillis() + 1_500));
    try (EventStream events = hasty.sse(path(requestId))) {
      assertThat(events.text()).contains("the deadline of this request").doesNotContain("error");
    }
    assertThat(client.delete(path(requestId)).status()).isEqualTo(204);
  }

  private String ended() {
    String requestId = IdKind.REQUEST.next();
    assertThat(resumable(requestId).post(CHAT, stream("openai/" + newModel())).body())
        .endsWith("data: [DONE]\n\n");
    return requestId;
  }

  private List<Received> uninterrupted() {
    String requestId = IdKind.REQUEST.next();
    try (EventStream events =
        resumable(requestId).sse(CHAT, stream("openai/" + scripted(LIVELY)))) {
      return events.all();
    }
  }

  private List<Received> stored(String requestId) {
    try (EventStream events = client.sse(path(requestId))) {
      return events.all();
    }
  }

  private ServiceClient resumable(String requestId) {
    return asking(requestId).with("X-Signalbox-Resumable", "true");
  }

  private static ServiceClient after(ServiceClient replica, List<Received> received) {
    return received.isEmpty() ? replica : replica.with("Last-Event-ID", received.getLast().id());
  }

  private static String path(String requestId) {
    return "/v1/streams/" + requestId;
  }

  private static List<String> ids(String requestId, int length) {
    return LongStream.rangeClosed(1, length).mapToObj(number -> requestId + ':' + number).toList();
  }

  private static String text(List<Received> events) {
    StringBuilder text = new StringBuilder();
    for (Received event : events) {
      if (event.data().startsWith("{")) {
        text.append(event.json().at("/choices/0/delta/content").asString(""));
      }
    }
    return text.toString();
  }

  private int count(String condition) {
    return database
        .sql("SELECT count(*) FROM stream WHERE " + condition)
        .query(Integer.class)
        .single();
  }
}
