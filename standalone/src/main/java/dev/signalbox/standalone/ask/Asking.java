package dev.signalbox.standalone.ask;

import dev.signalbox.standalone.platform.Home;
import dev.signalbox.standalone.platform.LauncherException;
import dev.signalbox.standalone.platform.Secrets;
import dev.signalbox.standalone.platform.Service;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Asks the platform that runs on this machine, and prints the answer. */
public final class Asking {
  private final Home home;
  private final PrintStream output;
  private final PrintStream errors;

  public Asking(Home home, PrintStream output, PrintStream errors) {
    this.home = home;
    this.output = output;
    this.errors = errors;
  }

  /**
   * Asks; returns when the answer is complete and throws when it is not.
   *
   * @param agent who shall answer; null leaves the choice to the platform
   * @param json whether to print one JSON object at the end and nothing else
   * @param wait how long to try while the gateway does not listen
   */
  public void ask(String message, @Nullable String agent, boolean json, Duration wait)
      throws IOException, InterruptedException {
    String key =
        Secrets.find(home.secrets())
            .map(Secrets::apiKey)
            .orElseThrow(() -> LauncherException.failed("there is no key in " + home.secrets()));
    int port = home.port(Service.named(Service.GATEWAY).orElseThrow().port());
    URI gateway = URI.create("http://127.0.0.1:" + port);
    Terminal terminal = new Terminal(output);
    Answer answer = json ? new Answer(text -> {}) : new Answer(terminal);
    try {
      new Question(message, agent, gateway, key, wait)
          .ask(answer, note -> errors.println("signalbox: " + note));
    } finally {
      terminal.endLine();
    }
    output.println(json ? answer.json().toPrettyString() : answer.line());
    output.flush();
  }
}
