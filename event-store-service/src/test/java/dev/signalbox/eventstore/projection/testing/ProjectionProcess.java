package dev.signalbox.eventstore.projection.testing;

import java.io.IOException;

/** A process that keeps the projection {@code storm} up until it is killed or its parent ends. */
public final class ProjectionProcess {

  public static final String RUNNING = "running";

  private ProjectionProcess() {}

  public static void main(String[] arguments) throws IOException {
    try (Replica replica =
        Replica.at(arguments[0], arguments[1], arguments[2], Tally.named("storm"))) {
      replica.running().start();
      System.out.println(RUNNING);
      while (System.in.read() >= 0) {
        // Until the parent lets go of this end.
      }
    }
  }
}
