package dev.signalbox.kit.egress;

import java.net.UnknownHostException;

/** A host that may not be reached; to an HTTP client it is one that does not resolve. */
public final class AddressRefused extends UnknownHostException {
  private static final long serialVersionUID = 1L;

  AddressRefused(String host) {
    super("\"" + host + "\" leads to a private, loopback or otherwise special address");
  }
}
