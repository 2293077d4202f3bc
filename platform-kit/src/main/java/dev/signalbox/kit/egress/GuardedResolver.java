package dev.signalbox.kit.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.apache.hc.client5.http.DnsResolver;

/** Lets a client connect to no address but those that its guard resolved. */
record GuardedResolver(AddressGuard guard) implements DnsResolver {

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    return guard.resolve(host);
  }

  @Override
  public String resolveCanonicalHostname(String host) {
    return host;
  }
}
