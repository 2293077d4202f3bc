package dev.signalbox.simulator.fault;

/** A header names a fault that is none. */
public final class UnknownFaultException extends RuntimeException {

  UnknownFaultException(String name) {
    super("no fault is named \"" + name + "\"");
  }
}
