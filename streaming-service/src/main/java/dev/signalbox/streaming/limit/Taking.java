package dev.signalbox.streaming.limit;

import java.util.List;

/** What became of a request's demands; but for {@link Taken} nothing was taken. */
sealed interface Taking {

  /** All is taken. */
  record Taken(List<Standing> standings) implements Taking {}

  /** The database has to be asked. */
  record Missing() implements Taking {}

  /** Nothing is left, but others may give something back within moments. */
  record Later(List<Standing> standings) implements Taking {}

  /** Over a limit. */
  record Refused(List<Standing> standings) implements Taking {}
}
