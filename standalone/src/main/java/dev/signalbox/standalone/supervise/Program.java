package dev.signalbox.standalone.supervise;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Something that runs as a process of its own and can say whether it is ready. */
public interface Program {
  /** Its name wherever a person sees it. */
  String name();

  /** The port that it serves on. */
  int port();

  /** Names of the parts that must have been ready once before this one is started first. */
  List<String> needs();

  /** Names of the parts that must outlive this one when everything is stopped. */
  List<String> stopsBefore();

  /**
   * Whatever has to be there before the process is started; called before every start.
   *
   * @param doing told what is being done, in a few words
   */
  void prepare(Consumer<String> doing) throws IOException, InterruptedException;

  /** How the process is started now. */
  Launch launch() throws IOException;

  /** Whether the process, which runs, does its work. Called often; returns within seconds. */
  boolean ready() throws IOException, InterruptedException;

  /** Told that a process ended before it was ready, or crashed: what was tried may be to blame. */
  void failedToStart();

  /** How long the process may take to end when asked, before it is killed. */
  Duration patience();

  /** Removes processes that a killed one left behind, before it is started again. */
  default void sweep() {}

  /**
   * A command line and an environment.
   *
   * @param environment the whole of it: nothing is inherited
   */
  record Launch(List<String> command, Map<String, String> environment) {
    public Launch {
      command = List.copyOf(command);
      environment = Map.copyOf(environment);
    }
  }
}
