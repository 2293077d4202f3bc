package dev.signalbox.standalone.testing;

import dev.signalbox.standalone.platform.Home;
import dev.signalbox.standalone.probe.HttpProbe;
import dev.signalbox.standalone.service.JavaProcess;
import dev.signalbox.standalone.supervise.OurProcesses;
import dev.signalbox.standalone.supervise.Program;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * {@link FakeService} as a part.
 *
 * @param words what the service is started with beside its port
 */
public record FakeProgram(
    Home home, String name, int port, List<String> needs, List<String> words, Duration patience)
    implements Program {

  public static FakeProgram of(Home home, String name, int port, String... words) {
    return new FakeProgram(home, name, port, List.of(), List.of(words), Duration.ofSeconds(20));
  }

  public FakeProgram needing(String... others) {
    return new FakeProgram(home, name, port, List.of(others), words, patience);
  }

  public FakeProgram patientFor(Duration limit) {
    return new FakeProgram(home, name, port, needs, words, limit);
  }

  @Override
  public List<String> stopsBefore() {
    return needs;
  }

  @Override
  public void prepare(Consumer<String> doing) {
    doing.accept("nothing to prepare");
  }

  @Override
  public Launch launch() {
    List<String> command = new ArrayList<>(List.of(JavaProcess.java(), "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-Xmx16m", "-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(FakeService.class.getName(), Integer.toString(port)));
    command.addAll(words);
    Map<String, String> environment = new TreeMap<>();
    OurProcesses.mark(environment, home);
    return new Launch(command, environment);
  }

  @Override
  public boolean ready() {
    return HttpProbe.ok(port, "/ready");
  }

  @Override
  public void failedToStart() {
    // There is nothing to blame.
  }
}
