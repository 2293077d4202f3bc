package dev.signalbox.streaming.cache;

import dev.signalbox.streaming.attempt.ModelCall;
import dev.signalbox.streaming.wire.request.ClientRequest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which request it is: equal only for the same bytes to the same model in the same protocol, of the
 * same tenant.
 *
 * @param tenant the team; a key that belongs to none shares with nobody
 * @param digest SHA-256 in hexadecimal
 */
record CacheKey(String tenant, String digest) {

  static CacheKey of(ModelCall call) {
    ClientRequest request = call.request();
    String tenant = tenant(call.origin().team(), call.origin().keyId());
    Digest digest = new Digest();
    digest.add(tenant);
    digest.add(request.protocol().name());
    digest.add(request.model());
    digest.add(Boolean.toString(request.stream()));
    digest.add(String.join(",", call.wishes().fallbackModels()));
    digest.add(Boolean.toString(call.wishes().usageCost()));
    digest.add(new TreeMap<>(call.protocolHeaders()).toString());
    digest.add(new TreeMap<>(call.simulatorHeaders()).toString());
    digest.add(request.body().bytes());
    return new CacheKey(tenant, digest.end());
  }

  static String tenant(@Nullable String team, String keyId) {
    return team == null ? "key/" + keyId : "team/" + team;
  }

  /** Of several values, each with its length before it, so that none runs into the next. */
  private static final class Digest {

    private final MessageDigest sha;

    Digest() {
      try {
        sha = MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java has SHA-256", e);
      }
    }

    void add(String value) {
      add(value.getBytes(StandardCharsets.UTF_8));
    }

    void add(byte[] value) {
      sha.update(ByteBuffer.allocate(Integer.BYTES).putInt(value.length).flip());
      sha.update(value);
    }

    String end() {
      return HexFormat.of().formatHex(sha.digest());
    }
  }
}
