package dev.signalbox.simulator.http;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One client connection. While a handler answers, the connection's own thread waits for the next
 * byte, so the client's end of file is seen at once, whatever the handler does.
 */
final class Connection implements Runnable {

  private final Socket socket;
  private final RequestHandler handler;
  private final Traffic traffic;
  private final int maxBody;

  Connection(Socket socket, RequestHandler handler, Traffic traffic, int maxBody) {
    this.socket = socket;
    this.handler = handler;
    this.traffic = traffic;
    this.maxBody = maxBody;
  }

  @Override
  public void run() {
    try (socket) {
      socket.setTcpNoDelay(true);
      PushbackInputStream in =
          new PushbackInputStream(new BufferedInputStream(socket.getInputStream()));
      OutputStream out = new BufferedOutputStream(socket.getOutputStream());
      serve(in, out);
    } catch (IOException | InterruptedException e) {
      // The connection is over; what that means for a request was counted where it was answered.
    }
  }

  private void serve(PushbackInputStream in, OutputStream out)
      throws IOException, InterruptedException {
    RequestReader requests = new RequestReader(in, out, maxBody);
    while (true) {
      Response response = new Response(out, this::close, traffic.bytesSent);
      Request request;
      try {
        request = requests.next();
      } catch (BadRequestException e) {
        response.send(
            e.status(),
            Map.of("Content-Type", "text/plain", "Connection", "close"),
            String.valueOf(e.getMessage()).getBytes(StandardCharsets.UTF_8));
        return;
      }
      if (request == null || !answered(request, response, in) || !request.keepsConnection()) {
        return;
      }
    }
  }

  /** Whether the connection can carry another request. */
  private boolean answered(Request request, Response response, PushbackInputStream in)
      throws InterruptedException {
    traffic.requests.increment();
    traffic.active.increment();
    Thread answering = Thread.ofVirtual().unstarted(() -> answer(request, response));
    answering.start();
    int next = nextByte(in);
    if (next < 0) {
      answering.interrupt();
    }
    answering.join();
    if (next >= 0) {
      try {
        in.unread(next);
      } catch (IOException e) {
        return false;
      }
    }
    return next >= 0 && response.complete();
  }

  private void answer(Request request, Response response) {
    @Nullable Exception failure = null;
    try {
      handler.handle(request, response);
    } catch (IOException | InterruptedException | RuntimeException e) {
      failure = e;
    }
    if (failure instanceof RuntimeException defect) {
      System.getLogger(Connection.class.getName())
          .log(System.Logger.Level.ERROR, "answering " + request.target(), defect);
    }
    if (!response.settled()) {
      if (!(failure instanceof RuntimeException)) {
        traffic.cancelled.increment();
      }
      close();
    } else if (failure != null && response.complete()) {
      traffic.cancelled.increment();
    } else if (response.complete()) {
      traffic.completed.increment();
    }
    traffic.active.decrement();
    if (response.complete() && !request.keepsConnection()) {
      close();
    }
  }

  private static int nextByte(PushbackInputStream in) {
    try {
      return in.read();
    } catch (IOException e) {
      return -1;
    }
  }

  private void close() {
    try {
      socket.close();
    } catch (IOException e) {
      // Closed is what was wanted.
    }
  }
}
