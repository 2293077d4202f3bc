package dev.signalbox.standalone.command;

import dev.signalbox.standalone.platform.Home;
import dev.signalbox.standalone.platform.LauncherException;
import dev.signalbox.standalone.platform.Service;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints what a part wrote. */
@Command(
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    name = "logs",
    description = "Prints the log of a part.")
final class LogsCommand implements Callable<Integer> {
  private static final long LOOK_MILLIS = 200;

  @Parameters(paramLabel = "SERVICE", description = "a service, postgres, kafka or supervisor")
  private String service = "";

  @Option(names = "-f", description = "Go on printing what is added, until Ctrl-C.")
  private boolean follow;

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<String> names = new ArrayList<>(Service.all().stream().map(Service::name).toList());
    names.addAll(List.of("postgres", "kafka", "supervisor"));
    if (!names.contains(service)) {
      throw LauncherException.usage(
          "there is no part named " + service + "; there are " + String.join(", ", names));
    }
    Path log = Home.of(System.getenv()).log(service);
    if (!Files.exists(log)) {
      throw LauncherException.failed(service + " has not been started yet: " + log + " is missing");
    }
    Path older = log.resolveSibling(log.getFileName() + ".1");
    if (Files.exists(older)) {
      Files.copy(older, System.out);
    }
    print(log);
    return 0;
  }

  /** A file that became shorter was rotated away: what follows is read from its beginning. */
  private void print(Path log) throws IOException, InterruptedException {
    OutputStream output = System.out;
    byte[] buffer = new byte[8192];
    long position = 0;
    do {
      if (Files.exists(log) && Files.size(log) < position) {
        position = 0;
      }
      try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
        file.seek(position);
        for (int read = file.read(buffer); read > 0; read = file.read(buffer)) {
          output.write(buffer, 0, read);
          position += read;
        }
      }
      output.flush();
      if (follow) {
        Thread.sleep(LOOK_MILLIS);
      }
    } while (follow && !System.out.checkError());
  }
}
