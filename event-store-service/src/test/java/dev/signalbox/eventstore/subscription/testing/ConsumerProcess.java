package dev.signalbox.eventstore.subscription.testing;

import dev.signalbox.eventstore.log.testing.ChildProcess;
import java.io.IOException;
import java.util.Random;

/** A process that is a consumer of a subscription until it is killed or its parent ends. */
public final class ConsumerProcess {

  private ConsumerProcess() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    ChildProcess.logErrorsOnly();
    try (Member member = Member.at(arguments[0], arguments[1], arguments[2])) {
      int number = Integer.parseInt(arguments[4]);
      Consumer consumer =
          new Consumer(member, arguments[3], "process-" + number, new Random(number));
      Thread consuming = Thread.ofPlatform().start(consumer);
      ChildProcess.runUntilTheEnd();
      consumer.stop();
      consuming.join();
    }
  }
}
