package dev.signalbox.standalone.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HomeTests {
  @Test
  void liesInTheRepositoryUnlessItIsMoved() {
    Home usual = Home.of(Map.of("SIGNALBOX_REPOSITORY", "/a repository"));
    assertThat(usual)
        .isEqualTo(new Home(Path.of("/a repository/.signalbox"), Path.of("/a repository"), 0));

    Home moved =
        Home.of(
            Map.of(
                "SIGNALBOX_REPOSITORY", "/a repository",
                "SIGNALBOX_HOME", "/elsewhere/x",
                "SIGNALBOX_PORT_OFFSET", "21000"));
    assertThat(moved.root()).isEqualTo(Path.of("/elsewhere/x"));
    assertThat(moved.port(8080)).isEqualTo(29_080);
  }

  @Test
  void refusesAnOffsetThatIsNone() {
    for (String offset : new String[] {"x", "-1", "60000", "1.5"}) {
      assertThatThrownBy(() -> Home.of(Map.of("SIGNALBOX_PORT_OFFSET", offset)))
          .isInstanceOfSatisfying(
              LauncherException.class,
              refused -> assertThat(refused.exitCode()).isEqualTo(LauncherException.USAGE))
          .hasMessageContaining("SIGNALBOX_PORT_OFFSET");
    }
  }
}
