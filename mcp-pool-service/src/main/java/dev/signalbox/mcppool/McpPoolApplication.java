package dev.signalbox.mcppool;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The service. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class McpPoolApplication {
  public static void main(String[] arguments) {
    SpringApplication.run(McpPoolApplication.class, arguments);
  }
}
