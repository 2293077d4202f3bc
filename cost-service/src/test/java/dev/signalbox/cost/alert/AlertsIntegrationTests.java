package dev.signalbox.cost.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import dev.signalbox.cost.budget.BudgetFixtures;
import dev.signalbox.kit.alert.Recipients;
import dev.signalbox.kit.event.Event;
import dev.signalbox.kit.event.Topics;
import dev.signalbox.kit.secret.WebhookSignature;
import dev.signalbox.kit.testing.MailServer;
import dev.signalbox.kit.testing.RecordedEvents;
import dev.signalbox.kit.testing.ServiceIntegrationTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ServiceIntegrationTest
class AlertsIntegrationTests {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Autowired FireAlerts alerts;
  @Autowired JavaMailSenderImpl mail;
  @Autowired RecordedEvents recorded;
  @Autowired TransactionTemplate transactions;
  @Autowired JdbcClient database;

  @Test
  void anAlertIsToldOnceToEverybody() throws Exception {
    List<Received> received = new CopyOnWriteArrayList<>();
    HttpServer hook = hook(received, new AtomicInteger(1));
    try (MailServer mails = new MailServer()) {
      mails.refuse(1);
      mail.setPort(mails.port());
      Alert alert = alert("percent:80");
      Recipients recipients =
          new Recipients(
              List.of("http://localhost:" + hook.getAddress().getPort() + "/hook"),
              List.of("ada@example.com"));
      Callable<Void> replica =
          () -> {
            transactions.executeWithoutResult(_ -> alerts.fire(alert, recipients));
            return null;
          };
      try (ExecutorService replicas = Executors.newFixedThreadPool(4)) {
        for (Future<Void> each :
            replicas.invokeAll(Stream.generate(() -> replica).limit(8).toList())) {
          each.get();
        }
      }

      Event event =
          recorded.awaitEvent(
              Topics.COSTS, each -> each.subject().equals("budget/" + alert.budgetId()));
      assertThat(event.type()).isEqualTo("signalbox.budget.alerted.v1");
      assertThat(event.data().path("threshold").asString()).isEqualTo("percent:80");
      await().atMost(PATIENCE).until(() -> received.size() == 2 && mails.mails().size() == 1);
      assertThat(received.getFirst().id()).as("tried again as the same").isEqualTo(event.id());
      Received taken = received.getLast();
      assertThat(taken.id()).isEqualTo(event.id());
      assertThat(taken.signature())
          .isEqualTo(
              new WebhookSignature(AlertFixtures.SECRET)
                  .of(event.id(), Instant.ofEpochSecond(taken.timestamp()), taken.body()));
      JsonNode body = JSON.readTree(taken.body());
      assertThat(body.path("type").asString()).isEqualTo("signalbox.budget.alerted.v1");
      assertThat(body.path("data")).isEqualTo(event.data());
      assertThat(mails.mails().getFirst())
          .contains("RCPT TO:<ada@example.com>", "Subject: Budget", "percent:80", "80.5");
      await().atMost(PATIENCE).until(() -> open(event.id()) == 0);
    } finally {
      hook.stop(0);
    }
  }

  @Test
  void anotherThresholdAndAnotherPeriodAreOtherAlerts() {
    Alert alert = alert("percent:80");
    Alert exhausted =
        new Alert(
            alert.budgetId(),
            alert.name(),
            alert.scope(),
            alert.value(),
            "exhausted",
            alert.unit(),
            alert.limit(),
            alert.spent(),
            alert.periodStart(),
            null,
            alert.at());
    Alert next =
        new Alert(
            alert.budgetId(),
            alert.name(),
            alert.scope(),
            alert.value(),
            alert.threshold(),
            alert.unit(),
            alert.limit(),
            alert.spent(),
            alert.periodStart().plusSeconds(1),
            null,
            alert.at());
    Recipients nobody = new Recipients(List.of(), List.of());

    for (Alert each : List.of(alert, exhausted, next, alert, exhausted)) {
      transactions.executeWithoutResult(_ -> alerts.fire(each, nobody));
    }

    assertThat(
            database
                .sql("SELECT count(*)::int FROM budget_alerts WHERE budget_id = ?")
                .param(alert.budgetId())
                .query(Integer.class)
                .single())
        .isEqualTo(3);
  }

  private Alert alert(String threshold) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    return new Alert(
        BudgetFixtures.anyBudgetId(database),
        "engines",
        "team",
        "engines",
        threshold,
        "usd",
        "100",
        "80.5",
        now,
        null,
        now);
  }

  private int open(String eventId) {
    return database
        .sql(
            "SELECT count(*)::int FROM alert_deliveries WHERE event_id = ? AND delivered_at IS"
                + " NULL")
        .param(eventId)
        .query(Integer.class)
        .single();
  }

  /** Takes what comes, but fails that often first. */
  private static HttpServer hook(List<Received> received, AtomicInteger failures)
      throws IOException {
    HttpServer hook =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    hook.createContext(
        "/",
        exchange -> {
          Headers headers = exchange.getRequestHeaders();
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          received.add(
              new Received(
                  headers.getFirst("webhook-id"),
                  Long.parseLong(headers.getFirst("webhook-timestamp")),
                  headers.getFirst("webhook-signature"),
                  body));
          boolean fails = failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
          exchange.sendResponseHeaders(fails ? 500 : 204, -1);
          exchange.close();
        });
    hook.start();
    return hook;
  }

  private record Received(String id, long timestamp, String signature, String body) {}
}
