package dev.signalbox.streaming.web;

import dev.signalbox.kit.problem.CommonProblem;
import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.kit.security.Caller;
import dev.signalbox.kit.security.Role;
import dev.signalbox.streaming.limit.Measure;
import dev.signalbox.streaming.limit.OwnLimits;
import dev.signalbox.streaming.limit.OwnLimits.OwnLimit;
import dev.signalbox.streaming.limit.Scope;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/limits}: who has limits other than the configured ones. For administrators. */
@RestController
final class LimitsController {

  private static final int MAX_PAGE = 500;
  private static final int MAX_VALUE = 256;
  private static final String SEPARATOR = "/";

  private final OwnLimits limits;

  LimitsController(OwnLimits limits) {
    this.limits = limits;
  }

  /** Absent: as configured. 0: no limit. */
  record Quotas(
      @Nullable Long requestsPerMinute,
      @Nullable Long requestsPerHour,
      @Nullable Long tokensPerMinute,
      @Nullable Long parallelRequests) {

    static Quotas of(Map<Measure, Long> quotas) {
      return new Quotas(
          quotas.get(Measure.REQUESTS_PER_MINUTE),
          quotas.get(Measure.REQUESTS_PER_HOUR),
          quotas.get(Measure.TOKENS_PER_MINUTE),
          quotas.get(Measure.PARALLEL_REQUESTS));
    }

    private @Nullable Long of(Measure measure) {
      return switch (measure) {
        case REQUESTS_PER_MINUTE -> requestsPerMinute;
        case REQUESTS_PER_HOUR -> requestsPerHour;
        case TOKENS_PER_MINUTE -> tokensPerMinute;
        case PARALLEL_REQUESTS -> parallelRequests;
      };
    }

    Map<Measure, Long> valid() {
      Map<Measure, Long> valid = new EnumMap<>(Measure.class);
      for (Measure measure : Measure.values()) {
        Long quota = of(measure);
        if (quota != null && quota < 0) {
          throw new ProblemException(CommonProblem.INVALID_REQUEST, "A quota is 0 or more")
              .withError(measure.wireName(), "must not be negative");
        }
        if (quota != null) {
          valid.put(measure, quota);
        }
      }
      return valid;
    }
  }

  record Limit(String scope, String value, Quotas quotas) {}

  record Page(List<Limit> data, @Nullable String nextCursor) {}

  @GetMapping("/api/v1/limits")
  Page list(
      @RequestParam(defaultValue = "100") int limit,
      @RequestParam(defaultValue = "") String cursor,
      Caller caller) {
    requireAdministrator(caller);
    if (limit < 1 || limit > MAX_PAGE) {
      throw new ProblemException(CommonProblem.INVALID_REQUEST, "limit is out of range")
          .withError("limit", "must be between 1 and " + MAX_PAGE);
    }
    String[] after = cursor.isEmpty() ? new String[] {"", ""} : position(cursor);
    List<OwnLimit> found = limits.after(after[0], after[1], limit + 1);
    List<OwnLimit> page = found.subList(0, Math.min(limit, found.size()));
    return new Page(
        page.stream()
            .map(own -> new Limit(own.scope().wireName(), own.value(), Quotas.of(own.quotas())))
            .toList(),
        found.size() > limit ? cursor(page.getLast()) : null);
  }

  @PutMapping("/api/v1/limits/{scope}/{*value}")
  Limit put(
      @PathVariable String scope,
      @PathVariable String value,
      @RequestBody Quotas quotas,
      Caller caller) {
    requireAdministrator(caller);
    Map<Measure, Long> valid = quotas.valid();
    if (valid.isEmpty()) {
      throw new ProblemException(
          CommonProblem.INVALID_REQUEST,
          "Give at least one quota; DELETE brings the configured ones back");
    }
    if (!limits.put(scope(scope), value(value), valid)) {
      throw new ProblemException(
          CommonProblem.CONFLICT,
          "No more can have limits of their own; take those of another one back first");
    }
    return new Limit(scope, value(value), Quotas.of(valid));
  }

  @DeleteMapping("/api/v1/limits/{scope}/{*value}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(@PathVariable String scope, @PathVariable String value, Caller caller) {
    requireAdministrator(caller);
    if (!limits.delete(scope(scope), value(value))) {
      throw new ProblemException(
          CommonProblem.NOT_FOUND, "The " + scope + " has no limits of its own");
    }
  }

  private static void requireAdministrator(Caller caller) {
    if (!caller.has(Role.ADMIN)) {
      throw new ProblemException(CommonProblem.FORBIDDEN, "This needs the role admin");
    }
  }

  private static Scope scope(String name) {
    return Scope.ofWireName(name)
        .orElseThrow(
            () ->
                new ProblemException(CommonProblem.INVALID_REQUEST, "There is no such scope")
                    .withError(
                        "scope",
                        "must be one of "
                            + Arrays.stream(Scope.values()).map(Scope::wireName).toList()));
  }

  private static String value(String path) {
    String value = path.startsWith(SEPARATOR) ? path.substring(1) : path;
    if (value.isBlank() || value.length() > MAX_VALUE) {
      throw new ProblemException(CommonProblem.INVALID_REQUEST, "Whose limits are they?")
          .withError("value", "must have 1 to " + MAX_VALUE + " characters");
    }
    return value;
  }

  private static String cursor(OwnLimit last) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(
            (last.scope().wireName() + SEPARATOR + last.value()).getBytes(StandardCharsets.UTF_8));
  }

  private static String[] position(String cursor) {
    try {
      String[] parts =
          new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8)
              .split(SEPARATOR, 2);
      if (parts.length == 2) {
        return parts;
      }
    } catch (IllegalArgumentException e) {
      throw invalidCursor(e);
    }
    throw invalidCursor(null);
  }

  private static ProblemException invalidCursor(@Nullable Throwable cause) {
    return new ProblemException(CommonProblem.INVALID_REQUEST, "The cursor is none of ours", cause)
        .withError("cursor", "must be the next_cursor of a page");
  }
}
