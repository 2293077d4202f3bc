package dev.signalbox.standalone.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // JUnit fills in what is annotated
class ServiceEnvironmentTests {
  @TempDir private Path folder;
  private Secrets secrets;
  private ServiceEnvironment environment;

  @BeforeEach
  void makeEnvironment() {
    Home home = new Home(folder, folder, 1000);
    secrets = Secrets.of(home.secrets(), Service.roles());
    environment =
        new ServiceEnvironment(
            home,
            secrets,
            Map.of(
                "PATH", "/bin",
                "GROQ_API_KEY", "gsk",
                "AWS_REGION", "eu-west-1",
                "SPRING_PROFILES_ACTIVE", "surprise",
                "SERVER_PORT", "1",
                "SIGNALBOX_SECRET", "not yours",
                "SIGNALBOX_ROUTING_THRESHOLD", "0.4"));
  }

  @Test
  void everyServiceKnowsItsPortItsDatabaseAndItsPeers() {
    Map<String, String> cost = environment.of(Service.named("cost-service").orElseThrow());

    assertThat(cost)
        .containsEntry("SERVER_PORT", "9104")
        .containsEntry("SERVER_ADDRESS", "127.0.0.1")
        .containsEntry("SPRING_DATASOURCE_URL", "jdbc:postgresql://127.0.0.1:9132/signalbox")
        .containsEntry("SPRING_DATASOURCE_USERNAME", "cost")
        .containsEntry("SPRING_DATASOURCE_PASSWORD", secrets.rolePassword("cost"))
        .containsEntry("SPRING_KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:9192")
        .containsEntry("SIGNALBOX_PEERS_STREAMING", "http://127.0.0.1:9103")
        .containsEntry("SIGNALBOX_PEERS_MCPPOOL", "http://127.0.0.1:9105")
        .containsEntry("SIGNALBOX_PEERS_EVENTSTORE", "http://127.0.0.1:9106")
        .containsEntry(
            "SIGNALBOX_INTERNAL_TOKEN_JWKS_URL", "http://127.0.0.1:9080/.well-known/jwks.json")
        .containsEntry("SIGNALBOX_SUPERVISED", "true")
        .containsEntry("PATH", "/bin")
        .containsEntry("SIGNALBOX_ROUTING_THRESHOLD", "0.4")
        .doesNotContainKeys("SPRING_PROFILES_ACTIVE", "SIGNALBOX_SECRET", "MANAGEMENT_SERVER_PORT");
  }

  @Test
  void onlyStreamingKnowsTheKeysOfProviders() {
    for (Service service : Service.all()) {
      Map<String, String> variables = environment.of(service);
      boolean knows = service.name().equals("streaming-service");
      assertThat(variables.containsKey("GROQ_API_KEY")).as(service.name()).isEqualTo(knows);
      assertThat(variables.containsKey("AWS_REGION")).as(service.name()).isEqualTo(knows);
    }
    assertThat(environment.plain()).doesNotContainKeys("GROQ_API_KEY", "AWS_REGION");
  }

  @Test
  void theGatewayTheEventStoreAndThePoolHaveASecretEachAndNobodyElseHasOne() {
    for (Service service : Service.all()) {
      String secret = environment.of(service).get("SIGNALBOX_SECRET");
      String own =
          switch (service.name()) {
            case Service.GATEWAY -> secrets.gatewaySecret();
            case Service.EVENT_STORE -> secrets.eventStoreSecret();
            case Service.MCP_POOL -> secrets.mcpPoolSecret();
            default -> null;
          };
      assertThat(secret).as(service.name()).isEqualTo(own);
    }
    assertThat(secrets.eventStoreSecret()).isNotEqualTo(secrets.gatewaySecret());
    assertThat(secrets.mcpPoolSecret())
        .isNotEqualTo(secrets.gatewaySecret())
        .isNotEqualTo(secrets.eventStoreSecret());
  }

  @Test
  void onlyTheGatewayKnowsTheFirstKey() {
    for (Service service : Service.all()) {
      Map<String, String> variables = environment.of(service);
      if (service.name().equals(Service.GATEWAY)) {
        assertThat(variables)
            .containsEntry("SIGNALBOX_BOOTSTRAP_KEY", secrets.apiKey())
            .containsEntry("MANAGEMENT_SERVER_PORT", "9081");
      } else {
        assertThat(variables).doesNotContainKey("SIGNALBOX_BOOTSTRAP_KEY");
      }
    }
  }

  @Test
  void noPortIsUsedTwice() {
    assertThat(Ports.all(new Home(folder, folder, 0))).hasSize(12);
  }
}
