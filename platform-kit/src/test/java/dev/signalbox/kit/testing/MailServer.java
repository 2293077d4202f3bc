package dev.signalbox.kit.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Takes mails by SMTP (RFC 5321), as far as a test needs it; turns the first ones away if asked.
 */
public final class MailServer implements AutoCloseable {

  private final ServerSocket server;
  private final List<String> mails = new CopyOnWriteArrayList<>();
  private final AtomicInteger refusals = new AtomicInteger();

  public MailServer() throws IOException {
    server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::serve);
  }

  public int port() {
    return server.getLocalPort();
  }

  /** What came, with its envelope. */
  public List<String> mails() {
    return mails;
  }

  public void refuse(int next) {
    refusals.set(next);
  }

  private void serve() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        Thread.ofVirtual().start(() -> converse(client));
      } catch (IOException e) {
        return; // It was closed.
      }
    }
  }

  private void converse(Socket socket) {
    try (Socket client = socket;
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
        OutputStream out = client.getOutputStream()) {
      StringBuilder mail = new StringBuilder();
      say(out, "220 test");
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String command = line.split(" ", 2)[0].toUpperCase(Locale.ROOT);
        switch (command) {
          case "MAIL" ->
              say(
                  out,
                  refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0
                      ? "451 later"
                      : "250 ok");
          case "RCPT" -> {
            mail.append(line).append('\n');
            say(out, "250 ok");
          }
          case "DATA" -> {
            say(out, "354 go on");
            for (String text = in.readLine(); !".".equals(text); text = in.readLine()) {
              mail.append(text).append('\n');
            }
            mails.add(mail.toString());
            say(out, "250 ok");
          }
          case "QUIT" -> {
            say(out, "221 bye");
            return;
          }
          default -> say(out, "250 ok");
        }
      }
    } catch (IOException e) {
      return; // The client has gone.
    }
  }

  private static void say(OutputStream out, String line) throws IOException {
    out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
