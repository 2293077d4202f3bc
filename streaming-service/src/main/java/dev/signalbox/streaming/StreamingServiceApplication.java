package dev.signalbox.streaming;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the service. */
@SpringBootApplication
public class StreamingServiceApplication {

  /** No arguments of its own: configuration is in the environment. */
  public static void main(String[] arguments) {
    SpringApplication.run(StreamingServiceApplication.class, arguments);
  }
}
