package dev.signalbox.mcppool.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.signalbox.kit.problem.CommonProblem;
import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.kit.security.Caller;
import dev.signalbox.mcppool.oauth.AuthorizeServer;
import dev.signalbox.mcppool.oauth.Grant;
import dev.signalbox.mcppool.oauth.Grants;
import dev.signalbox.mcppool.server.ServerId;
import dev.signalbox.mcppool.server.Servers;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Access to servers at other places that a person has to grant. */
@RestController
class AuthorizationController {
  private final AuthorizeServer authorize;
  private final Grants grants;
  private final Servers servers;

  AuthorizationController(AuthorizeServer authorize, Grants grants, Servers servers) {
    this.authorize = authorize;
    this.grants = grants;
    this.servers = servers;
  }

  @PostMapping("/api/v1/mcp/servers/{id}/authorization")
  AuthorizeServer.Begun begin(@PathVariable String id, Caller caller) {
    return authorize.begin(known(id), caller.subject());
  }

  @GetMapping("/api/v1/mcp/servers/{id}/authorization")
  AuthorizationView status(@PathVariable String id) {
    ServerId server = known(id);
    return AuthorizationView.of(server, grants.find(server).orElse(null));
  }

  @DeleteMapping("/api/v1/mcp/servers/{id}/authorization")
  ResponseEntity<Void> forget(@PathVariable String id, Caller caller) {
    authorize.forget(known(id), caller.subject());
    return ResponseEntity.noContent().build();
  }

  @PostMapping("/api/v1/mcp/authorizations")
  AuthorizationView complete(@RequestBody CodeForm form, Caller caller) {
    ServerId server =
        authorize.complete(
            required("state", form.state()),
            required("code", form.code()),
            form.iss(),
            caller.subject());
    return AuthorizationView.of(server, grants.find(server).orElse(null));
  }

  private ServerId known(String id) {
    ServerId server = PathIds.serverId(id).orElseThrow(() -> PathIds.unknown(id));
    if (servers.find(server).isEmpty()) {
      throw PathIds.unknown(id);
    }
    return server;
  }

  private static String required(String field, @Nullable String value) {
    if (value == null || value.isEmpty()) {
      throw new ProblemException(CommonProblem.INVALID_REQUEST, "The authorization is not valid")
          .withError(field, "is required");
    }
    return value;
  }

  /** What the browser brought to the redirect URL. */
  record CodeForm(@Nullable String state, @Nullable String code, @Nullable String iss) {}

  /**
   * How access stands.
   *
   * @param status {@code none}, {@code granted} or {@code ended}
   * @param reason why it has ended
   * @param goodUntil of the access token; it is renewed if that is possible
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record AuthorizationView(
      String serverId,
      String status,
      @Nullable String reason,
      @Nullable String issuer,
      @Nullable String scope,
      @Nullable Boolean renewable,
      @Nullable Instant goodUntil,
      @Nullable Instant grantedAt) {
    static AuthorizationView of(ServerId server, @Nullable Grant grant) {
      return grant == null
          ? new AuthorizationView(server.value(), "none", null, null, null, null, null, null)
          : new AuthorizationView(
              server.value(),
              grant.problem() == null ? "granted" : "ended",
              grant.problem(),
              grant.issuer(),
              grant.scope(),
              grant.renewable(),
              grant.goodUntil(),
              grant.grantedAt());
    }
  }
}
