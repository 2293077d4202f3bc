package dev.signalbox.standalone.probe;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * One GET on this machine, answered by its status alone. A socket does; an HTTP client is heavy.
 */
public final class HttpProbe {
  private static final int CONNECT_MILLIS = 500;
  private static final int READ_MILLIS = 3_000;

  private HttpProbe() {}

  /** Whether a GET of the path is answered with 200. */
  public static boolean ok(int port, String path) {
    return status(port, path, "") == 200;
  }

  /**
   * The status of a GET, or -1 if there was none in time.
   *
   * @param header one more header line without its line end, or nothing
   */
  public static int status(int port, String path, String header) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
      socket.setSoTimeout(READ_MILLIS);
      String request =
          "GET "
              + path
              + " HTTP/1.1\r\nHost: 127.0.0.1:"
              + port
              + "\r\nConnection: close\r\n"
              + (header.isEmpty() ? "" : header + "\r\n")
              + "\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      BufferedReader reader =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      String line = reader.readLine();
      return line == null ? -1 : parse(line);
    } catch (IOException e) {
      return -1;
    }
  }

  private static int parse(String statusLine) {
    int space = statusLine.indexOf(' ');
    if (!statusLine.startsWith("HTTP/1.") || statusLine.length() < space + 4) {
      return -1;
    }
    try {
      return Integer.parseInt(statusLine, space + 1, space + 4, 10);
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
