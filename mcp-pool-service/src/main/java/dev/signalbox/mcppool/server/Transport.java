package dev.signalbox.mcppool.server;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a server is reached. */
public sealed interface Transport {

  /** The name of the kind. */
  String type();

  /**
   * A process of this service, over its standard input and output.
   *
   * @param workingDirectory absolute; without one the server gets an own folder
   */
  record Stdio(
      String command,
      List<String> arguments,
      Map<String, SecretValue> environment,
      @Nullable String workingDirectory)
      implements Transport {
    public static final String TYPE = "stdio";

    public Stdio {
      arguments = List.copyOf(arguments);
      environment = Map.copyOf(environment);
    }

    @Override
    public String type() {
      return TYPE;
    }
  }

  /** A server that is part of this service. */
  record Local(BuiltIn server, Map<String, SecretValue> credentials) implements Transport {
    public static final String TYPE = "built_in";

    public Local {
      credentials = Map.copyOf(credentials);
    }

    @Override
    public String type() {
      return TYPE;
    }
  }

  /**
   * A REST API, each of whose operations is a tool.
   *
   * @param baseUrl where the API is
   * @param source where its document was fetched from; null if it was given
   * @param headers given with every request, as what is in the query and the cookies
   */
  record OpenApi(
      URI baseUrl,
      @Nullable URI source,
      Map<String, SecretValue> headers,
      Map<String, SecretValue> query,
      Map<String, SecretValue> cookies)
      implements Transport {
    public static final String TYPE = "openapi";

    public OpenApi {
      headers = Map.copyOf(headers);
      query = Map.copyOf(query);
      cookies = Map.copyOf(cookies);
    }

    @Override
    public String type() {
      return TYPE;
    }
  }

  /**
   * How access to an endpoint is asked for.
   *
   * @param clientId what this service is there; null to register by itself
   * @param clientSecret null for a public client
   * @param scope null for what the endpoint asks for
   */
  record OAuth(
      @Nullable String clientId, @Nullable SecretValue clientSecret, @Nullable String scope) {
    Map<String, SecretValue> secrets() {
      return clientSecret == null ? Map.of() : Map.of("client_secret", clientSecret);
    }
  }

  /**
   * An endpoint of a server.
   *
   * @param weight how much of the calls it takes, beside those of the others
   */
  record Endpoint(URI url, int weight) {}

  /**
   * Endpoints that speak MCP's streamable HTTP and are alike: replicas of one server.
   *
   * @param endpoints at least one
   * @param oauth null if headers are all that they take
   */
  record StreamableHttp(
      List<Endpoint> endpoints, Map<String, SecretValue> headers, @Nullable OAuth oauth)
      implements Transport {
    public static final String TYPE = "streamable_http";

    /** One endpoint that takes headers alone. */
    public StreamableHttp(URI url, Map<String, SecretValue> headers) {
      this(List.of(new Endpoint(url, 1)), headers, null);
    }

    public StreamableHttp {
      endpoints = List.copyOf(endpoints);
      headers = Map.copyOf(headers);
    }

    /** Of the first endpoint; there are no others where access is asked for. */
    public URI url() {
      return endpoints.getFirst().url();
    }

    @Override
    public String type() {
      return TYPE;
    }
  }
}
