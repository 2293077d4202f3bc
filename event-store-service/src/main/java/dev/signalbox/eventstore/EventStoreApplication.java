package dev.signalbox.eventstore;

import dev.signalbox.kit.web.EncodedSlashes;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The event store service. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
@Import(EncodedSlashes.class)
public class EventStoreApplication {

  public static void main(String[] arguments) {
    SpringApplication.run(EventStoreApplication.class, arguments);
  }
}
