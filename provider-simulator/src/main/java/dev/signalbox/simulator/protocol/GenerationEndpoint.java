package dev.signalbox.simulator.protocol;

import dev.signalbox.simulator.fault.Fault;
import dev.signalbox.simulator.fault.FaultChoice;
import dev.signalbox.simulator.fault.UnknownFaultException;
import dev.signalbox.simulator.http.Request;
import dev.signalbox.simulator.http.RequestHandler;
import dev.signalbox.simulator.http.Response;
import dev.signalbox.simulator.script.Casting;
import dev.signalbox.simulator.script.InvalidScriptException;
import dev.signalbox.simulator.script.Pace;
import dev.signalbox.simulator.script.Turn;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** Where a model is asked, in any protocol. The same request always gets the same answer. */
public final class GenerationEndpoint implements RequestHandler {

  private final Protocol protocol;
  private final Casting casting;
  private final FaultChoice faults;
  private final Pace pace;

  /**
   * For one protocol.
   *
   * @param pace for answers whose script gives none
   */
  public GenerationEndpoint(Protocol protocol, Casting casting, FaultChoice faults, Pace pace) {
    this.protocol = protocol;
    this.casting = casting;
    this.faults = faults;
    this.pace = pace;
  }

  @Override
  public void handle(Request request, Response response) throws IOException, InterruptedException {
    try {
      Exchange exchange = protocol.exchange(request);
      Inquiry inquiry = exchange.inquiry();
      Turn turn = casting.turn(inquiry.prompt(), request.header("x-simulator-script"));
      @Nullable Fault fault =
          faults
              .of(request.header("x-simulator-fault"), inquiry.prompt().model(), turn.fault())
              .orElse(null);
      answer(exchange, turn, fault, response);
    } catch (JacksonException e) {
      refuse(response, new RefusedException("The body of the request is not JSON.", null));
    } catch (InvalidScriptException e) {
      refuse(response, new RefusedException("X-Simulator-Script: " + e.getMessage(), null));
    } catch (UnknownFaultException e) {
      refuse(response, new RefusedException("X-Simulator-Fault: " + e.getMessage(), null));
    } catch (RefusedException e) {
      refuse(response, e);
    }
  }

  private void answer(Exchange exchange, Turn turn, @Nullable Fault fault, Response response)
      throws IOException, InterruptedException {
    if (turn.raw() != null && fault == null) {
      send(turn.raw(), response);
      return;
    }
    Answer answer = Answer.of(turn, exchange.inquiry(), !(fault instanceof Fault.NoUsage));
    Performance performance =
        new Performance(
            response, protocol.errors(), turn.pace() == null ? pace : turn.pace(), fault);
    if (exchange.inquiry().stream()) {
      performance.stream(exchange, answer);
    } else {
      performance.whole(exchange.whole(answer), answer.spokenTokens());
    }
  }

  private static void send(Turn.Raw raw, Response response) throws IOException {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", raw.contentType());
    headers.putAll(raw.headers());
    if (raw.contentType().contains("stream")) {
      response.begin(raw.status(), headers);
      response.write(raw.bytes());
      response.end();
    } else {
      response.send(raw.status(), headers, raw.bytes());
    }
  }

  private void refuse(Response response, RefusedException refused) throws IOException {
    protocol.errors().refusal(refused).send(response);
  }
}
