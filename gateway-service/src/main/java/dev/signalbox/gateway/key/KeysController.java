package dev.signalbox.gateway.key;

import dev.signalbox.gateway.database.DatabaseThreads;
import dev.signalbox.gateway.request.InboundRequest;
import dev.signalbox.kit.id.IdKind;
import dev.signalbox.kit.problem.CommonProblem;
import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.kit.security.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The API of API keys, for administrators. */
@RestController
@RequestMapping(path = "/api/v1/keys", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "API keys")
class KeysController {
  private static final int LONGEST_IDEMPOTENCY_KEY = 255;

  private final CreateKey createKey;
  private final RevokeKey revokeKey;
  private final ListKeys listKeys;
  private final DatabaseThreads threads;

  KeysController(
      CreateKey createKey, RevokeKey revokeKey, ListKeys listKeys, DatabaseThreads threads) {
    this.createKey = createKey;
    this.revokeKey = revokeKey;
    this.listKeys = listKeys;
    this.threads = threads;
  }

  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(summary = "Creates a key; its secret is in this answer and nowhere else")
  Mono<ResponseEntity<KeyView>> create(
      @RequestBody KeyRequest body,
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey,
      @Parameter(hidden = true) @RequestAttribute Caller caller,
      ServerWebExchange exchange) {
    if (idempotencyKey != null
        && (idempotencyKey.isBlank() || idempotencyKey.length() > LONGEST_IDEMPOTENCY_KEY)) {
      throw new ProblemException(
          CommonProblem.INVALID_REQUEST, "Idempotency-Key must be 1 to 255 characters");
    }
    return blocking(exchange, () -> createKey.create(body, caller.subject(), idempotencyKey))
        .map(
            created ->
                ResponseEntity.created(URI.create("/api/v1/keys/" + created.key().id()))
                    .cacheControl(CacheControl.noStore())
                    .body(KeyView.of(created.key(), created.secret())));
  }

  @GetMapping
  @Operation(summary = "Lists keys from the newest on, never their secrets")
  Mono<KeyPage> list(
      @RequestParam(defaultValue = "50") int limit,
      @RequestParam(required = false) @Nullable String cursor,
      ServerWebExchange exchange) {
    return blocking(exchange, () -> listKeys.list(limit, cursor));
  }

  @GetMapping("/{id}")
  @Operation(summary = "Shows one key, never its secret")
  Mono<KeyView> get(@PathVariable String id, ServerWebExchange exchange) {
    return blocking(exchange, () -> listKeys.get(known(id)));
  }

  @DeleteMapping("/{id}")
  @Operation(
      summary = "Revokes a key for good; within seconds it is refused everywhere",
      description = "Revoking a revoked key changes nothing.")
  Mono<ResponseEntity<Void>> revoke(
      @PathVariable String id,
      @Parameter(hidden = true) @RequestAttribute Caller caller,
      ServerWebExchange exchange) {
    return blocking(
        exchange,
        () -> {
          revokeKey.revoke(known(id), caller.subject());
          return new ResponseEntity<>(HttpStatus.NO_CONTENT);
        });
  }

  private static String known(String id) {
    if (!IdKind.KEY.matches(id)) {
      throw RevokeKey.unknown(id);
    }
    return id;
  }

  private <T> Mono<T> blocking(ServerWebExchange exchange, Callable<T> work) {
    return threads.call(InboundRequest.of(exchange).around(work));
  }
}
