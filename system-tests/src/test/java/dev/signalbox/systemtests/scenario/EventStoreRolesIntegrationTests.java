package dev.signalbox.systemtests.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each call of the event store asks for the role that its README says, and is reached with it. */
class EventStoreRolesIntegrationTests {
  private static final PlatformApi ADMIN = Platform.running().api();
  private static final PlatformApi OPERATOR = ADMIN.as("operator");
  private static final PlatformApi VIEWER = ADMIN.as("viewer");

  @ParameterizedTest
  @CsvSource({
    "admin, POST, /api/v1/streams/nobody%2F1/events",
    "admin, POST, /api/v1/events",
    "admin, POST, /api/v1/projections/nobody/pause",
    "admin, POST, /api/v1/projections/nobody/resume",
    "admin, POST, /api/v1/projections/nobody/rebuild",
    "admin, DELETE, /api/v1/projections/nobody/rebuild",
    "admin, PUT, /api/v1/schemas/nobody.v1/1",
    "admin, DELETE, /api/v1/schemas/nobody.v1/1",
    "operator, POST, /api/v1/schemas/nobody.v1/1/validate",
    "admin, GET, /api/v1/subjects/user%2Fnobody",
    "admin, POST, /api/v1/subjects/rotate",
    "admin, POST, /api/v1/subscriptions",
    "admin, POST, /api/v1/subscriptions/nobody/pause",
    "admin, POST, /api/v1/subscriptions/nobody/resume",
    "admin, POST, /api/v1/subscriptions/nobody/reset",
    "admin, DELETE, /api/v1/subscriptions/nobody",
    "operator, POST, /api/v1/subscriptions/nobody/consumers/a/poll",
    "operator, POST, /api/v1/subscriptions/nobody/consumers/a/acknowledge",
    "operator, POST, /api/v1/subscriptions/nobody/consumers/a/reject",
    "operator, POST, /api/v1/subscriptions/nobody/consumers/a/leave",
    "admin, POST, /api/v1/subscriptions/nobody/parked/evt_1/replay",
    "admin, DELETE, /api/v1/subscriptions/nobody/parked/evt_1",
    "admin, POST, /api/v1/archives",
    "admin, POST, /api/v1/archives/2025-03/restore",
    "admin, POST, /api/v1/replays",
    "admin, POST, /api/v1/replays/rpl_1/pause",
    "admin, POST, /api/v1/replays/rpl_1/resume",
    "admin, POST, /api/v1/replays/rpl_1/cancel",
  })
  void aLowerRoleIsRefused(String role, String method, String path) {
    PlatformApi lower = role.equals("admin") ? OPERATOR : VIEWER;
    PlatformApi enough = role.equals("admin") ? ADMIN : OPERATOR;

    assertThat(lower.send(method, path, "{}").statusCode()).isEqualTo(403);
    assertThat(VIEWER.send(method, path, "{}").statusCode()).isEqualTo(403);
    assertThat(enough.send(method, path, "{}").statusCode()).isNotIn(401, 403, 405, 500, 502);
  }
}
