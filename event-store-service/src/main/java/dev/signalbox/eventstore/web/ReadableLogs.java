package dev.signalbox.eventstore.web;

import dev.signalbox.eventstore.log.EventLog;
import dev.signalbox.eventstore.log.LogViews;
import dev.signalbox.eventstore.privacy.PrivacyProperties;
import dev.signalbox.kit.security.Caller;
import dev.signalbox.kit.security.Role;
import org.springframework.stereotype.Component;

/** Which view of the log a caller reads. */
@Component
class ReadableLogs {

  private final LogViews views;
  private final Role revealTo;

  ReadableLogs(LogViews views, PrivacyProperties privacy) {
    this.views = views;
    this.revealTo = privacy.revealTo();
  }

  /**
   * @param raw whether the caller asks for events as they are stored
   */
  EventLog of(Caller caller, boolean raw) {
    if (raw) {
      return views.stored();
    }
    return caller.has(revealTo) ? views.revealed() : views.hidden();
  }
}
