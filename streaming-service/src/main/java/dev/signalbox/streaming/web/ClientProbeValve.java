package dev.signalbox.streaming.web;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/** Gives every request a {@link ClientProbe}. */
final class ClientProbeValve extends ValveBase {

  ClientProbeValve() {
    super(true);
  }

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    ClientProbe.attach(request);
    getNext().invoke(request, response);
  }
}
