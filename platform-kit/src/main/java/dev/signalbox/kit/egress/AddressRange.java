package dev.signalbox.kit.egress;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/** The addresses that begin with the same bits. */
final class AddressRange {
  private final byte[] prefix;
  private final int bits;

  private AddressRange(byte[] prefix, int bits) {
    this.prefix = prefix;
    this.bits = bits;
  }

  /** Reads {@code address/bits}. */
  static AddressRange of(String range) {
    int slash = range.indexOf('/');
    return new AddressRange(
        InetAddress.ofLiteral(range.substring(0, slash)).getAddress(),
        Integer.parseInt(range.substring(slash + 1)));
  }

  static List<AddressRange> all(String... ranges) {
    return Arrays.stream(ranges).map(AddressRange::of).toList();
  }

  boolean contains(byte[] address) {
    if (address.length != prefix.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >> (bit % 8);
      if (((address[bit / 8] ^ prefix[bit / 8]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }
}
