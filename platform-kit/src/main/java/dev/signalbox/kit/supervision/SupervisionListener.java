package dev.signalbox.kit.supervision;

import java.time.Duration;
import org.springframework.boot.context.event.ApplicationStartingEvent;
import org.springframework.context.ApplicationListener;

/** Ends a supervised service with its supervisor: in order, and after a while in any case. */
final class SupervisionListener implements ApplicationListener<ApplicationStartingEvent> {
  private static final Duration GRACE = Duration.ofSeconds(15);

  @Override
  public void onApplicationEvent(ApplicationStartingEvent event) {
    SupervisionWatch.start(SupervisionListener::end);
  }

  private static void end() {
    Thread.ofPlatform()
        .daemon()
        .name("supervision-grace")
        .start(
            () -> {
              try {
                Thread.sleep(GRACE);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              Runtime.getRuntime().halt(1);
            });
    System.exit(0);
  }
}
