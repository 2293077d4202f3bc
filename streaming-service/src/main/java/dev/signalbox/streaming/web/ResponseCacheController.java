package dev.signalbox.streaming.web;

import dev.signalbox.kit.id.IdKind;
import dev.signalbox.kit.problem.CommonProblem;
import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.kit.security.Caller;
import dev.signalbox.kit.security.Role;
import dev.signalbox.streaming.cache.AnswerCache;
import dev.signalbox.streaming.cache.CachingKeys;
import dev.signalbox.streaming.cache.CachingKeys.CachingKey;
import java.time.Duration;
import java.util.List;
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

/** {@code /api/v1/response-cache}: which keys' requests are cached, and forgetting what is. */
@RestController
final class ResponseCacheController {

  private static final int MAX_PAGE = 500;

  private final AnswerCache cache;
  private final CachingKeys keys;

  ResponseCacheController(AnswerCache cache, CachingKeys keys) {
    this.cache = cache;
    this.keys = keys;
  }

  record Wanted(@Nullable Long maxAgeSeconds) {}

  record Key(String keyId, long maxAgeSeconds) {
    static Key of(CachingKey key) {
      return new Key(key.keyId(), key.maxAge().toSeconds());
    }
  }

  record Page(List<Key> data, @Nullable String nextCursor) {}

  record Forgotten(int answers) {}

  @GetMapping("/api/v1/response-cache/keys")
  Page list(
      @RequestParam(defaultValue = "100") int limit,
      @RequestParam(defaultValue = "") String cursor,
      Caller caller) {
    requireAdministrator(caller);
    if (limit < 1 || limit > MAX_PAGE) {
      throw new ProblemException(CommonProblem.INVALID_REQUEST, "limit is out of range")
          .withError("limit", "must be between 1 and " + MAX_PAGE);
    }
    List<CachingKey> found = keys.after(cursor, limit + 1);
    List<Key> page = found.stream().limit(limit).map(Key::of).toList();
    return new Page(page, found.size() > limit ? page.getLast().keyId() : null);
  }

  @PutMapping("/api/v1/response-cache/keys/{key_id}")
  Key put(@PathVariable("key_id") String keyId, @RequestBody Wanted wanted, Caller caller) {
    requireAdministrator(caller);
    if (!IdKind.KEY.matches(keyId)) {
      throw new ProblemException(CommonProblem.INVALID_REQUEST, "Whose requests are to be cached?")
          .withError("key_id", "must be the id of a key (key_...)");
    }
    long most = cache.maxAge().toSeconds();
    Long seconds = wanted.maxAgeSeconds();
    if (seconds == null || seconds < 1 || seconds > most) {
      throw new ProblemException(CommonProblem.INVALID_REQUEST, "How old may an answer be?")
          .withError("max_age_seconds", "must be between 1 and " + most);
    }
    CachingKey key = new CachingKey(keyId, Duration.ofSeconds(seconds));
    if (!keys.put(key)) {
      throw new ProblemException(
          CommonProblem.CONFLICT, "No more keys can be cached; take another one out first");
    }
    return Key.of(key);
  }

  @DeleteMapping("/api/v1/response-cache/keys/{key_id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(@PathVariable("key_id") String keyId, Caller caller) {
    requireAdministrator(caller);
    if (!keys.delete(keyId)) {
      throw new ProblemException(
          CommonProblem.NOT_FOUND, "The requests of this key are not cached by themselves");
    }
  }

  /** Of the caller's own team. */
  @DeleteMapping("/api/v1/response-cache")
  Forgotten forget(Caller caller) {
    if (!caller.has(Role.OPERATOR)) {
      throw new ProblemException(CommonProblem.FORBIDDEN, "This needs the role operator");
    }
    return new Forgotten(cache.forget(caller.team(), CallerKey.of(caller)));
  }

  private static void requireAdministrator(Caller caller) {
    if (!caller.has(Role.ADMIN)) {
      throw new ProblemException(CommonProblem.FORBIDDEN, "This needs the role admin");
    }
  }
}
