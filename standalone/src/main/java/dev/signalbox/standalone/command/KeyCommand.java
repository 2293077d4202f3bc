package dev.signalbox.standalone.command;

import dev.signalbox.standalone.platform.Home;
import dev.signalbox.standalone.platform.LauncherException;
import dev.signalbox.standalone.platform.Secrets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Prints the development API key. */
@Command(
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    name = "key",
    description = "Prints the development API key.")
final class KeyCommand implements Callable<Integer> {
  @Override
  public Integer call() {
    Home home = Home.of(System.getenv());
    String key =
        Secrets.find(home.secrets())
            .map(Secrets::apiKey)
            .orElseThrow(
                () ->
                    LauncherException.failed(
                        "there is no key yet: ./signalbox up makes one on its first start"));
    System.out.println(key);
    return 0;
  }
}
