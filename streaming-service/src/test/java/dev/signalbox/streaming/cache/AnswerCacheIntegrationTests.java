package dev.signalbox.streaming.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.kit.id.IdKind;
import dev.signalbox.kit.security.Role;
import dev.signalbox.kit.testing.ServiceClient;
import dev.signalbox.kit.testing.ServiceClient.Answer;
import dev.signalbox.kit.testing.TestTokens;
import dev.signalbox.streaming.StreamingServiceTest;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class AnswerCacheIntegrationTests extends StreamingServiceTest {

  private static final String MANY =
      """
      INSERT INTO cached_answer (digest, tenant, expires_at, heading, stream, body)
      SELECT sha256(n::text::bytea), 'team/' || n % 1000, now() + (n - 100) * interval '1 second', '{}', true, '\\x00'
      FROM generate_series(1, 20000) AS n
      """;

  @Autowired CachedAnswers answers;
  @Autowired CachingKeys keys;
  @Autowired JdbcClient database;
  @Autowired PlatformTransactionManager transactions;

  @Test
  void theSameRequestIsAnsweredAgainWithoutAskingAnybody() {
    String model = scripted("{\"content\":\"forty two\"}");
    ServiceClient caching = of(anyTeam()).with("X-Signalbox-Cache-Max-Age", "60");

    for (String body : List.of(whole("openai/" + model), stream("openai/" + model))) {
      Answer first = caching.post(CHAT, body);
      Answer second = caching.post(CHAT, body);

      assertThat(first.header("X-Signalbox-Cache")).isEqualTo("miss");
      assertThat(second.header("X-Signalbox-Cache")).isEqualTo("hit");
      assertThat(second.body()).isEqualTo(first.body()).contains("two");
      assertThat(second.header("Content-Type")).isEqualTo(first.header("Content-Type"));
      assertThat(second.header("X-Signalbox-Attempt-Id"))
          .isEqualTo(first.header("X-Signalbox-Attempt-Id"));
      assertThat(second.header("X-Signalbox-Cost-Usd")).isEqualTo("0");
      assertThat(second.header("Age")).matches("[0-9]");
      assertThat(attempts(requestId(first))).hasSize(1);
      assertThat(attempts(requestId(second))).isEmpty();
    }
    assertThat(askedFor(model)).hasSize(2);
  }

  @Test
  void aHitTakesNothingOfTheLimits() {
    String agent = newModel();
    assertThat(client.put("/api/v1/limits/agent/" + agent, "{\"requests_per_hour\":1}").status())
        .isEqualTo(200);
    ServiceClient caching =
        of(anyTeam()).with("X-Signalbox-Cache-Max-Age", "60").with("X-Signalbox-Agent-Id", agent);
    String body = whole("openai/" + newModel());

    assertThat(caching.post(CHAT, body).header("X-Signalbox-Cache")).isEqualTo("miss");
    assertThat(caching.post(CHAT, body).header("X-Signalbox-Cache")).isEqualTo("hit");
    assertThat(caching.post(CHAT, whole("openai/" + newModel())).status()).isEqualTo(429);
  }

  @Test
  void whoDoesNotAskForItIsAnsweredAnew() {
    String model = newModel();
    ServiceClient team = of(anyTeam());
    ServiceClient caching = team.with("X-Signalbox-Cache-Max-Age", "60");
    caching.post(CHAT, whole("openai/" + model));

    Answer unasked = team.post(CHAT, whole("openai/" + model));

    assertThat(unasked.header("X-Signalbox-Cache")).isNull();
    assertThat(askedFor(model)).hasSize(2);
  }

  @Test
  void anotherTeamOrAnotherRequestIsNoHit() {
    String model = newModel();
    String team = anyTeam();
    of(team).with("X-Signalbox-Cache-Max-Age", "60").post(CHAT, whole("openai/" + model));

    assertThat(
            of(anyTeam())
                .with("X-Signalbox-Cache-Max-Age", "60")
                .post(CHAT, whole("openai/" + model))
                .header("X-Signalbox-Cache"))
        .isEqualTo("miss");
    assertThat(
            of(team)
                .with("X-Signalbox-Cache-Max-Age", "60")
                .with("X-Signalbox-Fallback-Models", "openai/gpt-4")
                .post(CHAT, whole("openai/" + model))
                .header("X-Signalbox-Cache"))
        .isEqualTo("miss");
    assertThat(
            of(team)
                .with("X-Signalbox-Cache-Max-Age", "60")
                .post(CHAT, whole("openai/" + model) + ' ')
                .header("X-Signalbox-Cache"))
        .isEqualTo("miss");
  }

  @Test
  void whatIsOlderThanWantedOrForgottenIsAskedForAnew() {
    String model = newModel();
    String team = anyTeam();
    ServiceClient caching = of(team).with("X-Signalbox-Cache-Max-Age", "60");
    caching.post(CHAT, whole("openai/" + model));
    database
        .sql("UPDATE cached_answer SET stored_at = now() - interval '61 s' WHERE tenant = ?")
        .param("team/" + team)
        .update();

    Answer old = caching.post(CHAT, whole("openai/" + model));
    Answer young = caching.post(CHAT, whole("openai/" + model));
    Answer forgotten = of(team).delete("/api/v1/response-cache");

    assertThat(old.header("X-Signalbox-Cache")).isEqualTo("miss");
    assertThat(young.header("X-Signalbox-Cache")).isEqualTo("hit");
    assertThat(forgotten.json().path("answers").asInt()).isEqualTo(1);
    assertThat(caching.post(CHAT, whole("openai/" + model)).header("X-Signalbox-Cache"))
        .isEqualTo("miss");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"content\":\"one two three four five\",\"fault\":\"cut-after-3\"}",
        "{\"fault\":\"500\"}"
      })
  void whatIsNotCompleteIsNotKept(String script) {
    String model = scripted(script);
    String team = anyTeam();

    of(team).with("X-Signalbox-Cache-Max-Age", "60").post(CHAT, stream("openai/" + model));

    assertThat(kept(team)).isZero();
  }

  @Test
  void anAnswerOfAnotherModelThanTheOneAskedForIsNotKept() {
    String team = anyTeam();
    Answer answer =
        of(team)
            .with("X-Signalbox-Cache-Max-Age", "60")
            .with("X-Signalbox-Fallback-Models", "openai/" + newModel())
            .post(CHAT, whole("mistral/" + newModel()));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("X-Signalbox-Passed-Over")).isNotEmpty();
    assertThat(kept(team)).isZero();
  }

  @Test
  void allRequestsOfAKeyAreCachedIfThatIsSetForIt() {
    String model = newModel();
    String key = IdKind.KEY.next();
    String path = "/api/v1/response-cache/keys/" + key;
    ServiceClient caller = with(Map.of("key_id", key));

    assertThat(client.put(path, "{\"max_age_seconds\":60}").status()).isEqualTo(200);
    caller.post(CHAT, whole("openai/" + model));
    Answer again = caller.post(CHAT, whole("openai/" + model));
    Answer unwanted =
        caller.with("X-Signalbox-Cache-Max-Age", "0").post(CHAT, whole("openai/" + model));

    assertThat(again.header("X-Signalbox-Cache")).isEqualTo("hit");
    assertThat(unwanted.header("X-Signalbox-Cache")).isNull();
    assertThat(client.get("/api/v1/response-cache/keys?limit=500").body()).contains(key);
    assertThat(client.delete(path).status()).isEqualTo(204);
    assertThat(client.delete(path).status()).isEqualTo(404);
    assertThat(caller.post(CHAT, whole("openai/" + model)).header("X-Signalbox-Cache")).isNull();
  }

  @Test
  void whatAnotherReplicaIsToldOfAKeyHoldsHereWithinTwoSeconds() {
    CachingKeys elsewhere = new CachingKeys(database, 10_000);
    String key = IdKind.KEY.next();
    String model = newModel();
    ServiceClient caller = with(Map.of("key_id", key));

    elsewhere.put(new CachingKeys.CachingKey(key, Duration.ofSeconds(60)));

    // Ten times that.
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                "hit"
                    .equals(
                        caller.post(CHAT, whole("openai/" + model)).header("X-Signalbox-Cache")));

    elsewhere.delete(key);

    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> caller.post(CHAT, whole("openai/" + model)).header("X-Signalbox-Cache") == null);
  }

  @Test
  void thereAreOnlySoManyKeys() {
    keys.put(new CachingKeys.CachingKey(IdKind.KEY.next(), Duration.ofSeconds(9)));

    assertThat(
            new CachingKeys(database, 1).put(new CachingKeys.CachingKey("k", Duration.ofDays(1))))
        .as("beyond as many as there may be")
        .isFalse();
  }

  @Test
  void ofTooMuchTheFirstToExpireGo() {
    new TransactionTemplate(transactions)
        .executeWithoutResult(
            transaction -> {
              database.sql("DELETE FROM cached_answer").update();
              for (int hour = 1; hour <= 4; hour++) {
                answers.store(
                    new CacheKey("team/t", digest(hour)),
                    Duration.ofHours(hour),
                    new CachedAnswer.Heading("text/plain", "p", "p/m", "att_1", false, List.of()),
                    false,
                    new byte[100]);
              }

              assertThat(answers.evict(250)).isEqualTo(2);
              assertThat(answers.find(new CacheKey("team/t", digest(2)), Duration.ofDays(1)))
                  .isEmpty();
              assertThat(answers.find(new CacheKey("team/t", digest(3)), Duration.ofDays(1)))
                  .isPresent();
              transaction.setRollbackOnly();
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "86401", "soon", "1.5", "9999999999"})
  void anAgeThatIsNoneIsRefused(String age) {
    Answer refused =
        client.with("X-Signalbox-Cache-Max-Age", age).post(CHAT, whole("openai/" + newModel()));

    assertThat(refused.status()).isEqualTo(400);
    assertThat(error(refused, "message")).contains("X-Signalbox-Cache-Max-Age");
  }

  @Test
  void theHotStatementsUseTheirIndexes() {
    new TransactionTemplate(transactions)
        .executeWithoutResult(
            transaction -> {
              database.sql(MANY).update();
              database.sql("ANALYZE cached_answer").update();
              assertNoScan(CachedAnswers.FIND, Map.of("digest", digest(7), "maxAge", 60L));
              assertThat(
                      plan(
                          database
                              .sql("EXPLAIN " + CachedAnswers.EXPIRY.statement())
                              .params(OffsetDateTime.now(ZoneOffset.UTC), 1_000)))
                  .contains("cached_answer_expiry")
                  .doesNotContain("Seq Scan");
              assertNoScan(CachedAnswers.FORGET, Map.of("tenant", "team/7"));
              transaction.setRollbackOnly();
            });
  }

  private void assertNoScan(String statement, Map<String, ?> parameters) {
    assertThat(plan(database.sql("EXPLAIN " + statement).params(parameters)))
        .doesNotContain("Seq Scan");
  }

  private static String plan(JdbcClient.StatementSpec explain) {
    return String.join("\n", explain.query(String.class).list());
  }

  private long kept(String team) {
    return database
        .sql("SELECT count(*) FROM cached_answer WHERE tenant = ?")
        .param("team/" + team)
        .query(Long.class)
        .single();
  }

  private static String digest(int number) {
    return "%064x".formatted(number);
  }

  private static String anyTeam() {
    return "team-" + newModel();
  }

  private ServiceClient of(String team) {
    return with(Map.of("team", team));
  }

  private ServiceClient with(Map<String, String> claims) {
    TestTokens token = TestTokens.token(Role.OPERATOR);
    claims.forEach(token::claim);
    return client.with("Authorization", "Bearer " + token.sign());
  }
}
