package dev.signalbox.streaming.provider;

import dev.signalbox.streaming.provider.aws.AwsAuthorization;
import dev.signalbox.streaming.wire.Protocol;
import dev.signalbox.streaming.wire.ReasoningCount;
import dev.signalbox.streaming.wire.protocol.Quirk;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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
 * @param endpoints further places by name, among which requests are spread; without any, the
 *     provider is one place
 * @param cancelStopsBilling whether it stops counting when its connection is closed
 * @param reasoning where it counts reasoning tokens in chat completions
 * @param region of AWS, with {@link Auth#AWS}
 * @param ambientCredential not empty when this process has credentials that are no key, with {@link
 *     Auth#AWS}
 * @param quirks in what requests to it are worded unlike their protocol
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
    @DefaultValue Map<String, @Valid EndpointSettings> endpoints,
    @DefaultValue("true") boolean cancelStopsBilling,
    @DefaultValue("inside-completion") ReasoningCount reasoning,
    @DefaultValue Set<Quirk> quirks,
    @DefaultValue("") String region,
    @DefaultValue("") String ambientCredential) {

  private static final String BEDROCK = "bedrock";

  public ProviderSettings {
    protocols = protocols.isEmpty() ? Map.of(Protocol.OPENAI_CHAT, "") : Map.copyOf(protocols);
    headers = Map.copyOf(headers);
    endpoints = Map.copyOf(endpoints);
    quirks = Set.copyOf(quirks);
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
    /** As AWS wants it: the key as a bearer token, or signed with what the process has. */
    AWS("", ""),
    NONE("", "");

    private final String header;
    private final String prefix;

    Auth(String header, String prefix) {
      this.header = header;
      this.prefix = prefix;
    }
  }

  boolean configured() {
    return !places().isEmpty();
  }

  /** The places that can be asked, in the order of their names. */
  List<Endpoint> places() {
    List<Endpoint> places = new ArrayList<>();
    if (endpoints.isEmpty()) {
      add("default", new EndpointSettings("", apiKey, 1), places);
    } else {
      new TreeMap<>(endpoints).forEach((name, settings) -> add(name, settings, places));
    }
    return places;
  }

  private void add(String name, EndpointSettings settings, List<Endpoint> places) {
    String base = settings.baseUrl().isBlank() ? baseUrl : settings.baseUrl();
    Secret key = settings.apiKey().given() ? settings.apiKey() : apiKey;
    if (!base.isBlank() && (credible(key) || auth == Auth.NONE || !keyRequired)) {
      places.add(
          new Endpoint(
              name,
              settings.weight(),
              addresses(base.endsWith("/") ? base.substring(0, base.length() - 1) : base),
              headers,
              credential(key)));
    }
  }

  private boolean credible(Secret key) {
    return switch (auth) {
      case NONE -> false;
      case AWS -> !region.isBlank() && (key.given() || !ambientCredential.isBlank());
      case BEARER, API_KEY, X_API_KEY, X_GOOG_API_KEY -> key.given();
    };
  }

  private Credential credential(Secret key) {
    if (!credible(key)) {
      return Credential.Fixed.NONE;
    }
    return auth == Auth.AWS
        ? new Credential.Aws(AwsAuthorization.of(key.value(), BEDROCK, region, Clock.systemUTC()))
        : new Credential.Fixed(Map.of(auth.header, auth.prefix + key.value()));
  }

  private Map<Protocol, String> addresses(String base) {
    Map<Protocol, String> addresses = new EnumMap<>(Protocol.class);
    protocols.forEach((protocol, path) -> addresses.put(protocol, base + path));
    return addresses;
  }
}
