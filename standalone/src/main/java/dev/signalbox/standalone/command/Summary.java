package dev.signalbox.standalone.command;

import dev.signalbox.standalone.platform.Home;
import dev.signalbox.standalone.platform.Secrets;
import dev.signalbox.standalone.platform.Service;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a person needs once the platform is up. */
final class Summary {
  private Summary() {}

  /**
   * Prints addresses and the key.
   *
   * @param took how long the start took; null if it ran already
   */
  static void print(Home home, @Nullable Duration took) {
    String base = "http://localhost:" + home.port(gateway().port());
    System.out.println(
        took == null
            ? "Signalbox is up."
            : "Signalbox is up after %.1f s.".formatted(took.toMillis() / 1e3));
    System.out.println("  API       " + base + "/api/v1");
    System.out.println("  OpenAI    " + base + "/v1");
    System.out.println("  API docs  " + base + "/docs");
    Secrets.find(home.secrets())
        .ifPresent(secrets -> System.out.println("  API key   " + secrets.apiKey()));
    System.out.println("  Try       ./signalbox ask \"Write a SQL query that finds duplicates\"");
  }

  private static Service gateway() {
    return Service.named(Service.GATEWAY).orElseThrow();
  }
}
