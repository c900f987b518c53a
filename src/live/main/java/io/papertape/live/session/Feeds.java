package io.papertape.live.session;

import io.papertape.live.tape.TapeInstrument;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.strategy.DataSelection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The kinds of feeds that there are.
public record Feeds(List<FeedFactory> factories) {
  public Feeds {
    factories = List.copyOf(factories);
  }

  /// The feed that a text describes, or an error that lists what there is.
  public PreparedFeed prepare(String text, DataSelection wishes) {
    PreparedFeed feed = factory(text).prepare(text, wishes);
    Set<String> seen = new HashSet<>();
    for (TapeInstrument one : feed.instruments()) {
      String symbol = one.instrument().symbol();
      if (!seen.add(symbol)) {
        feed.feed().close();
        throw WorkspaceException.configuration(
            "Feed names an instrument twice: feed=%s, symbol=%s. Name each once."
                .formatted(text, symbol));
      }
    }
    return feed;
  }

  /// The feed of a session that goes on.
  ///
  /// @param instruments as they were when it began
  PreparedFeed again(String text, DataSelection wishes, List<TapeInstrument> instruments) {
    return factory(text).again(text, wishes, instruments);
  }

  private FeedFactory factory(String text) {
    String kind = text.split("[:/]", 2)[0];
    return factories.stream()
        .filter(factory -> factory.kind().equals(kind))
        .findFirst()
        .orElseThrow(() -> unknown(text));
  }

  private WorkspaceException unknown(String text) {
    return WorkspaceException.configuration(
        "No such feed: feed=%s. There are: %s."
            .formatted(
                text,
                factories.stream().map(FeedFactory::usage).collect(Collectors.joining("; "))));
  }
}
