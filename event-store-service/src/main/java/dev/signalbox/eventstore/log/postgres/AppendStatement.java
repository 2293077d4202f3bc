package dev.signalbox.eventstore.log.postgres;

import dev.signalbox.eventstore.log.AppendOutcome;
import dev.signalbox.eventstore.log.postgres.AppendArrays.PlacedEvent;
import dev.signalbox.kit.commit.Commit;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcOperations;

/** Calls {@code append_events} for one append or for several at once. */
final class AppendStatement implements Commit<WrittenAppend, AppendOutcome> {

  private final JdbcOperations jdbc;

  AppendStatement(JdbcOperations jdbc) {
    this.jdbc = jdbc;
  }

  // Not caught here: that another writer recorded one of its ids just now.
  @Override
  public AppendOutcome one(WrittenAppend append) {
    try {
      return all(List.of(append)).getFirst();
    } catch (DuplicateKeyException e) {
      throw e;
    } catch (DataIntegrityViolationException e) {
      return new AppendOutcome.Unstorable(String.valueOf(e.getMostSpecificCause().getMessage()));
    }
  }

  @Override
  public List<AppendOutcome> all(List<WrittenAppend> appends) {
    @Nullable AppendOutcome[] outcomes = new AppendOutcome[appends.size()];
    List<Integer> left = IntStream.range(0, appends.size()).boxed().toList();
    // Each time but the last it refuses some, and appends nothing.
    while (!left.isEmpty()) {
      List<Integer> now = left;
      AppendArrays arrays = new AppendArrays(now.stream().map(appends::get).toList());
      List<AppendRow> rows = call(arrays);
      List<Long> versions = rows.isEmpty() ? null : rows.getFirst().versions();
      if (versions != null) {
        List<List<PlacedEvent>> placed = arrays.placed(versions);
        for (int index = 0; index < placed.size(); index++) {
          outcomes[now.get(index)] = rows.getFirst().appended(placed.get(index));
        }
      } else {
        rows.stream()
            .collect(Collectors.groupingBy(AppendRow::append))
            .forEach((append, of) -> outcomes[now.get(append - 1)] = AppendRow.refusal(of));
      }
      left = now.stream().filter(index -> outcomes[index] == null).toList();
      if (left.size() == now.size()) {
        throw new IllegalStateException("append_events neither appended nor refused anything");
      }
    }
    return Arrays.stream(outcomes).map(Objects::requireNonNull).toList();
  }

  @Override
  public boolean mayBeOfOne(RuntimeException failure) {
    return failure instanceof DataIntegrityViolationException;
  }

  private List<AppendRow> call(AppendArrays arrays) {
    return jdbc.query(
        connection -> arrays.bind(connection.prepareStatement(Statements.APPEND)),
        (row, number) -> AppendRow.of(row));
  }
}
