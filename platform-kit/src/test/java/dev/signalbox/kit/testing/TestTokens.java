package dev.signalbox.kit.testing;

import com.sun.net.httpserver.HttpServer;
import dev.signalbox.kit.security.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import org.springframework.util.function.SingletonSupplier;
import tools.jackson.databind.json.JsonMapper;

/** Tokens as the gateway makes them, signed with a key that the services under test trust. */
public final class TestTokens {
  private static final String KEY_ID = "test-key";

  /** A client keeps its token for as long as the context of its tests lives. */
  private static final long LIFETIME_SECONDS = 3_600;

  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final KeyPair KEYS = newKeys();
  private static final SingletonSupplier<String> JWKS_URL =
      SingletonSupplier.of(TestTokens::serveKeys);

  private final Map<String, Object> claims = new LinkedHashMap<>();
  private KeyPair keys = KEYS;
  private String keyId = KEY_ID;

  private TestTokens() {
    Instant now = Instant.now();
    claims.put("iss", "signalbox-gateway");
    claims.put("aud", List.of("signalbox"));
    claims.put("sub", "key_01k00000000000000000000000");
    claims.put("key_id", "key_01k00000000000000000000000");
    claims.put("user", "test-user");
    claims.put("team", "test-team");
    claims.put("iat", now.getEpochSecond());
    claims.put("exp", now.plusSeconds(LIFETIME_SECONDS).getEpochSecond());
  }

  /** The value of an {@code Authorization} header for a caller with these roles. */
  public static String bearer(Role... roles) {
    return "Bearer " + token(roles).sign();
  }

  /** A token that is valid until a claim is changed. */
  public static TestTokens token(Role... roles) {
    return new TestTokens().claim("roles", Arrays.stream(roles).map(Role::wireName).toList());
  }

  public TestTokens claim(String name, Object value) {
    claims.put(name, value);
    return this;
  }

  public TestTokens without(String name) {
    claims.remove(name);
    return this;
  }

  /** Signs with a key that nobody trusts, under this key id. */
  public TestTokens signedByStranger(String strangersKeyId) {
    keys = newKeys();
    keyId = strangersKeyId;
    return this;
  }

  /** The token itself, without {@code Bearer}. */
  public String sign() {
    String header = encode(Map.of("alg", "ES256", "typ", "JWT", "kid", keyId));
    String content = header + '.' + encode(claims);
    try {
      Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
      signature.initSign(keys.getPrivate());
      signature.update(content.getBytes(StandardCharsets.US_ASCII));
      return content + '.' + BASE64.encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Where the keys are published that the services under test trust. */
  public static String jwksUrl() {
    return JWKS_URL.obtain();
  }

  /** The key set as the gateway publishes it. */
  public static String jwks() {
    ECPublicKey key = (ECPublicKey) KEYS.getPublic();
    return JSON.writeValueAsString(
        Map.of(
            "keys",
            List.of(
                Map.of(
                    "kty", "EC",
                    "crv", "P-256",
                    "use", "sig",
                    "alg", "ES256",
                    "kid", KEY_ID,
                    "x", coordinate(key.getW().getAffineX()),
                    "y", coordinate(key.getW().getAffineY())))));
  }

  private static String serveKeys() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.setExecutor(
          Executors.newSingleThreadExecutor(
              Thread.ofPlatform().daemon().name("test-jwks").factory()));
      byte[] body = jwks().getBytes(StandardCharsets.UTF_8);
      server.createContext(
          "/.well-known/jwks.json",
          exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
          });
      server.start();
      return "http://localhost:" + server.getAddress().getPort() + "/.well-known/jwks.json";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String encode(Map<String, Object> json) {
    return BASE64.encodeToString(JSON.writeValueAsBytes(json));
  }

  private static String coordinate(BigInteger value) {
    byte[] bytes = value.toByteArray();
    byte[] fixed = new byte[32];
    int length = Math.min(bytes.length, 32);
    System.arraycopy(bytes, bytes.length - length, fixed, 32 - length, length);
    return BASE64.encodeToString(fixed);
  }

  private static KeyPair newKeys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
