package dev.signalbox.streaming;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Leases budgets as cost-service does: tokens, or dollars at one per million tokens. What a budget
 * has left and how it answers is what a test says. Tells what attempts cost at that price.
 */
final class FakeCostService {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final HttpServer server;
  private final Map<String, BigDecimal> left = new ConcurrentHashMap<>();
  private final Map<String, Answering> answering = new ConcurrentHashMap<>();
  private final Map<String, Integer> revisions = new ConcurrentHashMap<>();
  private final List<Asked> asked = new CopyOnWriteArrayList<>();

  /** How it answers for a budget. */
  enum Answering {
    AS_IT_SHOULD,
    BROKEN,
    NEVER,
    UNKNOWN_PRICE,
    /** It lets the attempt be made without a lease. */
    NEEDLESS
  }

  /** A request that came. */
  record Asked(String authorization, JsonNode body) {

    boolean names(String budgetId) {
      return body.path("leases").findValuesAsString("budget_id").contains(budgetId);
    }
  }

  FakeCostService() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/api/v1/leases", this::handle);
    server.createContext("/api/v1/quotes", FakeCostService::quote);
    server.start();
  }

  URI uri() {
    return URI.create("http://localhost:" + server.getAddress().getPort());
  }

  /** From now on so much can be leased of the budget. */
  void allow(String budgetId, String amount) {
    left.put(budgetId, new BigDecimal(amount));
  }

  /** From now on it leases what the budget is in that revision. */
  void revise(String budgetId, int revision) {
    revisions.put(budgetId, revision);
  }

  void answer(String budgetId, Answering how) {
    answering.put(budgetId, how);
  }

  List<Asked> askedFor(String budgetId) {
    return asked.stream().filter(each -> each.names(budgetId)).toList();
  }

  private void handle(HttpExchange exchange) throws IOException {
    JsonNode body =
        JSON.readTree(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    asked.add(
        new Asked(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")), body));
    String budget = body.path("leases").path(0).path("budget_id").asString("");
    switch (answering.getOrDefault(budget, Answering.AS_IT_SHOULD)) {
      case AS_IT_SHOULD -> lease(exchange, body);
      case BROKEN -> send(exchange, 500, JSON.createObjectNode().put("code", "internal_error"));
      case UNKNOWN_PRICE ->
          send(
              exchange,
              422,
              JSON.createObjectNode()
                  .put("code", "unknown_price")
                  .put("detail", "Nobody knows the price.")
                  .put("budget_id", budget));
      case NEEDLESS -> {
        ObjectNode answer = granted();
        answer.putArray("flagged").add(budget);
        send(exchange, 200, answer);
      }
      case NEVER -> {
        // It is left open until its client gives up.
      }
    }
  }

  /** A dollar for a million tokens, of whatever kind, but for models whose names say otherwise. */
  private static void quote(HttpExchange exchange) throws IOException {
    JsonNode body =
        JSON.readTree(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode told = answer.putArray("data");
    for (JsonNode attempt : body.path("attempts")) {
      String model = attempt.path("model").asString("");
      if (model.endsWith(StreamingServiceTest.NEVER_QUOTED)) {
        return; // It is left open until its client gives up.
      }
      ObjectNode quote = told.addObject().putNull("cost_usd");
      if (!model.endsWith(StreamingServiceTest.UNPRICED)) {
        quote.put("cost_usd", cost(attempt.path("buckets"))).put("price_id", "a-price");
      }
    }
    send(exchange, 200, answer);
  }

  private static String cost(JsonNode buckets) {
    return buckets
        .valueStream()
        .map(JsonNode::decimalValue)
        .reduce(BigDecimal.ZERO, BigDecimal::add)
        .movePointLeft(6)
        .stripTrailingZeros()
        .toPlainString();
  }

  private synchronized void lease(HttpExchange exchange, JsonNode body) throws IOException {
    BigDecimal tokens =
        BigDecimal.valueOf(
            body.path("input_tokens").longValue() + body.path("output_tokens").longValue());
    for (JsonNode wanted : body.path("leases")) {
      String budget = wanted.path("budget_id").asString("");
      BigDecimal available = left.getOrDefault(budget, BigDecimal.ZERO);
      if (available.compareTo(tokens) < 0) {
        exchange.getResponseHeaders().set("Retry-After", "77");
        send(
            exchange,
            429,
            JSON.createObjectNode()
                .put("code", "budget_exhausted")
                .put("detail", "The budget has %s tokens left.".formatted(available))
                .put("budget_id", budget)
                .put("value", wanted.path("value").asString(""))
                .put("remaining", available.longValue())
                .put("passing", available.signum() > 0)
                .put("retry_after", 77));
        return;
      }
    }
    ObjectNode answer = granted();
    ArrayNode leases = (ArrayNode) answer.path("leases");
    for (JsonNode wanted : body.path("leases")) {
      String budget = wanted.path("budget_id").asString("");
      BigDecimal available = left.getOrDefault(budget, BigDecimal.ZERO);
      BigDecimal granted =
          tokens
              .multiply(BigDecimal.valueOf(body.path("attempts").longValue()))
              .min(available.divideToIntegralValue(BigDecimal.valueOf(10)))
              .max(tokens);
      left.put(budget, available.subtract(granted));
      leases
          .addObject()
          .put("lease_id", wanted.path("lease_id").asString(""))
          .put("budget_id", budget)
          .put("value", wanted.path("value").asString(""))
          .put("budget_revision", revisions.getOrDefault(budget, 1))
          .put("unit", "tokens")
          .put("granted", granted.toPlainString())
          .put("need", tokens.toPlainString())
          .put("not_before", Instant.now().minusSeconds(3_600).toString())
          .put("not_after", Instant.now().plusSeconds(3_600).toString());
    }
    send(exchange, 200, answer);
  }

  private static ObjectNode granted() {
    ObjectNode answer = JSON.createObjectNode();
    answer.putArray("leases");
    answer.putArray("needless");
    answer
        .putObject("rates")
        .put("per_request", "0")
        .putArray("tiers")
        .addObject()
        .put("above_input_tokens", 0)
        .put("input", "1")
        .put("output", "1")
        .put("media_input", "1")
        .put("media_output", "1");
    return answer;
  }

  private static void send(HttpExchange exchange, int status, JsonNode body) throws IOException {
    byte[] bytes = JSON.writeValueAsBytes(body);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
