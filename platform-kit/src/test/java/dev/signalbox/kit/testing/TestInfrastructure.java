package dev.signalbox.kit.testing;

import org.springframework.util.function.SingletonSupplier;

/**
 * The PostgreSQL and the Kafka of this JVM run: started when first needed, ended with the JVM.
 * Embedded ones from Maven artifacts, or containers with {@code
 * -Dsignalbox.test.infrastructure=containers}.
 */
public final class TestInfrastructure {
  /** The system property that chooses between {@code embedded} (the default) and containers. */
  public static final String SWITCH = "signalbox.test.infrastructure";

  private static final SingletonSupplier<TestDatabase> DATABASE =
      SingletonSupplier.of(
          () -> containers() ? TestContainers.database() : EmbeddedInfrastructure.database());
  private static final SingletonSupplier<TestKafka> KAFKA =
      SingletonSupplier.of(
          () -> containers() ? TestContainers.kafka() : EmbeddedInfrastructure.kafka());

  private TestInfrastructure() {}

  public static TestDatabase database() {
    return DATABASE.obtain();
  }

  public static TestKafka kafka() {
    return KAFKA.obtain();
  }

  private static boolean containers() {
    return switch (System.getProperty(SWITCH, "embedded")) {
      case "embedded" -> false;
      case "containers" -> true;
      case String other ->
          throw new IllegalArgumentException(
              "-D" + SWITCH + " is embedded or containers, not " + other);
    };
  }
}
