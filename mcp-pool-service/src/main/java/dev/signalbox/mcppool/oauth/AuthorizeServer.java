package dev.signalbox.mcppool.oauth;

import dev.signalbox.kit.problem.CommonProblem;
import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.mcppool.problem.McpProblem;
import dev.signalbox.mcppool.server.Secrets;
import dev.signalbox.mcppool.server.ServerId;
import dev.signalbox.mcppool.server.Servers;
import dev.signalbox.mcppool.server.ServersChanged;
import dev.signalbox.mcppool.server.Transport;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.support.TransactionOperations;

/** Has a person grant access to a server (OAuth 2.1, 4.1, with PKCE). */
public class AuthorizeServer {
  private final Servers servers;
  private final Secrets secrets;
  private final Grants grants;
  private final GrantEvents events;
  private final ForgetAccess access;
  private final Discovery discovery;
  private final Registration registration;
  private final TokenRequests requests;
  private final OAuthProperties properties;
  private final TransactionOperations transactions;
  private final ApplicationEventPublisher changes;
  private final Clock clock;

  /** Where the person has to go, and until when. */
  public record Begun(URI authorizationUrl, Instant expiresAt) {}

  AuthorizeServer(
      Servers servers,
      Secrets secrets,
      Grants grants,
      GrantEvents events,
      ForgetAccess access,
      Discovery discovery,
      Registration registration,
      TokenRequests requests,
      OAuthProperties properties,
      TransactionOperations transactions,
      ApplicationEventPublisher changes,
      Clock clock) {
    this.servers = servers;
    this.secrets = secrets;
    this.grants = grants;
    this.events = events;
    this.access = access;
    this.discovery = discovery;
    this.registration = registration;
    this.requests = requests;
    this.properties = properties;
    this.transactions = transactions;
    this.changes = changes;
    this.clock = clock;
  }

  /**
   * Finds out who grants access, and where a person is to ask for it.
   *
   * @param by who wants it
   * @throws ProblemException if the server takes no OAuth, or nobody grants access to it
   */
  public Begun begin(ServerId id, String by) {
    Transport.StreamableHttp http = http(id);
    Transport.OAuth oauth = http.oauth();
    if (oauth == null) {
      throw new ProblemException(
          CommonProblem.INVALID_REQUEST, "\"%s\" is registered without oauth".formatted(id));
    }
    try {
      Discovery.Found found = discovery.find(http.url());
      AuthorizationServer server = found.authorizationServer();
      Client client = client(oauth, server);
      Flow flow =
          new Flow(
              id,
              new Access(
                  server.issuer(), server.token(), server.revocation(), found.resource(), client),
              AuthorizationRequest.random(),
              properties.redirectUrl(),
              by,
              server.namesItself());
      String state = AuthorizationRequest.random();
      Instant expiresAt = clock.instant().plus(properties.patience());
      grants.begin(flow, state, expiresAt);
      return new Begun(
          AuthorizationRequest.url(flow, server, state, scope(id, oauth, found)), expiresAt);
    } catch (OAuthFailure failure) {
      throw failed(failure);
    }
  }

  /** More than was granted, where the server wanted more (2026-07-28, step-up authorization). */
  private String scope(ServerId id, Transport.OAuth oauth, Discovery.Found found) {
    String scope = AuthorizationRequest.scope(oauth, found);
    return grants.find(id).map(grant -> grant.scopeBeyond(scope)).orElse(scope);
  }

  /**
   * Takes what the authorization server sent the browser back with.
   *
   * @param issuer whom it says it comes from (RFC 9207)
   * @param caller who brought it; null for the browser itself, which nobody but the authorization
   *     server can have told the state
   * @throws ProblemException if nobody asked for it, or it is worth nothing
   */
  public ServerId complete(
      String state, String code, @Nullable String issuer, @Nullable String caller) {
    Flow flow =
        grants
            .take(state, clock.instant())
            .orElseThrow(
                () ->
                    new ProblemException(
                            CommonProblem.INVALID_REQUEST, "The authorization is not valid")
                        .withError("state", "is of no authorization under way; begin again"));
    boolean other = issuer != null && !issuer.equals(flow.access().issuer());
    if (other || (issuer == null && flow.namesItself())) {
      throw new ProblemException(CommonProblem.INVALID_REQUEST, "The authorization is not valid")
          .withError("iss", "is " + flow.access().issuer());
    }
    String by = caller == null ? flow.begunBy() : caller;
    try {
      Tokens tokens = requests.exchange(flow.access(), code, flow.verifier(), flow.redirect());
      transactions.executeWithoutResult(
          status -> {
            grants.grant(flow.server(), flow.access(), tokens, clock.instant(), by);
            events.granted(flow.server(), flow.access(), tokens, by);
            servers.renew(flow.server());
          });
    } catch (OAuthFailure failure) {
      throw failed(failure);
    }
    changes.publishEvent(new ServersChanged());
    return flow.server();
  }

  /**
   * What this service is as a client, for authorization servers that look it up (OAuth Client ID
   * Metadata Document); empty if it has no URL to be known by.
   */
  public Optional<ClientDocument> document() {
    return Optional.ofNullable(properties.clientUrl())
        .map(url -> ClientDocument.of(url, properties.redirectUrl()));
  }

  /**
   * Forgets the access that was granted.
   *
   * @param by who wants it
   * @throws ProblemException if there is no such server
   */
  public void forget(ServerId id, String by) {
    Transport.StreamableHttp unused = http(id);
    transactions.executeWithoutResult(
        status -> {
          if (access.forget(id, by)) {
            servers.renew(id);
          }
        });
    changes.publishEvent(new ServersChanged());
  }

  private Transport.StreamableHttp http(ServerId id) {
    Transport transport =
        servers
            .find(id)
            .orElseThrow(
                () ->
                    new ProblemException(
                        McpProblem.UNKNOWN_SERVER, "No server is called \"%s\"".formatted(id)))
            .transport();
    if (transport instanceof Transport.StreamableHttp http) {
      return http;
    }
    throw new ProblemException(
        CommonProblem.INVALID_REQUEST, "\"%s\" is no server at another place".formatted(id));
  }

  private Client client(Transport.OAuth oauth, AuthorizationServer server) throws OAuthFailure {
    String id = oauth.clientId();
    if (id == null) {
      return unknown(server);
    }
    try {
      String secret =
          oauth.clientSecret() == null
              ? null
              : secrets.reveal(Map.of("client_secret", oauth.clientSecret())).get("client_secret");
      return new Client(id, secret, server.basic());
    } catch (IllegalArgumentException missing) {
      throw new OAuthFailure(String.valueOf(missing.getMessage()));
    }
  }

  /** One that was not registered by hand (2026-07-28, client registration: in this order). */
  private Client unknown(AuthorizationServer server) throws OAuthFailure {
    URI document = properties.clientUrl();
    return document != null && server.knowsClientsByUrl()
        ? new Client(document.toString(), null, server.basic())
        : registration.register(server, properties.redirectUrl());
  }

  private static ProblemException failed(OAuthFailure failure) {
    return new ProblemException(McpProblem.AUTHORIZATION_FAILED, failure.reason());
  }
}
