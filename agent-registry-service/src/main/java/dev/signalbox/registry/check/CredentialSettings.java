package dev.signalbox.registry.check;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What agents that run elsewhere are called with.
 *
 * @param credentials bearer tokens by the names that definitions refer to
 */
@ConfigurationProperties("signalbox.registry")
public record CredentialSettings(@DefaultValue Map<String, String> credentials) {

  public CredentialSettings {
    Map<String, String> byName = new HashMap<>();
    credentials.forEach((name, value) -> byName.put(plain(name), value));
    credentials = Map.copyOf(byName);
  }

  /** The credential of this name, if there is one. */
  Optional<String> find(String name) {
    return Optional.ofNullable(credentials.get(plain(name))).filter(value -> !value.isBlank());
  }

  /** Environment variables know neither case nor hyphens. */
  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }

  @Override
  public String toString() {
    return "CredentialSettings" + credentials.keySet();
  }
}
