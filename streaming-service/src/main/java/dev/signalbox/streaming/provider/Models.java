package dev.signalbox.streaming.provider;

import dev.signalbox.streaming.provider.ModelState.State;
import dev.signalbox.streaming.wire.Protocol;
import dev.signalbox.streaming.wire.ReasoningCount;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The models that can be asked for, by name. */
public final class Models {

  /** Its models are always simulated, whatever keys there are. */
  public static final String SIMULATOR = "simulator";

  private final CatalogueProperties catalogue;
  private final String simulator;
  private final LocalProbe probe;
  private final Map<String, ModelSettings> byName = new LinkedHashMap<>();
  private final boolean simulated;

  /**
   * The models of a catalogue.
   *
   * @param simulator base address of the provider simulator
   */
  public Models(CatalogueProperties catalogue, URI simulator, Clock clock) {
    this.catalogue = catalogue;
    String address = simulator.toString();
    this.simulator = address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
    this.probe = new LocalProbe(clock);
    for (ModelSettings model : catalogue.models()) {
      byName.put(model.name(), model);
      model.aliases().forEach(alias -> byName.putIfAbsent(alias, model));
    }
    this.simulated =
        switch (catalogue.simulation()) {
          case ALWAYS -> true;
          case NEVER -> false;
          case AUTO ->
              catalogue.providers().values().stream()
                  .noneMatch(provider -> provider.configured() && !provider.probed());
        };
  }

  /** Whether the simulator stands in for the providers. */
  public boolean simulated() {
    return simulated;
  }

  /** What the name, {@code provider/model} or an alias, means. */
  public Resolution named(String name) {
    ModelSettings known = byName.get(name);
    String full = known == null ? name : known.name();
    int slash = full.indexOf('/');
    if (slash <= 0 || slash == full.length() - 1) {
      return new Resolution.Unknown(name);
    }
    String provider = full.substring(0, slash);
    String model = full.substring(slash + 1);
    if (provider.equals(SIMULATOR)) {
      return new Resolution.Reachable(List.of(simulated(provider, model, model, known != null)));
    }
    ProviderSettings settings = catalogue.providers().get(provider);
    if (settings == null) {
      return new Resolution.Unknown(name);
    }
    if (reachable(settings)) {
      return new Resolution.Reachable(live(provider, model, settings, known));
    }
    if (simulated) {
      return known == null
          ? new Resolution.Unknown(name)
          : new Resolution.Reachable(List.of(simulated(provider, model, full, true)));
    }
    return new Resolution.NoCredential(provider, model);
  }

  /** What the catalogue says of a model's size. */
  public Size size(String name) {
    ModelSettings model = byName.get(name);
    return model == null ? new Size(0, 0) : new Size(model.contextWindow(), model.maxOutput());
  }

  /**
   * How much a model takes and brings at most, in tokens.
   *
   * @param contextWindow 0 when that is not known
   * @param maxOutput 0 when that is not known
   */
  public record Size(long contextWindow, long maxOutput) {}

  /** Every model that a request would reach now, aliases last. */
  public List<Listed> listed() {
    List<Listed> listed = new ArrayList<>();
    List<Listed> aliases = new ArrayList<>();
    byName.forEach(
        (name, model) -> {
          if (named(name) instanceof Resolution.Reachable) {
            (name.equals(model.name()) ? listed : aliases).add(new Listed(name, model.provider()));
          }
        });
    listed.addAll(aliases);
    return listed;
  }

  /** What every model is called, without aliases. */
  public List<String> names() {
    return byName.values().stream().map(ModelSettings::name).distinct().toList();
  }

  /**
   * How it stands with the model of that name. The simulator retires nothing.
   *
   * @param today the day that it is
   */
  public ModelState state(String name, LocalDate today) {
    ModelSettings known = byName.get(name);
    LocalDate retired = known == null ? null : known.retired();
    boolean over = retired != null && !today.isBefore(retired);
    return switch (named(name)) {
      case Resolution.Unknown _ -> new ModelState(name, null, null, State.UNKNOWN, null);
      case Resolution.NoCredential(String provider, String model) ->
          new ModelState(name, provider, model, over ? State.RETIRED : missing(provider), retired);
      case Resolution.Reachable(List<Target> targets) -> {
        Target target = targets.getFirst();
        State live = over ? State.RETIRED : State.REACHABLE;
        yield new ModelState(
            name,
            target.provider(),
            target.model(),
            target.simulated() ? State.SIMULATED : live,
            retired);
      }
    };
  }

  private State missing(String provider) {
    ProviderSettings settings = catalogue.providers().get(provider);
    return settings != null && settings.probed() && settings.configured()
        ? State.NOT_RUNNING
        : State.NO_KEY;
  }

  /** A model as {@code GET /v1/models} shows it. */
  public record Listed(String name, String provider) {}

  private boolean reachable(ProviderSettings settings) {
    return catalogue.simulation() != CatalogueProperties.Simulation.ALWAYS
        && settings.configured()
        && (!settings.probed() || probe.listens(URI.create(settings.baseUrl())));
  }

  /** The simulator speaks whatever the provider speaks that it stands in for. */
  private Target simulated(String provider, String model, String wireModel, boolean known) {
    ProviderSettings settings = catalogue.providers().get(provider);
    Map<Protocol, String> addresses = new EnumMap<>(Protocol.class);
    for (Protocol protocol :
        settings == null ? EnumSet.allOf(Protocol.class) : settings.protocols().keySet()) {
      addresses.put(protocol, simulator + simulatorPath(protocol));
    }
    return new Target(
        provider,
        model,
        wireModel,
        ModelSettings.OUTPUT_LIMIT,
        new Endpoint(SIMULATOR, 1, addresses, Map.of(), Credential.Fixed.NONE),
        true,
        known,
        settings == null ? ReasoningCount.INSIDE_COMPLETION : settings.reasoning(),
        settings == null ? Set.of() : settings.quirks(),
        true);
  }

  private static String simulatorPath(Protocol protocol) {
    return switch (protocol) {
      case OPENAI_CHAT, OPENAI_RESPONSES, ANTHROPIC_MESSAGES -> "/v1";
      case GEMINI -> "/v1beta";
      case COHERE_CHAT -> "/v2";
      case BEDROCK_CONVERSE -> "";
    };
  }

  private static List<Target> live(
      String provider, String model, ProviderSettings settings, @Nullable ModelSettings known) {
    return settings.places().stream()
        .map(
            place ->
                new Target(
                    provider,
                    model,
                    known == null || known.servedAs().isEmpty() ? model : known.servedAs(),
                    known == null ? ModelSettings.OUTPUT_LIMIT : known.outputLimit(),
                    place,
                    false,
                    known != null,
                    settings.reasoning(),
                    settings.quirks(),
                    settings.cancelStopsBilling()))
        .toList();
  }
}
