package dev.signalbox.standalone.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What this platform keeps to itself, made once and kept in a file that only its owner reads. The
 * file's first line is the development API key.
 */
public final class Secrets {
  private static final String API_KEY = "api-key";
  private static final String GATEWAY_SECRET = "gateway-secret";
  private static final String EVENT_STORE_SECRET = "event-store-secret";
  private static final String MCP_POOL_SECRET = "mcp-pool-secret";
  private static final String POSTGRES = "postgres-password";
  private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

  private final Map<String, String> values;

  private Secrets(Map<String, String> values) {
    this.values = Map.copyOf(values);
  }

  /** The secrets of this platform, if it was ever started. */
  public static Optional<Secrets> find(Path file) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      Map<String, String> values = new LinkedHashMap<>();
      for (String line : Files.readAllLines(file)) {
        int equals = line.indexOf('=');
        if (equals > 0) {
          values.put(line.substring(0, equals), line.substring(equals + 1));
        }
      }
      return Optional.of(new Secrets(values));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  /** The secrets of this platform; those that are missing are made and stored. */
  public static Secrets of(Path file, List<String> roles) {
    Map<String, String> values = new LinkedHashMap<>();
    find(file).ifPresent(found -> values.putAll(found.values));
    Map<String, String> complete = new LinkedHashMap<>();
    SecureRandom random = new SecureRandom();
    complete.put(API_KEY, values.getOrDefault(API_KEY, "sbx_" + text(random, 40)));
    complete.put(GATEWAY_SECRET, values.getOrDefault(GATEWAY_SECRET, bytes(random, 32)));
    complete.put(EVENT_STORE_SECRET, values.getOrDefault(EVENT_STORE_SECRET, bytes(random, 32)));
    complete.put(MCP_POOL_SECRET, values.getOrDefault(MCP_POOL_SECRET, bytes(random, 32)));
    complete.put(POSTGRES, values.getOrDefault(POSTGRES, text(random, 32)));
    for (String role : roles) {
      complete.put(name(role), values.getOrDefault(name(role), text(random, 32)));
    }
    if (!complete.equals(values)) {
      write(file, complete);
    }
    return new Secrets(complete);
  }

  public String apiKey() {
    return value(API_KEY);
  }

  /** 32 bytes in base64. */
  public String gatewaySecret() {
    return value(GATEWAY_SECRET);
  }

  /** 32 bytes in base64; what is sealed in the log can be opened with this one only. */
  public String eventStoreSecret() {
    return value(EVENT_STORE_SECRET);
  }

  /** 32 bytes in base64; credentials of MCP servers can be opened with this one only. */
  public String mcpPoolSecret() {
    return value(MCP_POOL_SECRET);
  }

  public String postgresPassword() {
    return value(POSTGRES);
  }

  /** The password that a service's database role logs in with. */
  public String rolePassword(String role) {
    return value(name(role));
  }

  private String value(String name) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalStateException("no secret " + name);
    }
    return value;
  }

  private static String name(String role) {
    return "role-" + role;
  }

  private static String text(SecureRandom random, int length) {
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return text.toString();
  }

  private static String bytes(SecureRandom random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static void write(Path file, Map<String, String> values) {
    StringBuilder text = new StringBuilder();
    values.forEach((name, value) -> text.append(name).append('=').append(value).append('\n'));
    try {
      Path fresh =
          Files.createTempFile(
              file.toAbsolutePath().getParent(),
              "secrets",
              ".new",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(fresh, text);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }
}
