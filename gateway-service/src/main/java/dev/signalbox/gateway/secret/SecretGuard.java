package dev.signalbox.gateway.secret;

import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** Looks at the secret before anything waits for a database or opens a port. */
final class SecretGuard implements ApplicationContextInitializer<ConfigurableApplicationContext> {
  @Override
  public void initialize(ConfigurableApplicationContext context) {
    PlatformSecret.ofBase64(context.getEnvironment().getProperty(PlatformSecret.PROPERTY));
  }
}
