package dev.signalbox.standalone.testing;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Semaphore;

/**
 * A service that is ready at once: {@code FakeService port [deaf]}. Like a real one it ends when
 * its standard input does; a deaf one ends for nothing but a kill.
 */
public final class FakeService {
  private FakeService() {}

  public static void main(String[] arguments) throws IOException {
    HttpServer server =
        HttpServer.create(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0])),
            0);
    server.createContext(
        "/ready",
        exchange -> {
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
    boolean deaf = arguments.length > 1;
    if (deaf) {
      Runtime.getRuntime().addShutdownHook(new Thread(FakeService::sleepForEver));
    }
    System.out.println("fake service on " + arguments[0]);
    while (System.in.read() >= 0) {
      // Nothing is ever said.
    }
    if (deaf) {
      sleepForEver();
    }
    Runtime.getRuntime().halt(0);
  }

  private static void sleepForEver() {
    new Semaphore(0).acquireUninterruptibly();
  }
}
