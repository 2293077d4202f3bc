package dev.signalbox.eventstore.privacy;

import dev.signalbox.eventstore.log.testing.ChildProcess;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** A process that forgets one subject after the other until it is killed. */
final class ForgettingProcess {

  private ForgettingProcess() {}

  public static void main(String[] arguments) throws IOException {
    ChildProcess.logErrorsOnly();
    List<SubjectId> subjects = Arrays.stream(arguments).skip(3).map(SubjectId::new).toList();
    try (PrivateLog replica = PrivateLog.at(arguments[0], arguments[1], arguments[2])) {
      Thread.ofVirtual()
          .start(
              () -> subjects.forEach(subject -> replica.forgetting().forget(subject, "key/child")));
      ChildProcess.runUntilTheEnd();
    }
  }
}
