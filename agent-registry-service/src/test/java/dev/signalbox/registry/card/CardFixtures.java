package dev.signalbox.registry.card;

/** Agent cards for tests. */
public final class CardFixtures {

  /** What an agent answers that has no such task. */
  public static final String NO_SUCH_TASK =
      """
      {"jsonrpc": "2.0", "id": "trial", "error": {"code": -32001, "message": "no such task"}}
      """;

  private CardFixtures() {}

  /** A card of A2A 1.0. */
  public static String cardOf(String name, String url) {
    return """
    {"name": "%s", "description": "Knows the weather.", "version": "1.2.0",
     "provider": {"organization": "Acme", "url": "https://acme.example.com"},
     "supportedInterfaces": [
       {"url": "grpc.example.com:443", "protocolBinding": "GRPC", "protocolVersion": "1.0"},
       {"url": "%s", "protocolBinding": "JSONRPC", "protocolVersion": "1.0", "tenant": "t1"}],
     "capabilities": {"streaming": true},
     "defaultInputModes": ["text/plain"], "defaultOutputModes": ["text/plain"],
     "skills": [{"id": "forecast", "name": "Forecast", "description": "Says what comes.",
                 "tags": ["weather"], "examples": ["Will it rain?", "Will it rain?", " "]}]}
    """
        .formatted(name, url);
  }

  /** A card of A2A 0.3. */
  public static String olderCardOf(String name, String url) {
    return """
    {"protocolVersion": "0.3.0", "name": "%s", "description": "Knows the weather.",
     "version": "1.0.0", "url": "%s", "preferredTransport": "HTTP+JSON",
     "additionalInterfaces": [{"url": "%s/rpc", "transport": "JSONRPC"}],
     "capabilities": {}, "defaultInputModes": [], "defaultOutputModes": [],
     "skills": [{"id": "forecast", "name": "Forecast", "description": "Says what comes.",
                 "tags": []}]}
    """
        .formatted(name, url, url);
  }
}
