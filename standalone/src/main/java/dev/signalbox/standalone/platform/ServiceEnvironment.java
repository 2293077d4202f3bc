package dev.signalbox.standalone.platform;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The environment that a service's process gets: its settings, and what it needs of the user's. */
public final class ServiceEnvironment {
  /** Only {@code streaming-service} calls providers, so only it may know their keys. */
  private static final Set<String> PROVIDER_KEYS =
      Set.of(
          "OPENAI_API_KEY",
          "ANTHROPIC_API_KEY",
          "GEMINI_API_KEY",
          "GROQ_API_KEY",
          "MISTRAL_API_KEY",
          "COHERE_API_KEY",
          "TOGETHER_API_KEY",
          "OPENROUTER_API_KEY",
          "HF_TOKEN",
          "AI21_API_KEY",
          "AZURE_OPENAI_ENDPOINT",
          "AZURE_OPENAI_API_KEY");

  /** The launcher's own settings, and names that would quietly reconfigure a Spring service. */
  private static final Set<String> NOT_PASSED_ON =
      Set.of(
          "DEBUG",
          "TRACE",
          "SIGNALBOX_HOME",
          "SIGNALBOX_REPOSITORY",
          "SIGNALBOX_PORT_OFFSET",
          "SIGNALBOX_TTY",
          "SIGNALBOX_SUPERVISED",
          "SIGNALBOX_SECRET",
          "SIGNALBOX_BOOTSTRAP_KEY");

  private final Home home;
  private final Secrets secrets;
  private final Map<String, String> user;

  public ServiceEnvironment(Home home, Secrets secrets, Map<String, String> user) {
    this.home = home;
    this.secrets = secrets;
    this.user = Map.copyOf(user);
  }

  /** What any process of the platform may know of the user's environment: no provider's key. */
  public Map<String, String> plain() {
    Map<String, String> environment = new TreeMap<>(user);
    environment.keySet().removeIf(name -> providerKey(name) || !passedOn(name));
    return environment;
  }

  /** Everything in the environment of one service. */
  public Map<String, String> of(Service service) {
    Map<String, String> environment = plain();
    if (service.name().equals(Service.STREAMING)) {
      user.forEach(
          (name, value) -> {
            if (providerKey(name)) {
              environment.put(name, value);
            }
          });
    }
    environment.put("SIGNALBOX_SUPERVISED", "true");
    environment.put("SERVER_PORT", Integer.toString(home.port(service.port())));
    environment.put("SERVER_ADDRESS", bind(service));
    environment.put("SPRING_KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + home.port(Ports.KAFKA));
    environment.put(
        "SIGNALBOX_INTERNAL_TOKEN_JWKS_URL",
        "http://127.0.0.1:"
            + home.port(Service.named(Service.GATEWAY).orElseThrow().port())
            + "/.well-known/jwks.json");
    for (Service peer : Service.all()) {
      environment.put(
          "SIGNALBOX_PEERS_" + peer.peer(), "http://127.0.0.1:" + home.port(peer.port()));
    }
    String role = service.role();
    if (role != null) {
      environment.put("SPRING_DATASOURCE_URL", databaseUrl(home));
      environment.put("SPRING_DATASOURCE_USERNAME", role);
      environment.put("SPRING_DATASOURCE_PASSWORD", secrets.rolePassword(role));
    }
    if (service.readiness() != service.port()) {
      environment.put("MANAGEMENT_SERVER_PORT", Integer.toString(home.port(service.readiness())));
      environment.put("MANAGEMENT_SERVER_ADDRESS", "127.0.0.1");
    }
    if (service.name().equals(Service.GATEWAY)) {
      environment.put("SIGNALBOX_SECRET", secrets.gatewaySecret());
      environment.put("SIGNALBOX_BOOTSTRAP_KEY", secrets.apiKey());
    }
    if (service.name().equals(Service.EVENT_STORE)) {
      environment.put("SIGNALBOX_SECRET", secrets.eventStoreSecret());
    }
    if (service.name().equals(Service.MCP_POOL)) {
      environment.put("SIGNALBOX_SECRET", secrets.mcpPoolSecret());
    }
    return environment;
  }

  /** Where a client of the platform's database connects. */
  public static String databaseUrl(Home home) {
    return "jdbc:postgresql://127.0.0.1:" + home.port(Ports.POSTGRES) + "/" + Ports.DATABASE;
  }

  /** Nothing but the gateway is ever seen from another machine, and it only on request. */
  private String bind(Service service) {
    return service.name().equals(Service.GATEWAY)
        ? user.getOrDefault("SIGNALBOX_BIND", "127.0.0.1")
        : "127.0.0.1";
  }

  private static boolean providerKey(String name) {
    return PROVIDER_KEYS.contains(name) || name.startsWith("AWS_");
  }

  private static boolean passedOn(String name) {
    return !NOT_PASSED_ON.contains(name)
        && !name.startsWith("SPRING_")
        && !name.startsWith("SERVER_")
        && !name.startsWith("MANAGEMENT_SERVER_")
        && !name.startsWith("SIGNALBOX_PEERS_");
  }
}
