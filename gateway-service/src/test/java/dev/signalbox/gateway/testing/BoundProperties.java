package dev.signalbox.gateway.testing;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Binds configuration records as Spring Boot does. */
public final class BoundProperties {
  private BoundProperties() {}

  /**
   * Binds one record.
   *
   * @param values by name below the prefix
   */
  public static <T> T of(String prefix, Class<T> type, Map<String, String> values) {
    Map<String, String> properties = new LinkedHashMap<>();
    values.forEach((name, value) -> properties.put(prefix + "." + name, value));
    return new Binder(new MapConfigurationPropertySource(properties)).bindOrCreate(prefix, type);
  }
}
