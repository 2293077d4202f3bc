package dev.signalbox.kit.egress;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * Decides which addresses may be reached when somebody else names the host. What a name resolves to
 * is what counts, and the addresses that were judged are the ones to connect to: a name must not be
 * resolved a second time.
 */
public final class AddressGuard {
  private static final List<AddressRange> NEVER =
      AddressRange.all(
          "0.0.0.0/8",
          "169.254.0.0/16",
          "224.0.0.0/3",
          "192.0.0.0/24",
          "198.18.0.0/15",
          "::/128",
          "fe80::/10",
          "ff00::/8");
  private static final List<AddressRange> PRIVATE =
      AddressRange.all(
          "127.0.0.0/8",
          "10.0.0.0/8",
          "172.16.0.0/12",
          "192.168.0.0/16",
          "100.64.0.0/10",
          "::1/128",
          "fc00::/7",
          "fec0::/10");

  /** Addresses that hold an IPv4 address, which is where they lead: its offset within them. */
  private static final AddressRange NAT64 = AddressRange.of("64:ff9b::/96");

  private static final AddressRange SIX_TO_FOUR = AddressRange.of("2002::/16");
  private static final AddressRange IPV4_COMPATIBLE = AddressRange.of("::/96");

  private final boolean allowPrivate;

  /**
   * @param allowPrivate whether private and loopback addresses may be reached; link-local and other
   *     special ones never may
   */
  public AddressGuard(boolean allowPrivate) {
    this.allowPrivate = allowPrivate;
  }

  /**
   * Resolves the host. One address out of bounds refuses them all.
   *
   * @throws AddressRefused if the host leads to an address that may not be reached
   */
  public InetAddress[] resolve(String host) throws UnknownHostException {
    InetAddress[] addresses = InetAddress.getAllByName(host);
    for (InetAddress address : addresses) {
      if (!permits(address)) {
        throw new AddressRefused(host);
      }
    }
    return addresses;
  }

  boolean permits(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (address instanceof Inet6Address) {
      if (NAT64.contains(bytes) || (IPV4_COMPATIBLE.contains(bytes) && !isLowest(bytes))) {
        return permitsBytes(bytes) && permitsBytes(Arrays.copyOfRange(bytes, 12, 16));
      }
      if (SIX_TO_FOUR.contains(bytes)) {
        return permitsBytes(Arrays.copyOfRange(bytes, 2, 6));
      }
    }
    return permitsBytes(bytes);
  }

  private boolean permitsBytes(byte[] address) {
    return NEVER.stream().noneMatch(range -> range.contains(address))
        && (allowPrivate || PRIVATE.stream().noneMatch(range -> range.contains(address)));
  }

  /** {@code ::} and {@code ::1} are no IPv4 addresses. */
  private static boolean isLowest(byte[] address) {
    return address[12] == 0 && address[13] == 0 && address[14] == 0 && (address[15] & 0xfe) == 0;
  }
}
