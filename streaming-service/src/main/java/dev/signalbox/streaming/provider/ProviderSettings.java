package dev.signalbox.streaming.provider;

import dev.signalbox.streaming.wire.Protocol;
import dev.signalbox.streaming.wire.ReasoningCount;
import jakarta.validation.constraints.Pattern;
import java.util.EnumMap;
import java.util.Map;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * One provider.
 *
 * @param baseUrl empty when it is not configured
 * @param protocols those it speaks, each with what is appended to the base address; OpenAI's chat
 *     completions when none is given
 * @param auth how the key is sent
 * @param keyRequired whether it is of no use without a key
 * @param probed whether it counts as present only while something listens there
 * @param headers sent with every request
 * @param reasoning where it counts reasoning tokens in chat completions
 */
public record ProviderSettings(
    @DefaultValue("") @Pattern(regexp = "|https?://.+", message = "must be a http or https address")
        String baseUrl,
    @DefaultValue Map<Protocol, String> protocols,
    @DefaultValue("") Secret apiKey,
    @DefaultValue("bearer") Auth auth,
    @DefaultValue("true") boolean keyRequired,
    @DefaultValue("false") boolean probed,
    @DefaultValue Map<String, String> headers,
    @DefaultValue("inside-completion") ReasoningCount reasoning) {

  public ProviderSettings {
    protocols = protocols.isEmpty() ? Map.of(Protocol.OPENAI_CHAT, "") : Map.copyOf(protocols);
    headers = Map.copyOf(headers);
  }

  /** How a key is sent. */
  public enum Auth {
    BEARER("Authorization", "Bearer "),
    /** Azure's. */
    API_KEY("api-key", ""),
    /** Anthropic's. */
    X_API_KEY("x-api-key", ""),
    /** Google's. */
    X_GOOG_API_KEY("x-goog-api-key", ""),
    NONE("", "");

    private final String header;
    private final String prefix;

    Auth(String header, String prefix) {
      this.header = header;
      this.prefix = prefix;
    }
  }

  boolean configured() {
    return !baseUrl.isBlank() && (hasKey() || auth == Auth.NONE || !keyRequired);
  }

  private boolean hasKey() {
    return auth != Auth.NONE && apiKey.given();
  }

  Credential credential() {
    return hasKey()
        ? new Credential.Fixed(Map.of(auth.header, auth.prefix + apiKey.value()))
        : Credential.Fixed.NONE;
  }

  /** Base addresses by protocol. */
  Map<Protocol, String> endpoints() {
    String base = baseUrl.endsWith("/") ? baseUrl.substring(0, baseUrl.length() - 1) : baseUrl;
    Map<Protocol, String> endpoints = new EnumMap<>(Protocol.class);
    protocols.forEach((protocol, path) -> endpoints.put(protocol, base + path));
    return endpoints;
  }
}
