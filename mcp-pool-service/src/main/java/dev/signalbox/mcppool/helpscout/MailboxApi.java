package dev.signalbox.mcppool.helpscout;

import dev.signalbox.mcppool.local.TimeLimit;
import dev.signalbox.mcppool.transport.HttpCalls;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Calls of the Mailbox API 2.0. Its limit of calls is the account's, so what one call is told of it
 * (429, {@code X-RateLimit-Retry-After}) all others wait for, too.
 */
final class MailboxApi {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int MAX_ANSWER = 4 * 1024 * 1024;
  private static final int MAX_ATTEMPTS = 4;
  private static final int UNAUTHORIZED = 401;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final Duration DEFAULT_WAIT = Duration.ofSeconds(10);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);

  private final HttpCalls http;
  private final URI base;
  private final AccessTokens tokens;
  private final Pause pause;
  private volatile TimeLimit throttled = TimeLimit.in(Duration.ZERO);

  /** Items of several pages, and the number of the page after them; 0 if there is none. */
  record Pages(List<JsonNode> items, long total, int nextPage) {}

  /**
   * @param base with a slash at its end
   */
  MailboxApi(HttpCalls http, URI base, AccessTokens tokens, Pause pause) {
    this.http = http;
    this.base = base;
    this.tokens = tokens;
    this.pause = pause;
  }

  JsonNode get(String path, Map<String, String> query, TimeLimit limit)
      throws HelpScoutFailure, InterruptedException {
    return json(send("GET", uri(path, query), null, limit));
  }

  /**
   * Reads pages by their links to the next.
   *
   * @param relation under which the items are embedded; an empty page embeds nothing
   * @param most how many pages to read
   */
  Pages pages(String path, Map<String, String> query, String relation, int most, TimeLimit limit)
      throws HelpScoutFailure, InterruptedException {
    List<JsonNode> items = new ArrayList<>();
    URI next = uri(path, query);
    JsonNode page = JsonNodeFactory.instance.objectNode();
    for (int read = 0; read < most && next != null; read++) {
      page = json(send("GET", next, null, limit));
      page.path("_embedded").path(relation).forEach(items::add);
      next = next(page);
    }
    int number = page.path("page").path("number").asInt(1);
    return new Pages(
        items,
        page.path("page").path("totalElements").asLong(items.size()),
        next == null ? 0 : number + 1);
  }

  /** Creates something; its id is in the answer's {@code Resource-ID}. */
  String post(String path, JsonNode body, TimeLimit limit)
      throws HelpScoutFailure, InterruptedException {
    return send("POST", uri(path, Map.of()), body, limit).header("Resource-ID").orElse("");
  }

  void put(String path, JsonNode body, TimeLimit limit)
      throws HelpScoutFailure, InterruptedException {
    HttpCalls.Reply unused = send("PUT", uri(path, Map.of()), body, limit);
  }

  /** What was refused for its token or by the limit was not done, so it may be sent again. */
  private HttpCalls.Reply send(String method, URI uri, @Nullable JsonNode body, TimeLimit limit)
      throws HelpScoutFailure, InterruptedException {
    boolean renewed = false;
    for (int attempt = 1; ; attempt++) {
      await(throttled.left(), limit);
      String token = tokens.get(limit);
      HttpCalls.Reply reply = sendOnce(method, uri, body, token, limit);
      if (reply.status() == UNAUTHORIZED && !renewed) {
        renewed = true;
        tokens.refused(token);
      } else if (reply.status() == TOO_MANY_REQUESTS && attempt < MAX_ATTEMPTS) {
        throttled = TimeLimit.in(wait(reply));
      } else if (!reply.isSuccess()) {
        throw new HelpScoutFailure(describe(reply));
      } else {
        return reply;
      }
    }
  }

  private void await(Duration wait, TimeLimit limit) throws HelpScoutFailure, InterruptedException {
    if (wait.compareTo(limit.left()) > 0) {
      throw new HelpScoutFailure(
          "Help Scout takes no more calls of this account for %d s; try again then"
              .formatted(wait.toSeconds() + 1));
    }
    if (!wait.isZero()) {
      pause.take(wait);
    }
  }

  private HttpCalls.Reply sendOnce(
      String method, URI uri, @Nullable JsonNode body, String token, TimeLimit limit)
      throws HelpScoutFailure, InterruptedException {
    HttpCalls.Body content =
        body == null
            ? null
            : new HttpCalls.Body(
                "application/json", body.toString().getBytes(StandardCharsets.UTF_8));
    try {
      return http.send(
          new HttpCalls.Call(
              method,
              uri,
              Map.of("Authorization", "Bearer " + token, "Accept", "application/hal+json"),
              content),
          limit.left(),
          MAX_ANSWER);
    } catch (IOException failure) {
      throw new HelpScoutFailure(
          body == null
              ? "Help Scout cannot be reached: " + failure.getMessage()
              : "Help Scout gave no answer, so it is not known whether it was done: "
                  + failure.getMessage());
    }
  }

  private static Duration wait(HttpCalls.Reply reply) {
    Duration told =
        reply
            .header("X-RateLimit-Retry-After")
            .or(() -> reply.header("Retry-After"))
            .filter(text -> text.matches("[0-9]{1,6}"))
            .map(text -> Duration.ofSeconds(Long.parseLong(text)))
            .orElse(DEFAULT_WAIT);
    return told.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : told;
  }

  private URI uri(String path, Map<String, String> query) {
    String encoded =
        query.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(entry -> encode(entry.getKey()) + "=" + encode(entry.getValue()))
            .collect(Collectors.joining("&"));
    return base.resolve(encoded.isEmpty() ? path : path + "?" + encoded);
  }

  /** A token is for one place alone, whatever a link says. */
  private @Nullable URI next(JsonNode page) throws HelpScoutFailure {
    JsonNode numbers = page.path("page");
    String link = page.path("_links").path("next").path("href").asString("");
    boolean last =
        numbers.path("number").asInt(0) >= numbers.path("totalPages").asInt(Integer.MAX_VALUE);
    if (link.isEmpty() || last) {
      return null;
    }
    URI next;
    try {
      next = base.resolve(link);
    } catch (IllegalArgumentException malformed) {
      throw new HelpScoutFailure("Help Scout's link to the next page is none");
    }
    if (!Objects.equals(next.getScheme(), base.getScheme())
        || !Objects.equals(next.getAuthority(), base.getAuthority())) {
      throw new HelpScoutFailure("Help Scout's link to the next page leads elsewhere");
    }
    return next;
  }

  private static JsonNode json(HttpCalls.Reply reply) throws HelpScoutFailure {
    if (!reply.whole()) {
      throw new HelpScoutFailure("Help Scout's answer is too long; ask for less");
    }
    try {
      return JSON.readTree(reply.content());
    } catch (JacksonException noJson) {
      throw new HelpScoutFailure("Help Scout's answer is no JSON");
    }
  }

  /** Errors as the Mailbox API 2.0 describes them: a message, and one for each field. */
  private static String describe(HttpCalls.Reply reply) {
    JsonNode json;
    try {
      json = JSON.readTree(reply.content());
    } catch (JacksonException noJson) {
      json = JsonNodeFactory.instance.objectNode();
    }
    String fields =
        json.path("_embedded")
            .path("errors")
            .valueStream()
            .map(
                error -> error.path("path").asString("") + " " + error.path("message").asString(""))
            .collect(Collectors.joining("; "));
    return "Help Scout answered HTTP %d%s%s"
        .formatted(
            reply.status(),
            json.path("message").isString() ? ": " + json.path("message").stringValue() : "",
            fields.isEmpty() ? "" : ": " + fields);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
