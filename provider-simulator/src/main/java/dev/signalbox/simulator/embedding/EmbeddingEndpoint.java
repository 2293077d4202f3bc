package dev.signalbox.simulator.embedding;

import dev.signalbox.simulator.fault.Fault;
import dev.signalbox.simulator.fault.FaultChoice;
import dev.signalbox.simulator.fault.UnknownFaultException;
import dev.signalbox.simulator.http.Request;
import dev.signalbox.simulator.http.RequestHandler;
import dev.signalbox.simulator.http.Response;
import dev.signalbox.simulator.protocol.Performance;
import dev.signalbox.simulator.protocol.RefusedException;
import dev.signalbox.simulator.script.Pace;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** Where vectors are asked for, in any protocol; no scripts, but every fault of a whole answer. */
public final class EmbeddingEndpoint implements RequestHandler {

  private final EmbeddingProtocol protocol;
  private final FaultChoice faults;

  public EmbeddingEndpoint(EmbeddingProtocol protocol, FaultChoice faults) {
    this.protocol = protocol;
    this.faults = faults;
  }

  @Override
  public void handle(Request request, Response response) throws IOException, InterruptedException {
    try {
      Embeddings embeddings = protocol.read(request);
      @Nullable Fault fault =
          faults.of(request.header("x-simulator-fault"), embeddings.model(), null).orElse(null);
      new Performance(response, protocol.errors(), Pace.UNLIMITED, fault)
          .whole(embeddings.reply(!(fault instanceof Fault.NoUsage)), embeddings.tokens());
    } catch (JacksonException e) {
      refuse(response, new RefusedException("The body of the request is not JSON.", null));
    } catch (UnknownFaultException e) {
      refuse(response, new RefusedException("X-Simulator-Fault: " + e.getMessage(), null));
    } catch (RefusedException e) {
      refuse(response, e);
    }
  }

  private void refuse(Response response, RefusedException refused) throws IOException {
    protocol.errors().refusal(refused).send(response);
  }
}
