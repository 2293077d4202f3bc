package dev.signalbox.eventstore.log.testing;

import dev.signalbox.eventstore.log.LogProperties;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** The log's settings as they are when nobody sets any. */
public final class LogPropertiesFixture {

  private LogPropertiesFixture() {}

  public static LogProperties defaults() {
    return new Binder(new MapConfigurationPropertySource(Map.of()))
        .bindOrCreate("signalbox.event-store.log", LogProperties.class);
  }
}
