package dev.signalbox.simulator;

import dev.signalbox.kit.supervision.SupervisionWatch;
import java.util.concurrent.CountDownLatch;

/** Runs the simulator as a process of its own. */
public final class ProviderSimulatorApplication {

  private ProviderSimulatorApplication() {}

  /** Settings come from the environment; the process ends with status 1 when they are wrong. */
  public static void main(String[] arguments) throws InterruptedException {
    SimulatorServer server;
    try {
      server = SimulatorServer.start(SimulatorSettings.from(System.getenv()));
    } catch (RuntimeException e) {
      System.err.println("provider-simulator: " + e.getMessage());
      System.exit(1);
      return;
    }
    CountDownLatch ended = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(server::close));
    SupervisionWatch.start(ended::countDown);
    System.out.println("provider-simulator listens on port " + server.port());
    ended.await();
    System.exit(0);
  }
}
