package dev.signalbox.kit.security;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.RemoteKeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The gateway's public keys, kept in memory. A key that is not among them makes one request for
 * newer ones, as does their age, but never more than one per interval; while the gateway is away,
 * the keys already known stay good.
 */
final class GatewayKeys implements JWKSource<SecurityContext> {
  private static final int MAX_BYTES = 64 << 10;

  private final InternalTokenProperties properties;
  private final HttpClient client;
  private final ReentrantLock fetching = new ReentrantLock();
  private volatile @Nullable Known known;
  private long lastAttempt;
  private boolean attempted;

  private record Known(JWKSet keys, long fetchedAt) {
    List<JWK> select(JWKSelector selector) {
      return selector.select(keys);
    }

    boolean olderThan(Duration age) {
      return System.nanoTime() - fetchedAt > age.toNanos();
    }
  }

  GatewayKeys(InternalTokenProperties properties, HttpClient client) {
    this.properties = properties;
    this.client = client;
  }

  @Override
  public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context)
      throws KeySourceException {
    Known before = known;
    if (before != null) {
      List<JWK> found = before.select(selector);
      if (!found.isEmpty() && !before.olderThan(properties.keysMaxAge())) {
        return found;
      }
    }
    return refreshed(before).select(selector);
  }

  @SuppressWarnings("ReferenceEquality") // Another set, even with the same keys.
  private Known refreshed(@Nullable Known before) throws KeySourceException {
    fetching.lock();
    try {
      Known now = known;
      if (now != null && now != before) {
        return now; // Another thread has just asked.
      }
      if (attempted && System.nanoTime() - lastAttempt < properties.refetchInterval().toNanos()) {
        return knownOr("The gateway's keys were asked for a moment ago, in vain", null);
      }
      attempted = true;
      lastAttempt = System.nanoTime();
      Known fresh = new Known(fetch(), System.nanoTime());
      known = fresh;
      return fresh;
    } catch (IOException | ParseException e) {
      return knownOr("The gateway's keys cannot be had from " + properties.jwksUrl(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return knownOr("Interrupted while asking for the gateway's keys", e);
    } finally {
      fetching.unlock();
    }
  }

  private Known knownOr(String message, @Nullable Exception cause) throws KeySourceException {
    Known now = known;
    if (now == null) {
      throw new RemoteKeySourceException(message, cause);
    }
    return now;
  }

  private JWKSet fetch() throws IOException, InterruptedException, ParseException {
    HttpRequest request =
        HttpRequest.newBuilder(properties.jwksUrl()).timeout(properties.timeout()).build();
    HttpResponse<byte[]> response =
        client.send(
            request,
            HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), MAX_BYTES));
    if (response.statusCode() != 200) {
      throw new IOException("Status " + response.statusCode());
    }
    return JWKSet.parse(new String(response.body(), java.nio.charset.StandardCharsets.UTF_8));
  }
}
