package dev.signalbox.mcppool.server;

import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The secret values of a transport, and where each is kept. */
final class TransportSecrets {
  private TransportSecrets() {}

  /** Where a value of a variable or header is kept. */
  static String place(ServerId id, String field, String name) {
    return "server/" + id + "/" + field + "/" + name;
  }

  static Stream<SecretValue> of(Transport transport) {
    return switch (transport) {
      case Transport.Stdio stdio -> stdio.environment().values().stream();
      case Transport.StreamableHttp http ->
          Stream.concat(
              http.headers().values().stream(),
              http.oauth() == null ? Stream.empty() : http.oauth().secrets().values().stream());
      case Transport.OpenApi api ->
          Stream.of(api.headers(), api.query(), api.cookies())
              .flatMap(values -> values.values().stream());
      case Transport.Local local -> local.credentials().values().stream();
    };
  }

  /**
   * The same transport with other values.
   *
   * @param change from a value and its place
   */
  static Transport map(
      ServerId id, Transport transport, BiFunction<String, SecretValue, SecretValue> change) {
    return switch (transport) {
      case Transport.Stdio stdio ->
          new Transport.Stdio(
              stdio.command(),
              stdio.arguments(),
              map(id, "env", stdio.environment(), change),
              stdio.workingDirectory());
      case Transport.StreamableHttp http ->
          new Transport.StreamableHttp(
              http.endpoints(),
              map(id, "headers", http.headers(), change),
              map(id, http.oauth(), change));
      case Transport.OpenApi api ->
          new Transport.OpenApi(
              api.baseUrl(),
              api.source(),
              map(id, "headers", api.headers(), change),
              map(id, "query", api.query(), change),
              map(id, "cookies", api.cookies(), change));
      case Transport.Local local ->
          new Transport.Local(local.server(), map(id, "credentials", local.credentials(), change));
    };
  }

  private static Transport.@Nullable OAuth map(
      ServerId id,
      Transport.@Nullable OAuth oauth,
      BiFunction<String, SecretValue, SecretValue> change) {
    return oauth == null
        ? null
        : new Transport.OAuth(
            oauth.clientId(),
            map(id, "oauth", oauth.secrets(), change).get("client_secret"),
            oauth.scope());
  }

  private static Map<String, SecretValue> map(
      ServerId id,
      String field,
      Map<String, SecretValue> values,
      BiFunction<String, SecretValue, SecretValue> change) {
    return values.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                entry -> change.apply(place(id, field, entry.getKey()), entry.getValue())));
  }
}
