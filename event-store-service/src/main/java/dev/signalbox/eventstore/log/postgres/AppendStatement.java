package dev.signalbox.eventstore.log.postgres;

import dev.signalbox.eventstore.log.AppendOutcome;
import java.util.ArrayList;
import java.util.List;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcOperations;

/** Calls {@code append_events} for one append or for several at once. */
final class AppendStatement implements Commit {

  private final JdbcOperations jdbc;

  AppendStatement(JdbcOperations jdbc) {
    this.jdbc = jdbc;
  }

  // Not caught here: that another writer recorded one of its ids just now.
  @Override
  public AppendOutcome run(WrittenAppend append) {
    try {
      return run(List.of(append)).getFirst();
    } catch (DuplicateKeyException e) {
      throw e;
    } catch (DataIntegrityViolationException e) {
      return new AppendOutcome.Unstorable(String.valueOf(e.getMostSpecificCause().getMessage()));
    }
  }

  @Override
  public List<AppendOutcome> run(List<WrittenAppend> appends) {
    List<List<AppendRow>> rows = new ArrayList<>(appends.size());
    appends.forEach(append -> rows.add(new ArrayList<>(append.events().size())));
    List<Integer> left = new ArrayList<>();
    for (int index = 0; index < appends.size(); index++) {
      left.add(index);
    }
    // Each time but the last it refuses some, and appends nothing.
    while (!left.isEmpty()) {
      List<Integer> now = List.copyOf(left);
      call(now.stream().map(appends::get).toList())
          .forEach(row -> rows.get(now.get(row.append() - 1)).add(row));
      if (!left.removeIf(index -> !rows.get(index).isEmpty())) {
        throw new IllegalStateException("append_events neither appended nor refused anything");
      }
    }
    return rows.stream().map(AppendRow::outcome).toList();
  }

  private List<AppendRow> call(List<WrittenAppend> appends) {
    AppendArrays arrays = new AppendArrays(appends);
    return jdbc.query(
        connection -> arrays.bind(connection.prepareStatement(Statements.APPEND)),
        (row, number) -> AppendRow.of(row));
  }
}
