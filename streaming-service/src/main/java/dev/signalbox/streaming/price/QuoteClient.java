package dev.signalbox.streaming.price;

import dev.signalbox.kit.http.PlatformHttp;
import dev.signalbox.kit.money.Usd;
import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.streaming.meter.Attempted;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Asks cost-service in the name of the caller of the first of the requests. */
final class QuoteClient implements AskForQuotes {

  private static final int LARGEST_ANSWER = 1 << 16;

  private final PlatformHttp http;
  private final JsonMapper json;
  private final URI quotes;
  private final Duration patience;

  /**
   * @param cost the service's base address
   */
  QuoteClient(PlatformHttp http, JsonMapper json, URI cost, Duration patience) {
    this.http = http;
    this.json = json;
    this.quotes = cost.resolve("/api/v1/quotes");
    this.patience = patience;
  }

  @Override
  public List<Optional<Quote>> ask(List<Quotable> attempts)
      throws IOException, InterruptedException {
    try {
      HttpRequest request =
          http.request(quotes)
              .timeout(patience)
              .setHeader("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(body(attempts)))
              .build();
      HttpResponse<byte[]> response =
          http.client()
              .send(
                  request,
                  HttpResponse.BodyHandlers.limiting(
                      HttpResponse.BodyHandlers.ofByteArray(), LARGEST_ANSWER));
      JsonNode told = json.readTree(response.body()).path("data");
      if (response.statusCode() != 200 || told.size() != attempts.size()) {
        throw new IOException("status " + response.statusCode());
      }
      List<Optional<Quote>> read = new ArrayList<>();
      told.forEach(each -> read.add(quote(each)));
      return read;
    } catch (JacksonException | ProblemException | IllegalArgumentException e) {
      throw new IOException(e);
    }
  }

  private static Optional<Quote> quote(JsonNode told) {
    JsonNode cost = told.path("cost_usd");
    return cost.isString()
        ? Optional.of(new Quote(Usd.of(cost.stringValue()), told.path("price_id").stringValue()))
        : Optional.empty();
  }

  private String body(List<Quotable> attempts) {
    ObjectNode body = json.createObjectNode();
    for (Quotable each : attempts) {
      Attempted attempted = each.attempted();
      ObjectNode attempt =
          body.withArray("attempts")
              .addObject()
              .put("attempt_id", each.attemptId())
              .put("provider", attempted.provider())
              .put("model", attempted.model())
              .put("api_flavor", attempted.apiFlavor())
              .put("started_at", each.startedAt().toString());
      attempt.set("provider_usage", each.usage().providerUsage());
      attempt.set("buckets", json.valueToTree(each.usage().buckets()));
    }
    return body.toString();
  }
}
