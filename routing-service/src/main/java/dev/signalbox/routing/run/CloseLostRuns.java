package dev.signalbox.routing.run;

import java.util.List;
import org.springframework.transaction.support.TransactionTemplate;

/** Closes runs whose process stopped without closing them, so that their conversations go on. */
final class CloseLostRuns {

  private final TransactionTemplate transactions;
  private final Runs runs;
  private final RunEvents events;

  CloseLostRuns(TransactionTemplate transactions, Runs runs, RunEvents events) {
    this.transactions = transactions;
    this.runs = runs;
    this.events = events;
  }

  /** Closes at most so many, wherever they are; returns how many it were. */
  int anywhere(int limit) {
    return transactions.execute(status -> close(runs.lost(limit)));
  }

  /** Within the caller's transaction. */
  void inConversation(String conversationId) {
    close(runs.lostIn(conversationId));
  }

  private int close(List<Runs.Lost> lost) {
    for (Runs.Lost run : lost) {
      if (runs.fail(run.runId(), RoutingProblem.RUN_LOST.code())) {
        events.lost(run, RoutingProblem.RUN_LOST.code());
      }
    }
    return lost.size();
  }
}
