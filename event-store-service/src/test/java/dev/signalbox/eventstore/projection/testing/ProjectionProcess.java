package dev.signalbox.eventstore.projection.testing;

import dev.signalbox.eventstore.log.testing.ChildProcess;
import java.io.IOException;

/** A process that keeps the projection {@code storm} up until it is killed or its parent ends. */
public final class ProjectionProcess {

  private ProjectionProcess() {}

  public static void main(String[] arguments) throws IOException {
    ChildProcess.logErrorsOnly();
    try (Replica replica =
        Replica.at(arguments[0], arguments[1], arguments[2], Tally.named("storm"))) {
      replica.running().start();
      ChildProcess.runUntilTheEnd();
    }
  }
}
