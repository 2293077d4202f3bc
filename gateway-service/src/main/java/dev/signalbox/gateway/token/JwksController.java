package dev.signalbox.gateway.token;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Publishes the keys that internal tokens are verified with; open to everyone. */
@RestController
@Tag(name = "Internal token")
class JwksController {
  /** Shorter than a new key waits before it signs. */
  private static final Duration FRESH = Duration.ofMinutes(1);

  private final KeyRing ring;

  JwksController(KeyRing ring) {
    this.ring = ring;
  }

  @GetMapping(path = "/.well-known/jwks.json", produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(summary = "The public keys of internal tokens (RFC 7517)")
  ResponseEntity<String> keys() {
    return ResponseEntity.ok()
        .cacheControl(CacheControl.maxAge(FRESH).cachePublic())
        .contentType(MediaType.APPLICATION_JSON)
        .body(ring.published());
  }
}
