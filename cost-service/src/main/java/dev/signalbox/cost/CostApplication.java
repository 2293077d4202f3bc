package dev.signalbox.cost;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Starts the cost service. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class CostApplication {

  public static void main(String[] arguments) {
    SpringApplication.run(CostApplication.class, arguments);
  }
}
