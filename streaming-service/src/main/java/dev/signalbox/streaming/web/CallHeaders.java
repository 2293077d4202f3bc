package dev.signalbox.streaming.web;

import dev.signalbox.kit.id.IdKind;
import dev.signalbox.kit.security.Caller;
import dev.signalbox.streaming.attempt.Wishes;
import dev.signalbox.streaming.meter.Origin;
import dev.signalbox.streaming.wire.InvalidRequestException;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the headers of a request say about the call that it makes. Names are in lower case. */
record CallHeaders(Map<String, String> byName) {

  private static final int MAX_FALLBACKS = 10;
  private static final int MAX_AGENT_ID = 128;
  private static final Pattern MILLIS = Pattern.compile("[0-5]?[0-9]{1,5}|600000");

  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

  /**
   * Headers that say which version of a protocol, or which trial of it, the body is written for.
   */
  private static final Set<String> PROTOCOL_HEADERS =
      Set.of("anthropic-version", "anthropic-beta", "openai-beta");

  CallHeaders {
    byName = Map.copyOf(byName);
  }

  static CallHeaders of(HttpServletRequest request) {
    Map<String, String> headers = new TreeMap<>();
    request
        .getHeaderNames()
        .asIterator()
        .forEachRemaining(
            name -> headers.put(name.toLowerCase(Locale.ROOT), request.getHeader(name)));
    return new CallHeaders(headers);
  }

  /** These, and others that go before them. */
  CallHeaders with(Map<String, String> others) {
    Map<String, String> all = new TreeMap<>(byName);
    all.putAll(others);
    return new CallHeaders(all);
  }

  /** Whether the stream is to be kept for a client that comes back. */
  boolean resumable() {
    return Boolean.parseBoolean(byName.get("x-signalbox-resumable"));
  }

  /**
   * What the client asks of us.
   *
   * @param oldest the oldest that an answer may be that was given before
   * @throws InvalidRequestException when one of them is none
   */
  Wishes wishes(Duration oldest) {
    return new Wishes(
        fallbackModels(),
        hedgeAfter(),
        cacheMaxAge(oldest),
        Boolean.parseBoolean(byName.get("x-signalbox-usage-cost")));
  }

  private List<String> fallbackModels() {
    String header = byName.get("x-signalbox-fallback-models");
    return header == null
        ? List.of()
        : Arrays.stream(header.split(",", -1))
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .limit(MAX_FALLBACKS)
            .toList();
  }

  private @Nullable Duration hedgeAfter() {
    String millis = byName.get("x-signalbox-hedge-after-ms");
    if (millis == null) {
      return null;
    }
    if (!MILLIS.matcher(millis).matches()) {
      throw new InvalidRequestException(
          "X-Signalbox-Hedge-After-Ms must be a number of milliseconds, 0 to 600000.", null);
    }
    return Duration.ofMillis(Long.parseLong(millis));
  }

  private @Nullable Duration cacheMaxAge(Duration most) {
    String seconds = byName.get("x-signalbox-cache-max-age");
    if (seconds == null) {
      return null;
    }
    if (!SECONDS.matcher(seconds).matches() || Long.parseLong(seconds) > most.toSeconds()) {
      throw new InvalidRequestException(
          "X-Signalbox-Cache-Max-Age must be a number of seconds, 0 to " + most.toSeconds() + '.',
          null);
    }
    return Duration.ofSeconds(Long.parseLong(seconds));
  }

  Origin origin(Caller caller, String requestId) {
    return new Origin(
        requestId,
        id("x-signalbox-conversation-id", IdKind.CONVERSATION),
        id("x-signalbox-run-id", IdKind.RUN),
        agentId(),
        id("x-signalbox-causation-id", IdKind.EVENT),
        CallerKey.of(caller),
        caller.user(),
        caller.team(),
        RequestTags.of(byName.get("x-signalbox-tags")));
  }

  Map<String, String> ofProtocol() {
    return those(PROTOCOL_HEADERS::contains);
  }

  Map<String, String> ofSimulator() {
    return those(header -> header.startsWith("x-simulator-"));
  }

  private @Nullable String id(String header, IdKind kind) {
    String value = byName.get(header);
    return kind.matches(value) ? value : null;
  }

  private @Nullable String agentId() {
    String value = byName.get("x-signalbox-agent-id");
    return value == null || value.length() > MAX_AGENT_ID ? null : value;
  }

  private Map<String, String> those(Predicate<String> wanted) {
    return byName.entrySet().stream()
        .filter(header -> wanted.test(header.getKey()))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
