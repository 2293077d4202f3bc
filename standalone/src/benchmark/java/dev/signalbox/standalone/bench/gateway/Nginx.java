package dev.signalbox.standalone.bench.gateway;

import dev.signalbox.standalone.platform.LauncherException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The nginx of this machine, and its echo module. */
final class Nginx {

  private static final String ECHO = "ngx_http_echo_module.so";
  private static final List<Path> MODULES =
      List.of(
          Path.of("/usr/lib/nginx/modules"),
          Path.of("/usr/lib64/nginx/modules"),
          Path.of("/usr/share/nginx/modules"),
          Path.of("/usr/local/lib/nginx/modules"),
          Path.of("/opt/homebrew/lib/nginx/modules"));

  private final Path program;
  private final Path echoModule;
  private final Path folder;

  private Nginx(Path program, Path echoModule, Path folder) {
    this.program = program;
    this.echoModule = echoModule;
    this.folder = folder;
  }

  /**
   * Finds its module.
   *
   * @param folder where its servers may write
   */
  static Nginx at(Path program, Path folder) {
    Optional<Path> echo =
        MODULES.stream().map(place -> place.resolve(ECHO)).filter(Files::isReadable).findFirst();
    return new Nginx(
        program,
        echo.orElseThrow(
            () ->
                LauncherException.usage(
                    "nginx's echo module is needed for the upstream, and there is no "
                        + ECHO
                        + " (Debian: libnginx-mod-http-echo)")),
        folder);
  }

  Child mock(MockAnswers answers, Path log) throws InterruptedException {
    int port = Child.freePort();
    Path own = own("mock");
    return start(
        "the mock", own, port, new NginxConfiguration(own, port).mock(echoModule, answers), log);
  }

  Child proxy(int mockPort, Path log) throws InterruptedException {
    int port = Child.freePort();
    Path own = own("proxy");
    return start("nginx", own, port, new NginxConfiguration(own, port).proxy(mockPort), log);
  }

  private Path own(String name) {
    try {
      return Files.createDirectories(folder.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Child start(String name, Path own, int port, String configuration, Path log)
      throws InterruptedException {
    Path file = own.resolve("nginx.conf");
    try {
      Files.writeString(file, configuration);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<String> command =
        List.of(program.toString(), "-p", own.toString(), "-c", file.toString());
    return Child.start(
        name, command, own, Map.of(), port, port, MockAnswers.AUTHORIZATION, log);
  }
}
