package dev.signalbox.kit.testing;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/** Points the service at the test infrastructure and registers the test's own beans. */
final class TestInfrastructureInitializer
    implements ApplicationContextInitializer<ConfigurableApplicationContext> {
  @Override
  public void initialize(ConfigurableApplicationContext context) {
    ConfigurableEnvironment environment = context.getEnvironment();
    String role = environment.getProperty("spring.datasource.username", "kit");
    TestDatabase database = TestInfrastructure.database();
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("spring.datasource.url", database.url());
    properties.put("spring.datasource.username", role);
    properties.put("spring.datasource.password", database.createService(role));
    properties.put("spring.kafka.bootstrap-servers", TestInfrastructure.kafka().bootstrapServers());
    properties.put("signalbox.internal-token.jwks-url", TestTokens.jwksUrl());
    environment
        .getPropertySources()
        .addFirst(new MapPropertySource("signalbox-test-infrastructure", properties));
    if (context instanceof GenericApplicationContext registry) {
      registry.registerBean(
          MutableClock.class, MutableClock::new, definition -> definition.setPrimary(true));
      registry.registerBean(RecordedEvents.class, RecordedEvents::new);
      registry.registerBean(
          ServiceClient.class,
          () -> new ServiceClient(() -> port(environment)),
          definition -> definition.setLazyInit(true));
    }
  }

  private static int port(ConfigurableEnvironment environment) {
    return environment.getRequiredProperty("local.server.port", Integer.class);
  }
}
