package dev.signalbox.eventstore.evolution.testing;

import dev.signalbox.eventstore.evolution.Upcaster;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Upcasters that the service under test finds like its own. */
@Configuration(proxyBeanMethods = false)
public class SampleUpcasters {

  public static final String OLD = "upcast-sample.old.v1";
  public static final String NEW = "upcast-sample.new.v1";
  public static final String FRAGILE = "upcast-sample.fragile.v1";

  /** Whether the upcaster of {@link #FRAGILE} throws; the log is read by other tests, too. */
  public static final AtomicBoolean BROKEN = new AtomicBoolean();

  @Bean
  Upcaster addsCurrency() {
    return Step.of(OLD, 1, OLD, data -> data.put("currency", "USD"));
  }

  @Bean
  Upcaster renamesTheType() {
    return Step.of(
        OLD,
        2,
        NEW,
        data -> {
          data.set("contact", data.path("email"));
          data.remove("email");
          return data;
        });
  }

  @Bean
  Upcaster breaks() {
    return Step.of(
        FRAGILE,
        1,
        FRAGILE,
        data -> {
          if (BROKEN.get()) {
            throw new IllegalStateException("broken");
          }
          return data;
        });
  }
}
