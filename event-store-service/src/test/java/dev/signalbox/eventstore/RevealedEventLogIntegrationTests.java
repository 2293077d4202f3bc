package dev.signalbox.eventstore;

import dev.signalbox.eventstore.log.EventLog;
import dev.signalbox.eventstore.log.EventLogContract;
import dev.signalbox.eventstore.log.LogViews;
import dev.signalbox.kit.testing.ServiceIntegrationTest;
import org.springframework.beans.factory.annotation.Autowired;

/** The whole contract holds for the log as administrators read it. */
@ServiceIntegrationTest
class RevealedEventLogIntegrationTests extends EventLogContract {

  @Autowired private LogViews views;

  @Override
  protected EventLog log() {
    return views.revealed();
  }
}
