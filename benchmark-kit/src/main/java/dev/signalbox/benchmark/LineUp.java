package dev.signalbox.benchmark;

import java.util.List;

/**
 * Who is measured.
 *
 * @param subjects all of them, in the order of results
 * @param ours those that are compared
 * @param peers those that they are compared with
 */
public record LineUp(List<String> subjects, List<String> ours, List<String> peers) {

  public LineUp {
    subjects = List.copyOf(subjects);
    ours = List.copyOf(ours);
    peers = List.copyOf(peers);
  }
}
