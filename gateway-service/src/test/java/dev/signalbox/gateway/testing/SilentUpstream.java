package dev.signalbox.gateway.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A service that takes requests and never answers; it notices when its caller hangs up. */
public final class SilentUpstream {
  private final ServerSocket listener;
  private final Semaphore requests = new Semaphore(0);
  private final Semaphore hangUps = new Semaphore(0);

  public SilentUpstream() {
    try {
      this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  public URI address() {
    return URI.create("http://localhost:" + listener.getLocalPort());
  }

  /** Waits for a request to begin. */
  public boolean awaitRequest() throws InterruptedException {
    return requests.tryAcquire(20, TimeUnit.SECONDS);
  }

  /** Waits for a caller to hang up. */
  public boolean awaitHangUp() throws InterruptedException {
    return hangUps.tryAcquire(20, TimeUnit.SECONDS);
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket caller = listener.accept();
        Thread.ofVirtual().start(() -> listen(caller));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void listen(Socket caller) {
    try (caller) {
      byte[] bytes = new byte[8192];
      for (int read = caller.getInputStream().read(bytes);
          read >= 0;
          read = caller.getInputStream().read(bytes)) {
        requests.release();
      }
    } catch (IOException reset) {
      // A reset is as good as an end.
    }
    hangUps.release();
  }
}
