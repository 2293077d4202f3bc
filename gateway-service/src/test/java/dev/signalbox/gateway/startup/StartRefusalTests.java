package dev.signalbox.gateway.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.gateway.GatewayApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class StartRefusalTests {
  @Test
  void withoutASecretItSaysSoInOneLineAndDoesNotStart(CapturedOutput output) {
    SpringApplication application = new SpringApplication(GatewayApplication.class);

    assertThatThrownBy(() -> application.run("--signalbox.gateway.secret="))
        .isInstanceOf(StartRefusedException.class);

    assertThat(output.getAll().lines().filter(line -> line.contains("SIGNALBOX_SECRET")))
        .singleElement()
        .asString()
        .contains("The gateway does not start: SIGNALBOX_SECRET is not set");
    assertThat(output.getAll()).doesNotContain("\tat ");
  }

  @Test
  void otherFailuresAreReportedAsEver() {
    assertThat(new StartRefusalReporter().reportException(new IllegalStateException("other")))
        .isFalse();
  }
}
