package io.papertape.live.session;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/// A session on a topic of Kafka in a process of its own; made to be killed.
final class KilledKafkaSession {
  private KilledKafkaSession() {}

  static KafkaFeeds feeds(Consumer<String> problems) {
    return KafkaFeeds.byMachineClock(List.of(), VenueFeeds.all(problems), problems);
  }

  public static void main(String[] arguments) throws Exception {
    KilledFeedSession.run(Path.of(arguments[0]), feeds(System.err::println));
  }
}
