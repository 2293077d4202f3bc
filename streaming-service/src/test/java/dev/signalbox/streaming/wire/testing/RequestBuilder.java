package dev.signalbox.streaming.wire.testing;

import dev.signalbox.streaming.wire.canonical.ModelRequest;
import dev.signalbox.streaming.wire.canonical.OutputFormat;
import dev.signalbox.streaming.wire.canonical.Part;
import dev.signalbox.streaming.wire.canonical.Reasoning;
import dev.signalbox.streaming.wire.canonical.Sampling;
import dev.signalbox.streaming.wire.canonical.Tool;
import dev.signalbox.streaming.wire.canonical.ToolChoice;
import dev.signalbox.streaming.wire.canonical.Turn;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request of a client of some protocol: a greeting, unless it is given turns. */
public final class RequestBuilder {

  private final List<Turn> turns = new ArrayList<>();
  private final List<Tool> tools = new ArrayList<>();
  private ToolChoice choice = new ToolChoice.Auto();
  private @Nullable Boolean parallel;
  private Sampling sampling = atMost(null);
  private OutputFormat format = new OutputFormat.PlainText();
  private @Nullable Reasoning reasoning;
  private @Nullable Boolean thoughtsShown;
  private @Nullable String user;

  public static Sampling atMost(@Nullable Long maxOutputTokens) {
    return new Sampling(maxOutputTokens, null, null, null, null, null, null, List.of());
  }

  public static Sampling temperature(String temperature) {
    return new Sampling(null, new BigDecimal(temperature), null, null, null, null, null, List.of());
  }

  public RequestBuilder turn(Turn.Role role, Part... parts) {
    turns.add(new Turn(role, List.of(parts), "messages[" + turns.size() + ']'));
    return this;
  }

  public RequestBuilder tool(Tool tool) {
    tools.add(tool);
    return this;
  }

  public RequestBuilder choice(ToolChoice wanted) {
    choice = wanted;
    return this;
  }

  public RequestBuilder parallel(boolean wanted) {
    parallel = wanted;
    return this;
  }

  public RequestBuilder sampling(Sampling wanted) {
    sampling = wanted;
    return this;
  }

  public RequestBuilder format(OutputFormat wanted) {
    format = wanted;
    return this;
  }

  public RequestBuilder reasoning(@Nullable Reasoning wanted) {
    reasoning = wanted;
    return this;
  }

  public RequestBuilder thoughtsShown(@Nullable Boolean wanted) {
    thoughtsShown = wanted;
    return this;
  }

  public RequestBuilder user(String name) {
    user = name;
    return this;
  }

  public ModelRequest build() {
    List<Turn> said =
        turns.isEmpty()
            ? List.of(new Turn(Turn.Role.USER, List.of(new Part.Text("Hi")), "messages[0]"))
            : turns;
    return new ModelRequest(
        said, tools, choice, parallel, sampling, format, reasoning, thoughtsShown, user, false);
  }
}
