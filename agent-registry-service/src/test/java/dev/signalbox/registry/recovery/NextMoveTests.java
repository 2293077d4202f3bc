package dev.signalbox.registry.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.registry.agent.AgentStatus;
import dev.signalbox.registry.agent.HealthState;
import dev.signalbox.registry.agent.Standing;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class NextMoveTests {

  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
  private static final Recovery FIRST = new Recovery(START, 0, null, null);

  @Test
  void anAgentThatIsWellAgainComesBackWithAPartOfItsWork() {
    assertThat(next(isolated(HealthState.HEALTHY), FIRST, true, Duration.ofSeconds(1)))
        .isEqualTo(new NextMove.BringBack(10));
    assertThat(next(isolated(HealthState.UNHEALTHY), FIRST, true, Duration.ofMinutes(10)))
        .isEqualTo(new NextMove.Wait());
  }

  @Test
  void anAgentThatCannotBeAskedIsTriedAgainAfterARestThatGrows() {
    Standing away = isolated(HealthState.UNHEALTHY);
    Recovery tried = new Recovery(START, 1, null, START);

    assertThat(next(away, FIRST, false, Duration.ofMinutes(4))).isEqualTo(new NextMove.Wait());
    assertThat(next(away, FIRST, false, Duration.ofMinutes(5)))
        .isEqualTo(new NextMove.BringBack(10));
    assertThat(next(away, tried, false, Duration.ofMinutes(9))).isEqualTo(new NextMove.Wait());
    assertThat(next(away, tried, false, Duration.ofMinutes(10)))
        .isEqualTo(new NextMove.BringBack(10));
  }

  @Test
  void operatorsAreToldOnceOfAnAgentThatDoesNotComeBack() {
    Standing away = isolated(HealthState.UNHEALTHY);

    assertThat(next(away, FIRST, true, Duration.ofMinutes(15))).isEqualTo(new NextMove.Escalate());
    assertThat(next(away, new Recovery(START, 0, null, START), true, Duration.ofHours(9)))
        .isEqualTo(new NextMove.Wait());
  }

  @Test
  void aReturningAgentGetsMoreForAsLongAsItIsWell() {
    Recovery stage = new Recovery(START, 0, START, null);

    assertThat(next(returning(HealthState.HEALTHY, 10), stage, true, Duration.ofSeconds(119)))
        .isEqualTo(new NextMove.Wait());
    assertThat(next(returning(HealthState.HEALTHY, 10), stage, true, Duration.ofMinutes(2)))
        .isEqualTo(new NextMove.Advance(25));
    assertThat(next(returning(HealthState.UNKNOWN, 50), stage, false, Duration.ofMinutes(2)))
        .isEqualTo(new NextMove.Advance(100));
    assertThat(next(returning(HealthState.DEGRADED, 10), stage, true, Duration.ofHours(1)))
        .isEqualTo(new NextMove.Wait());
    assertThat(next(returning(HealthState.UNHEALTHY, 25), stage, true, Duration.ZERO))
        .isEqualTo(new NextMove.IsolateAgain());
  }

  @Test
  void whatAPersonDecidedIsLeftAlone() {
    for (AgentStatus status :
        new AgentStatus[] {AgentStatus.DRAFT, AgentStatus.RETIRED, AgentStatus.DRAINING}) {
      assertThat(
              next(
                  new Standing(status, null, START, HealthState.UNHEALTHY, 100),
                  FIRST,
                  true,
                  Duration.ofHours(1)))
          .isEqualTo(new NextMove.LeaveAlone());
    }
    assertThat(next(returning(HealthState.HEALTHY, 100), FIRST, true, Duration.ZERO))
        .isEqualTo(new NextMove.LeaveAlone());
  }

  private static NextMove next(
      Standing standing, Recovery recovery, boolean asked, Duration later) {
    return NextMove.of(
        standing, recovery, asked, RecoverySettingsTests.DEFAULTS, START.plus(later));
  }

  private static Standing isolated(HealthState health) {
    return new Standing(AgentStatus.ISOLATED, "it fails", START, health, 100);
  }

  private static Standing returning(HealthState health, int share) {
    return new Standing(AgentStatus.ACTIVE, "coming back", START, health, share);
  }
}
