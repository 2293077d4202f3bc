package dev.signalbox.mcppool.connection;

/** What servers may offer besides tools, each in a list of its own. */
public enum Offer {
  RESOURCES("resources/list", "resources", "uri"),
  RESOURCE_TEMPLATES("resources/templates/list", "resourceTemplates", "uriTemplate"),
  PROMPTS("prompts/list", "prompts", "name");

  private final String method;
  private final String field;
  private final String key;

  Offer(String method, String field, String key) {
    this.method = method;
    this.field = field;
    this.key = key;
  }

  /** The request that lists it. */
  public String method() {
    return method;
  }

  /** Where the list stands in the result. */
  public String field() {
    return field;
  }

  /** The member that tells one from the others. */
  public String key() {
    return key;
  }
}
