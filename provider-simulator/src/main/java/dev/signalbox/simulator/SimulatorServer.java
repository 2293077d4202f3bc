package dev.signalbox.simulator;

import dev.signalbox.simulator.fault.Fault;
import dev.signalbox.simulator.fault.FaultChoice;
import dev.signalbox.simulator.fault.PlannedFaults;
import dev.signalbox.simulator.http.HttpListener;
import dev.signalbox.simulator.http.Request;
import dev.signalbox.simulator.http.RequestHandler;
import dev.signalbox.simulator.http.Response;
import dev.signalbox.simulator.http.Traffic;
import dev.signalbox.simulator.script.Casting;
import dev.signalbox.simulator.script.DefaultAnswer;
import dev.signalbox.simulator.script.InvalidScriptException;
import dev.signalbox.simulator.script.ScriptReader;
import dev.signalbox.simulator.script.Scripts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/** A running simulator. Tests start one on port 0, script it and read what it received. */
public final class SimulatorServer implements AutoCloseable {

  private final JsonMapper json = JsonMapper.builder().build();
  private final Scripts scripts = new Scripts();
  private final ScriptReader reader = new ScriptReader(json);
  private final PlannedFaults faults = new PlannedFaults();
  private final RequestLog log;
  private final Routes providers;
  private final Administration administration;
  private final HttpListener listener;

  private SimulatorServer(SimulatorSettings settings) {
    log = new RequestLog(settings.recorded());
    Casting casting = new Casting(scripts, reader, new DefaultAnswer(json));
    providers = new Providers(json, casting, new FaultChoice(faults), settings.pace()).routes();
    administration = new Administration(json, this::traffic, scripts, reader, faults, log);
    if (settings.scripts() != null) {
      load(settings.scripts());
    }
    listener = HttpListener.start(null, settings.port(), this::handle);
  }

  /** Starts on the port, 0 for any free one, answering as fast as the client reads. */
  public static SimulatorServer start(int port) {
    return start(SimulatorSettings.embedded(port));
  }

  /**
   * Starts with the settings.
   *
   * @throws UncheckedIOException when the port is taken or the scripts cannot be read
   */
  public static SimulatorServer start(SimulatorSettings settings) {
    return new SimulatorServer(settings);
  }

  public int port() {
    return listener.port();
  }

  /** Base address without a path. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + port());
  }

  public Traffic traffic() {
    return listener.traffic();
  }

  /**
   * Registers a script, as {@code PUT /scripts/{name}} does.
   *
   * @throws InvalidScriptException when the JSON is no script
   */
  public void script(String name, String scriptJson) {
    scripts.put(name, reader.read(scriptJson));
  }

  /**
   * Lets the next requests for a model fail, as {@code PUT /faults/{model}} does.
   *
   * @throws IllegalArgumentException when no fault has that name
   */
  public void fault(String model, String fault, int times) {
    faults.plan(
        model,
        Fault.named(fault)
            .orElseThrow(() -> new IllegalArgumentException("no fault is named " + fault)),
        times);
  }

  /** The last requests received on the providers' paths, oldest first. */
  public List<RecordedRequest> requests() {
    return log.all();
  }

  @Override
  public void close() {
    listener.close();
  }

  private void handle(Request request, Response response) throws IOException, InterruptedException {
    Optional<RequestHandler> provider =
        administration.owns(request) ? Optional.empty() : providers.of(request);
    if (provider.isPresent()) {
      log.record(request);
      provider.get().handle(request, response);
    } else {
      administration.handle(request, response);
    }
  }

  private void load(Path file) {
    try {
      json.readTree(Files.readString(file))
          .properties()
          .forEach(named -> scripts.put(named.getKey(), reader.script(named.getValue())));
    } catch (IOException e) {
      throw new UncheckedIOException("SIMULATOR_SCRIPTS " + file + ": " + e.getMessage(), e);
    }
  }
}
