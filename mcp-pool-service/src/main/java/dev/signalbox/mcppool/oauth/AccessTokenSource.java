package dev.signalbox.mcppool.oauth;

import dev.signalbox.mcppool.server.ServerId;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The access tokens of one server. However many want one, and on however many replicas, one renewal
 * is under way: most authorization servers take a refresh token once.
 */
public final class AccessTokenSource {
  private static final Logger LOG = LoggerFactory.getLogger(AccessTokenSource.class);
  private static final int MAX_SCOPE = 1_000;
  private static final Duration BEFORE_ITS_END = Duration.ofSeconds(30);
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final ServerId server;
  private final Grants grants;
  private final TokenRequests requests;
  private final TransactionOperations transactions;
  private final Clock clock;
  private final ReentrantLock renewing = new ReentrantLock();
  private volatile @Nullable Tokens current;
  private volatile @Nullable String refused;

  private sealed interface Renewal {
    record Renewed(Tokens tokens) implements Renewal {}

    record Failed(String reason) implements Renewal {}
  }

  AccessTokenSource(
      ServerId server,
      Grants grants,
      TokenRequests requests,
      TransactionOperations transactions,
      Clock clock) {
    this.server = server;
    this.grants = grants;
    this.requests = requests;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * A token that is good for a while.
   *
   * @throws IOException if there is none, with a reason for people
   */
  public String current() throws IOException {
    Tokens tokens = current;
    if (tokens != null && isGood(tokens)) {
      return tokens.access();
    }
    try {
      if (!renewing.tryLock(PATIENCE.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new IOException("access could not be renewed in time");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("it was given up", interrupted);
    }
    try {
      tokens = current;
      if (tokens == null || !isGood(tokens)) {
        tokens = load();
        current = tokens;
      }
      return tokens.access();
    } catch (DataAccessException | TransactionException away) {
      throw new IOException("the tokens cannot be read: the database is away", away);
    } finally {
      renewing.unlock();
    }
  }

  /** The server took no call with this token; the next one is another. */
  public void refused(String token) {
    refused = token;
  }

  /**
   * The server wants more than was granted. Whoever grants access the next time is asked for it.
   *
   * @return what to say of it; empty if it wants nothing
   */
  public Optional<String> forbidden(String authenticate) {
    Challenge challenge = Challenge.parse(authenticate);
    if (!challenge.wantsMoreScope()) {
      return Optional.empty();
    }
    String scope = challenge.scope().substring(0, Math.min(challenge.scope().length(), MAX_SCOPE));
    try {
      grants.want(server, scope);
    } catch (DataAccessException away) {
      LOG.warn("{}: it is not noted that it wants the scope {}", server, scope, away);
    }
    return Optional.of(
        "the access that was granted does not go as far as \"%s\"; POST".formatted(scope)
            + " /api/v1/mcp/servers/%s/authorization grants more".formatted(server));
  }

  private Tokens load() throws IOException {
    Grants.Held held =
        grants
            .held(server)
            .orElseThrow(
                () ->
                    new IOException(
                        "nobody has granted access: POST /api/v1/mcp/servers/%s/authorization"
                            .formatted(server)));
    if (held.grant().problem() == null && isGood(held.tokens())) {
      return held.tokens();
    }
    return switch (Objects.requireNonNull(transactions.execute(status -> renew(held)))) {
      case Renewal.Renewed renewed -> renewed.tokens();
      case Renewal.Failed failed ->
          throw new IOException(
              "%s; POST /api/v1/mcp/servers/%s/authorization grants access anew"
                  .formatted(failed.reason(), server));
    };
  }

  private Renewal renew(Grants.Held seen) {
    Optional<Grants.Held> now = grants.heldAlone(server);
    if (now.isEmpty()) {
      return new Renewal.Failed("access was withdrawn");
    }
    Grants.Held held = now.get();
    if (held.grant().version() != seen.grant().version() && held.grant().problem() == null) {
      return new Renewal.Renewed(held.tokens());
    }
    String problem = held.grant().problem();
    String refreshToken = held.tokens().refresh();
    if (problem != null || refreshToken == null) {
      return new Renewal.Failed(problem == null ? "access has ended" : problem);
    }
    try {
      Tokens tokens = requests.refresh(held.access(), refreshToken);
      grants.renewed(server, held.access(), tokens);
      return new Renewal.Renewed(tokens);
    } catch (OAuthFailure failure) {
      if (failure.isForGood()) {
        grants.fail(server, failure.reason());
      }
      return new Renewal.Failed(failure.reason());
    }
  }

  private boolean isGood(Tokens tokens) {
    Instant until = tokens.goodUntil();
    return !tokens.access().equals(refused)
        && (until == null || clock.instant().isBefore(until.minus(BEFORE_ITS_END)));
  }
}
