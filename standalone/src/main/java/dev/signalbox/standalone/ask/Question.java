package dev.signalbox.standalone.ask;

import dev.signalbox.standalone.platform.LauncherException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * One message to the platform. It is sent again only when nothing listened at all, which happens
 * while the gateway is being restarted; everything else is said as it is.
 *
 * @param patience how long nobody may listen
 */
record Question(
    String message, @Nullable String agent, URI gateway, String key, Duration patience) {
  private static final Duration PAUSE = Duration.ofMillis(300);
  private static final JsonMapper JSON = JsonMapper.shared();

  /**
   * Asks, and takes in the events of the answer as they come.
   *
   * @param note told what keeps it waiting
   */
  void ask(Answer answer, Consumer<String> note) throws IOException, InterruptedException {
    try (HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build()) {
      HttpResponse<InputStream> response = send(client, note);
      try (InputStream body = response.body()) {
        String type = response.headers().firstValue("Content-Type").orElse("");
        if (response.statusCode() != 200 || !type.startsWith("text/event-stream")) {
          throw LauncherException.failed(refusal(response.statusCode(), body));
        }
        read(body, answer);
      } finally {
        client.shutdownNow();
      }
    }
    answer.requireCompleted();
  }

  private static void read(InputStream body, Answer answer) throws IOException {
    ServerSentEvents events =
        new ServerSentEvents(
            new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8)));
    try {
      for (ServerSentEvents.Event event = events.next(); event != null; event = events.next()) {
        answer.accept(event);
      }
    } catch (IOException e) {
      if (!answer.ended()) {
        throw LauncherException.failed("the answer broke off: " + e.getMessage());
      }
    }
  }

  private HttpResponse<InputStream> send(HttpClient client, Consumer<String> note)
      throws IOException, InterruptedException {
    long until = System.nanoTime() + patience.toNanos();
    boolean noted = false;
    while (true) {
      try {
        return client.send(request(), HttpResponse.BodyHandlers.ofInputStream());
      } catch (ConnectException e) {
        if (System.nanoTime() > until) {
          throw LauncherException.failed(
              "the gateway does not listen at " + gateway + "; see ./signalbox status");
        }
        if (!noted) {
          note.accept("the gateway does not listen; trying for " + patience.toSeconds() + " s");
          noted = true;
        }
        Thread.sleep(PAUSE);
      } catch (IOException e) {
        throw LauncherException.failed("the connection was lost: " + e.getMessage());
      }
    }
  }

  private HttpRequest request() {
    ObjectNode body = JSON.createObjectNode().put("message", message);
    if (agent != null) {
      body.put("agent_id", agent);
    }
    return HttpRequest.newBuilder(gateway.resolve("/api/v1/agents/message"))
        .header("Authorization", "Bearer " + key)
        .header("Content-Type", "application/json")
        .header("Accept", "text/event-stream")
        .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
        .build();
  }

  private static String refusal(int status, InputStream body) throws IOException {
    String text = new String(body.readAllBytes(), StandardCharsets.UTF_8);
    try {
      return Answer.problem(JSON.readTree(text)) + " (HTTP " + status + ")";
    } catch (JacksonException e) {
      return "HTTP " + status + ": " + text.strip();
    }
  }
}
