package dev.signalbox.streaming.attempt;

import dev.signalbox.streaming.provider.Target;
import dev.signalbox.streaming.wire.InexpressibleException;
import dev.signalbox.streaming.wire.Protocol;
import dev.signalbox.streaming.wire.canonical.ModelRequest;
import dev.signalbox.streaming.wire.protocol.ForeignThoughts;
import dev.signalbox.streaming.wire.protocol.ProviderBody;
import dev.signalbox.streaming.wire.protocol.WireModel;
import dev.signalbox.streaming.wire.protocol.WireProtocol;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** Makes the requests that go to providers: the body, and nothing else of the caller's. */
final class ProviderRequests {

  private final WireProtocols protocols;
  private final HttpClient client;
  private final AttemptProperties limits;
  private final LongAdder buffered = new LongAdder();

  ProviderRequests(WireProtocols protocols, HttpClient client, AttemptProperties limits) {
    this.protocols = protocols;
    this.client = client;
    this.limits = limits;
  }

  /** Bytes of providers' answers that wait for their clients to read. */
  long buffered() {
    return buffered.sum();
  }

  /**
   * Words a call for a target: as it came where both speak the same protocol, else translated.
   *
   * @throws dev.signalbox.streaming.wire.InvalidRequestException when it is no request
   * @throws dev.signalbox.streaming.wire.InexpressibleException when the target cannot be told
   */
  Worded word(Target target, ModelCall call) {
    WireProtocol from = call.protocol();
    Protocol spoken = target.endpoint().spokenTo(from.protocol());
    if (spoken == from.protocol()) {
      byte[] said = call.request().bodyFor(target.wireModel());
      byte[] body = ForeignThoughts.removed(spoken, said);
      List<String> unused = body == said ? List.of() : List.of("thinking");
      return new Worded(target, from, from, request(target, call, from, body), null, unused);
    }
    WireProtocol to = protocols.of(spoken);
    ModelRequest understood = from.understand(call.request());
    ProviderBody body = worded(understood, target, from, to);
    return new Worded(
        target, from, to, request(target, call, to, body.json()), understood, body.unused());
  }

  private static ProviderBody worded(
      ModelRequest understood, Target target, WireProtocol from, WireProtocol to) {
    WireModel model = new WireModel(target.wireModel(), target.outputLimit(), target.quirks());
    try {
      return to.write(understood, model);
    } catch (InexpressibleException e) {
      throw e.named(from.pathOf(e.field()));
    }
  }

  private HttpRequest request(Target target, ModelCall call, WireProtocol to, byte[] body) {
    boolean stream = call.request().stream();
    Protocol protocol = to.protocol();
    URI address =
        URI.create(target.endpoint().address(protocol) + to.path(target.wireModel(), stream));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            // Not HTTP/2: its client takes in megabytes of a stream that nobody reads.
            .version(HttpClient.Version.HTTP_1_1)
            .header("Content-Type", "application/json")
            .header("Accept", stream ? to.streamContentType() : "application/json")
            .header("User-Agent", "signalbox")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    target.endpoint().headers().forEach(request::setHeader);
    if (protocol == call.protocol().protocol()) {
      call.protocolHeaders().forEach(request::setHeader);
    }
    target.endpoint().credential().headers(address, body).forEach(request::setHeader);
    if (target.simulated()) {
      call.simulatorHeaders().forEach(request::setHeader);
    }
    return request.build();
  }

  ProviderExchange open(Worded worded, boolean stream) {
    return new ProviderExchange(
        client, worded.request(), worded.provider(), stream, limits, buffered);
  }
}
