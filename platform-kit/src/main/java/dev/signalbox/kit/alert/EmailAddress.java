package dev.signalbox.kit.alert;

import java.util.regex.Pattern;

/** What an e-mail can be sent to. */
public final class EmailAddress {

  private static final int LONGEST = 254;

  /** One address as SMTP takes it, without display name: nothing that could end a header. */
  private static final Pattern PLAIN =
      Pattern.compile(
          "[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?");

  private EmailAddress() {}

  /** Whether it is one address and nothing else. */
  public static boolean isPlain(String address) {
    return address.length() <= LONGEST && PLAIN.matcher(address).matches();
  }
}
