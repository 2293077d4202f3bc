package dev.signalbox.gateway.key;

import com.github.benmanes.caffeine.cache.AsyncLoadingCache;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.CacheLoader;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;

/**
 * The keys that requests came with lately. What it says is never older than the configured age,
 * counted from before the database was asked: after that long a revocation holds in every replica.
 * A key in use is read anew at half that age, beside the requests, so that none of them waits;
 * while the database is away, keys go on until their age is reached. Requests with the same unknown
 * key wait for one reading.
 */
public final class KeyDirectory {
  private static final CompletableFuture<@Nullable KnownKey> NONE =
      CompletableFuture.completedFuture(null);

  private final AsyncLoadingCache<KeyHash, @Nullable KnownKey> known;
  private final Cache<KeyHash, Boolean> unknown;
  private final Function<KeyHash, Optional<ApiKey>> keys;
  private final Ticker ticker;

  KeyDirectory(
      Function<KeyHash, Optional<ApiKey>> keys,
      KeyProperties properties,
      Executor threads,
      Ticker ticker) {
    this.keys = keys;
    this.ticker = ticker;
    this.known =
        Caffeine.newBuilder()
            .maximumSize(properties.cacheSize())
            .expireAfter(new SinceRead(properties.cacheFor()))
            .refreshAfterWrite(properties.cacheFor().dividedBy(2))
            .ticker(ticker)
            .executor(threads)
            .buildAsync(new Reader());
    this.unknown =
        Caffeine.newBuilder()
            .maximumSize(properties.cacheSize())
            .expireAfterWrite(properties.cacheUnknownFor())
            .ticker(ticker)
            .build();
  }

  /**
   * The key with this hash, or null if it is unknown or revoked. Complete already if it is known
   * here; shared between callers, so it must not be cancelled.
   *
   * @throws RejectedExecutionException if too many readings wait already
   */
  public CompletableFuture<@Nullable KnownKey> find(KeyHash hash) {
    if (unknown.getIfPresent(hash) != null) {
      return NONE;
    }
    return known.get(hash);
  }

  /** Forgets a key in this replica now; the others follow when their reading is too old. */
  void forget(String keyId) {
    known.synchronous().asMap().values().removeIf(key -> keyId.equals(key.caller().keyId()));
  }

  private final class Reader implements CacheLoader<KeyHash, @Nullable KnownKey> {
    @Override
    public @Nullable KnownKey load(KeyHash hash) {
      long readAt = ticker.read();
      @Nullable KnownKey key =
          keys.apply(hash)
              .map(found -> new KnownKey(found.caller(), found.expiresAt(), readAt))
              .orElse(null);
      if (key == null) {
        unknown.put(hash, Boolean.TRUE);
      }
      return key;
    }

    @Override
    public @Nullable KnownKey reload(KeyHash hash, KnownKey old) {
      try {
        return load(hash);
      } catch (DataAccessException databaseAway) {
        return old; // Its age still counts from when it was read.
      }
    }
  }

  private record SinceRead(Duration life)
      implements com.github.benmanes.caffeine.cache.Expiry<KeyHash, KnownKey> {
    @Override
    public long expireAfterCreate(KeyHash hash, KnownKey key, long now) {
      return Math.max(0, life.toNanos() - (now - key.readAt()));
    }

    @Override
    public long expireAfterUpdate(KeyHash hash, KnownKey key, long now, long left) {
      return expireAfterCreate(hash, key, now);
    }

    @Override
    public long expireAfterRead(KeyHash hash, KnownKey key, long now, long left) {
      return left;
    }
  }
}
