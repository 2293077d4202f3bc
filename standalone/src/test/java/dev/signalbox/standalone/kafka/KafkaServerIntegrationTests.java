package dev.signalbox.standalone.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.standalone.platform.Distribution;
import dev.signalbox.standalone.platform.Home;
import dev.signalbox.standalone.platform.Ports;
import dev.signalbox.standalone.platform.Secrets;
import dev.signalbox.standalone.platform.Service;
import dev.signalbox.standalone.platform.ServiceEnvironment;
import dev.signalbox.standalone.service.AotCache;
import dev.signalbox.standalone.supervise.OurProcesses;
import dev.signalbox.standalone.supervise.Supervisor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // JUnit fills in what is annotated
class KafkaServerIntegrationTests {
  private static final int OFFSET = 33_000;

  @TempDir private Path folder;

  @Test
  void topicsSurviveARestartAndNothingIsLeft() throws Exception {
    Home home = new Home(folder.resolve("a home"), Path.of(".."), OFFSET);
    home.create();

    Supervisor first = started(home);
    try (Admin admin = admin(home)) {
      admin.createTopics(List.of(new NewTopic("kept", 2, (short) 1))).all().get();
    }
    first.stop();
    assertThat(new OurProcesses(home).find(List.of())).isEmpty();

    Supervisor second = started(home);
    assertThat(topics(home)).containsExactly("kept");
    second.stop();
    assertThat(new OurProcesses(home).find(List.of())).isEmpty();
  }

  private static Set<String> topics(Home home) throws InterruptedException, ExecutionException {
    try (Admin admin = admin(home)) {
      return admin.listTopics().names().get();
    }
  }

  private static Admin admin(Home home) {
    Properties properties = new Properties();
    properties.setProperty("bootstrap.servers", "127.0.0.1:" + home.port(Ports.KAFKA));
    return Admin.create(properties);
  }

  private static Supervisor started(Home home) throws IOException, InterruptedException {
    Distribution distribution = Distribution.install(home);
    Secrets secrets = Secrets.of(home.secrets(), Service.roles());
    Supervisor supervisor =
        new Supervisor(
            home,
            List.of(
                new KafkaServer(
                    home,
                    distribution,
                    new ServiceEnvironment(home, secrets, Map.copyOf(System.getenv())),
                    new AotCache(home.aot(), "kafka", false))));
    supervisor.start();
    assertThat(supervisor.awaitUp()).isTrue();
    return supervisor;
  }
}
