package dev.signalbox.standalone.run;

import dev.signalbox.standalone.platform.Home;
import dev.signalbox.standalone.platform.Secrets;
import dev.signalbox.standalone.platform.Service;
import dev.signalbox.standalone.probe.HttpProbe;
import java.util.List;

/**
 * A few reads through the gateway, so that the record of a first run knows more than how a service
 * starts. They change nothing.
 */
final class Rehearsal {
  private static final int ROUNDS = 5;
  private static final List<String> PATHS =
      List.of(
          "/api/v1/agents?limit=5",
          "/api/v1/conversations?limit=5",
          "/v1/models",
          "/api/v1/usage?limit=5",
          "/api/v1/costs/summary?group_by=agent",
          "/api/v1/mcp/servers",
          "/api/v1/events?limit=5",
          "/api/v1/keys");

  private Rehearsal() {}

  static void of(Home home, Secrets secrets) {
    int gateway = home.port(Service.named(Service.GATEWAY).orElseThrow().port());
    String authorization = "Authorization: Bearer " + secrets.apiKey();
    for (int round = 0; round < ROUNDS; round++) {
      for (String path : PATHS) {
        if (HttpProbe.status(gateway, path, authorization) < 0) {
          return;
        }
      }
    }
  }
}
