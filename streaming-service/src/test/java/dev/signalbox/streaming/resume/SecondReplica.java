package dev.signalbox.streaming.resume;

import dev.signalbox.kit.testing.ServiceClient;
import dev.signalbox.streaming.StreamingServiceApplication;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;

/** Another process of the service, as far as anything but the process goes; started when needed. */
final class SecondReplica {

  /** Where a server notes its port down. Shared, it would send the first one's clients here. */
  private static final String PORTS = "server.ports";

  private static @Nullable ConfigurableApplicationContext started;

  private SecondReplica() {}

  /** Calls it as the client calls the first one. */
  static synchronized ServiceClient client(ConfigurableEnvironment first) {
    ConfigurableApplicationContext context = started;
    if (context == null) {
      context =
          new SpringApplicationBuilder(StreamingServiceApplication.class)
              .initializers(second -> configure(second.getEnvironment(), first))
              .run();
      started = context;
    }
    return new ServiceClient(
        context.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
  }

  private static void configure(ConfigurableEnvironment second, ConfigurableEnvironment first) {
    List<PropertySource<?>> sources = first.getPropertySources().stream().toList();
    for (PropertySource<?> source : sources.reversed()) {
      if (!source.getName().equals(PORTS)
          && !second.getPropertySources().contains(source.getName())) {
        second.getPropertySources().addFirst(source);
      }
    }
    second.getPropertySources().addFirst(new MapPropertySource("port", Map.of("server.port", "0")));
  }
}
