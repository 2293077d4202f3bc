package dev.signalbox.kit.alert;

import java.util.List;

/** Who is told of something, beside the platform's own history. */
public record Recipients(List<String> webhooks, List<String> emails) {

  public Recipients {
    webhooks = List.copyOf(webhooks);
    emails = List.copyOf(emails);
  }
}
