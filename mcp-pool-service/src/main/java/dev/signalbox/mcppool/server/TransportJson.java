package dev.signalbox.mcppool.server;

import dev.signalbox.mcppool.credential.SealedTextJson;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** How a transport lies in the database. */
final class TransportJson {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private TransportJson() {}

  static String write(Transport transport) {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("type", transport.type());
    switch (transport) {
      case Transport.Stdio stdio -> {
        json.put("command", stdio.command());
        stdio.arguments().forEach(json.putArray("args")::add);
        json.set("env", write(stdio.environment()));
        json.put("working_dir", stdio.workingDirectory());
      }
      case Transport.StreamableHttp http -> {
        write(http.endpoints(), json);
        json.set("headers", write(http.headers()));
        Transport.OAuth oauth = http.oauth();
        if (oauth != null) {
          json.set(
              "oauth",
              write(oauth.secrets())
                  .put("client_id", oauth.clientId())
                  .put("scope", oauth.scope()));
        }
      }
      case Transport.OpenApi api -> {
        json.put("base_url", api.baseUrl().toString());
        json.put("url", api.source() == null ? null : api.source().toString());
        json.set("headers", write(api.headers()));
        json.set("query", write(api.query()));
        json.set("cookies", write(api.cookies()));
      }
      case Transport.Local local -> {
        json.put("server", local.server().id());
        json.set("credentials", write(local.credentials()));
      }
    }
    return json.toString();
  }

  static Transport read(ServerId id, String text) {
    JsonNode json = JSON.readTree(text);
    String type = json.path("type").asString("");
    return switch (type) {
      case Transport.Stdio.TYPE -> stdio(id, json);
      case Transport.StreamableHttp.TYPE ->
          new Transport.StreamableHttp(
              endpoints(json),
              secrets(id, "headers", json.path("headers")),
              json.path("oauth").isObject() ? oauth(id, json.path("oauth")) : null);
      case Transport.OpenApi.TYPE ->
          new Transport.OpenApi(
              URI.create(json.path("base_url").stringValue()),
              json.path("url").isString() ? URI.create(json.path("url").stringValue()) : null,
              secrets(id, "headers", json.path("headers")),
              secrets(id, "query", json.path("query")),
              secrets(id, "cookies", json.path("cookies")));
      case Transport.Local.TYPE ->
          new Transport.Local(
              BuiltIn.of(json.path("server").stringValue()).orElseThrow(),
              secrets(id, "credentials", json.path("credentials")));
      default -> throw new IllegalStateException("There is no transport \"" + type + "\"");
    };
  }

  /** One alone is its {@code url}, which is all that versions before read and wrote. */
  private static void write(List<Transport.Endpoint> endpoints, ObjectNode json) {
    if (endpoints.size() == 1) {
      json.put("url", endpoints.getFirst().url().toString());
      return;
    }
    ArrayNode all = json.putArray("endpoints");
    for (Transport.Endpoint endpoint : endpoints) {
      all.addObject().put("url", endpoint.url().toString()).put("weight", endpoint.weight());
    }
  }

  private static List<Transport.Endpoint> endpoints(JsonNode json) {
    return json.has("url")
        ? List.of(new Transport.Endpoint(URI.create(json.path("url").stringValue()), 1))
        : json.path("endpoints")
            .valueStream()
            .map(
                endpoint ->
                    new Transport.Endpoint(
                        URI.create(endpoint.path("url").stringValue()),
                        endpoint.path("weight").intValue()))
            .toList();
  }

  private static Transport stdio(ServerId id, JsonNode json) {
    List<String> arguments = new ArrayList<>();
    json.path("args").forEach(argument -> arguments.add(argument.stringValue()));
    return new Transport.Stdio(
        json.path("command").stringValue(),
        arguments,
        secrets(id, "env", json.path("env")),
        json.path("working_dir").isString() ? json.path("working_dir").stringValue() : null);
  }

  private static Transport.OAuth oauth(ServerId id, JsonNode json) {
    JsonNode secret = json.path("client_secret");
    return new Transport.OAuth(
        json.path("client_id").isString() ? json.path("client_id").stringValue() : null,
        secret.isMissingNode()
            ? null
            : secret(TransportSecrets.place(id, "oauth", "client_secret"), secret),
        json.path("scope").isString() ? json.path("scope").stringValue() : null);
  }

  private static ObjectNode write(Map<String, SecretValue> values) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    values.forEach(
        (name, value) -> {
          switch (value) {
            case SecretValue.Literal literal -> json.put(name, literal.value());
            case SecretValue.Sealed sealed -> json.set(name, SealedTextJson.write(sealed.text()));
            case SecretValue.Reference reference ->
                json.putObject(name).put("secret", reference.secret());
          }
        });
    return json;
  }

  private static Map<String, SecretValue> secrets(ServerId id, String field, JsonNode json) {
    Map<String, SecretValue> values = new HashMap<>();
    json.forEachEntry(
        (name, value) -> values.put(name, secret(TransportSecrets.place(id, field, name), value)));
    return values;
  }

  /** A value in the clear was stored by a version that sealed none. */
  private static SecretValue secret(String place, JsonNode value) {
    if (value.isString()) {
      return new SecretValue.Literal(value.stringValue());
    }
    return value.has("secret")
        ? new SecretValue.Reference(value.path("secret").stringValue())
        : new SecretValue.Sealed(SealedTextJson.read(place, value));
  }
}
