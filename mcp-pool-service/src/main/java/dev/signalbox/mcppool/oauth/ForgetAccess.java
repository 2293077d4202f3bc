package dev.signalbox.mcppool.oauth;

import dev.signalbox.mcppool.server.AccessLapsed;
import dev.signalbox.mcppool.server.ServerId;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Forgets access, and has the authorization server forget it too (RFC 7009): after the commit, from
 * when on nobody here renews it. Nobody waits for that, and it is not tried again.
 */
class ForgetAccess {
  private static final Logger LOG = LoggerFactory.getLogger(ForgetAccess.class);

  private final Grants grants;
  private final GrantEvents events;
  private final TokenRequests requests;

  ForgetAccess(Grants grants, GrantEvents events, TokenRequests requests) {
    this.grants = grants;
    this.events = events;
    this.requests = requests;
  }

  /** Within the caller's transaction; whether there was any. */
  boolean forget(ServerId server, String by) {
    Optional<Grants.Held> held = grants.heldAlone(server);
    held.ifPresent(
        access -> {
          events.forgotten(server, access.access(), by);
          TransactionSynchronizationManager.registerSynchronization(
              new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                  Thread.ofVirtual().name("mcp-revoke").start(() -> revoke(server, access));
                }
              });
        });
    return grants.forget(server);
  }

  @EventListener
  void on(AccessLapsed lapsed) {
    boolean unused = forget(lapsed.server(), lapsed.by());
    grants.endFlow(lapsed.server());
  }

  private void revoke(ServerId server, Grants.Held held) {
    try {
      requests
          .revoke(held.access(), held.tokens())
          .filter(answer -> !answer.reply().isSuccess())
          .ifPresent(
              answer ->
                  LOG.warn(
                      "{} did not take back the tokens of {}: {}",
                      held.access().issuer(),
                      server,
                      TokenRequests.describe(answer)));
    } catch (OAuthFailure failure) {
      LOG.warn(
          "{} did not take back the tokens of {}: {}",
          held.access().issuer(),
          server,
          failure.reason());
    }
  }
}
