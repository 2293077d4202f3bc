package dev.signalbox.streaming.provider;

import dev.signalbox.streaming.wire.ReasoningCount;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * One provider.
 *
 * @param baseUrl empty when it is not configured
 * @param path appended to the base address
 * @param auth how the key is sent
 * @param keyRequired whether it is of no use without a key
 * @param probed whether it counts as present only while something listens there
 * @param reasoning where it counts reasoning tokens
 */
public record ProviderSettings(
    @DefaultValue("") @Pattern(regexp = "|https?://.+", message = "must be a http or https address")
        String baseUrl,
    @DefaultValue("") String path,
    @DefaultValue("") Secret apiKey,
    @DefaultValue("bearer") Auth auth,
    @DefaultValue("true") boolean keyRequired,
    @DefaultValue("false") boolean probed,
    @DefaultValue("inside-completion") ReasoningCount reasoning) {

  /** How a key is sent. */
  public enum Auth {
    BEARER,
    API_KEY,
    NONE
  }

  boolean hasKey() {
    return auth != Auth.NONE && apiKey.given();
  }

  boolean configured() {
    return !baseUrl.isBlank() && (hasKey() || auth == Auth.NONE || !keyRequired);
  }

  URI endpoint(String operation) {
    String base = baseUrl.endsWith("/") ? baseUrl.substring(0, baseUrl.length() - 1) : baseUrl;
    return URI.create(base + path + operation);
  }
}
