package dev.signalbox.eventstore.log;

import java.util.OptionalLong;

/** A log whose events are admitted on their way in and rendered on their way out. */
public final class LayeredEventLog implements EventLog {

  private final EventLog inner;
  private final Admission admission;
  private final Rendering rendering;

  public LayeredEventLog(EventLog inner, Admission admission, Rendering rendering) {
    this.inner = inner;
    this.admission = admission;
    this.rendering = rendering;
  }

  @Override
  public AppendOutcome append(Append append) {
    return inner.append(
        new Append(append.expectations(), append.condition(), admission.admit(append.events())));
  }

  @Override
  public OptionalLong version(StreamName stream) {
    return inner.version(stream);
  }

  @Override
  public Page read(StreamName stream, StreamRange range, int limit) {
    return rendered(inner.read(stream, range, limit));
  }

  @Override
  public Page after(Checkpoint checkpoint, Selection selection, int limit) {
    return rendered(inner.after(checkpoint, selection, limit));
  }

  @Override
  public LogHead head() {
    return inner.head();
  }

  private Page rendered(Page page) {
    return page.events().isEmpty() ? page : new Page(rendering.render(page.events()), page.more());
  }
}
