package dev.signalbox.simulator.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Listens on a TCP port; a connection costs two virtual threads at most. Connections over the limit
 * wait in the operating system's backlog until another one ends.
 */
public final class HttpListener implements AutoCloseable {

  private static final int BACKLOG = 1024;
  private static final int MAX_CONNECTIONS = 4096;
  private static final int MAX_BODY = 16 * 1024 * 1024;

  private final ServerSocket listening;
  private final RequestHandler handler;
  private final Traffic traffic = new Traffic();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final Semaphore places = new Semaphore(MAX_CONNECTIONS);

  private HttpListener(ServerSocket listening, RequestHandler handler) {
    this.listening = listening;
    this.handler = handler;
  }

  /**
   * Starts listening.
   *
   * @param address where to listen, null for every interface
   * @param port 0 takes any free port
   * @throws UncheckedIOException when the port is taken
   */
  public static HttpListener start(
      @Nullable InetAddress address, int port, RequestHandler handler) {
    try {
      ServerSocket listening = new ServerSocket();
      listening.setReuseAddress(true);
      listening.bind(new InetSocketAddress(address, port), BACKLOG);
      HttpListener listener = new HttpListener(listening, handler);
      Thread.ofPlatform().name("simulator-accept").daemon(false).start(listener::accept);
      return listener;
    } catch (IOException e) {
      throw new UncheckedIOException("port " + port + ": " + e.getMessage(), e);
    }
  }

  public int port() {
    return listening.getLocalPort();
  }

  public Traffic traffic() {
    return traffic;
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        places.acquire();
        Socket socket = listening.accept();
        open.add(socket);
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException e) {
        places.release();
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try {
      new Connection(socket, handler, traffic, MAX_BODY).run();
    } finally {
      open.remove(socket);
      places.release();
    }
  }

  /** Closes the port and every connection. */
  @Override
  public void close() {
    try {
      listening.close();
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
