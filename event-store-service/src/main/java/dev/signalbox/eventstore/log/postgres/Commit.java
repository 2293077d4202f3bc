package dev.signalbox.eventstore.log.postgres;

import dev.signalbox.eventstore.log.AppendOutcome;
import java.util.List;

/** Records appends in one transaction. */
interface Commit {

  /** One append by itself. */
  AppendOutcome run(WrittenAppend append);

  /** The outcomes in the order of the appends, or an exception: then none of them was recorded. */
  List<AppendOutcome> run(List<WrittenAppend> appends);
}
