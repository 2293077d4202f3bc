package dev.signalbox.standalone.bench.gateway;

import dev.signalbox.standalone.platform.LauncherException;
import dev.signalbox.standalone.platform.Service;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Two API keys: one with limits and a budget that are counted and never reached, one without any.
 *
 * @param governed the first
 * @param free the second
 */
record Callers(String governed, String free) {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int NOT_FOUND = 404;

  static Callers create(Platform platform, PrintStream progress) throws InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      Administrator administrator = new Administrator(client, platform);
      JsonNode governed = administrator.key("governed");
      JsonNode free = administrator.key("free");
      String id = governed.path("id").asString();
      administrator.require(
          "PUT",
          "/api/v1/limits/key/" + id,
          """
          {"requests_per_minute": 1000000000, "requests_per_hour": 1000000000,
           "tokens_per_minute": 1000000000000, "parallel_requests": 1000000}
          """);
      boolean budget =
          administrator.possible(
              "POST",
              "/api/v1/budgets",
              """
              {"name": "benchmark", "scope": {"kind": "key", "value": "%s"}, "unit": "tokens",
               "limit": 100000000000, "period": {"kind": "total"}}
              """
                  .formatted(id));
      progress.println(
          "governed: a key with limits of requests, tokens and parallel requests"
              + (budget ? ", and a hard budget" : "; there are no budgets here"));
      return new Callers(governed.path("key").asString(), free.path("key").asString());
    }
  }

  private static final class Administrator {

    private final HttpClient client;
    private final String base;
    private final String authorization;

    Administrator(HttpClient client, Platform platform) {
      this.client = client;
      this.base =
          "http://127.0.0.1:"
              + platform.home().port(Service.named(Service.GATEWAY).orElseThrow().port());
      this.authorization = "Bearer " + platform.secrets().apiKey();
    }

    JsonNode key(String name) throws InterruptedException {
      return JSON.readTree(
          require(
              "POST", "/api/v1/keys", "{\"name\": \"" + name + "\", \"role\": \"operator\"}"));
    }

    String require(String method, String path, String body) throws InterruptedException {
      HttpResponse<String> answer = send(method, path, body);
      if (answer.statusCode() >= 300) {
        throw LauncherException.failed(
            method + " " + path + ": " + answer.statusCode() + " " + answer.body());
      }
      return answer.body();
    }

    /** Whether there is such a path; what goes wrong there is a failure. */
    boolean possible(String method, String path, String body) throws InterruptedException {
      if (send("GET", path, "").statusCode() == NOT_FOUND) {
        return false;
      }
      require(method, path, body);
      return true;
    }

    private HttpResponse<String> send(String method, String path, String body)
        throws InterruptedException {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(base + path))
              .header("Authorization", authorization)
              .header("Content-Type", "application/json")
              .method(method, HttpRequest.BodyPublishers.ofString(body))
              .build();
      try {
        return client.send(request, HttpResponse.BodyHandlers.ofString());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
