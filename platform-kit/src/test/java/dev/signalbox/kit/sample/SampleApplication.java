package dev.signalbox.kit.sample;

import dev.signalbox.kit.security.AccessRules;
import dev.signalbox.kit.security.Role;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpMethod;

/** The sample service. */
@SpringBootApplication
public class SampleApplication {
  public static void main(String[] arguments) {
    SpringApplication.run(SampleApplication.class, arguments);
  }

  @Bean
  AccessRules accessRules() {
    return AccessRules.builder().require(HttpMethod.GET, "/api/v1/secrets/**", Role.ADMIN).build();
  }
}
