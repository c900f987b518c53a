package io.papertape.live.session;

import io.papertape.strategy.rule.Spelling;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.strategy.DataSelection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/// The kinds of feeds that there are.
public record Feeds(List<FeedFactory> factories) {
  public Feeds {
    factories = List.copyOf(factories);
  }

  /// All that there are.
  ///
  /// @param ticker    steady nanoseconds of the process
  /// @param libraries folders in which libraries may lie that only some feeds need
  /// @param problems  told what goes wrong while a feed runs, for a log
  public static Feeds all(
      Workspace workspace, LongSupplier ticker, List<Path> libraries, Consumer<String> problems) {
    List<FeedFactory> all = new ArrayList<>();
    all.add(new ReplayFeeds(workspace, ticker));
    List<FeedFactory> venues = new ArrayList<>(VenueFeeds.all(problems));
    venues.add(GenericFeeds.byMachineClock(problems));
    all.addAll(venues);
    all.add(KafkaFeeds.byMachineClock(libraries, venues, problems));
    all.add(FixFeeds.byMachineClock(libraries, problems));
    return new Feeds(all);
  }

  /// Looks at what is written, before anybody is asked for anything.
  public void check(String text) {
    factory(text).check(text);
  }

  /// The feed that a text describes, or an error that lists what there is.
  public PreparedFeed prepare(String text, DataSelection wishes) {
    PreparedFeed feed = factory(text).prepare(text, wishes);
    try {
      VenueInstruments.requireOnce(text, feed.instruments());
      VenueInstruments.requireOneCurrency(text, feed.instruments());
    } catch (WorkspaceException e) {
      feed.feed().close();
      throw e;
    }
    return feed;
  }

  /// The feed of a session that goes on.
  ///
  /// @param text   where its feed is described now
  /// @param before what it began with
  PreparedFeed again(String text, DataSelection wishes, SessionManifest before) {
    return factory(text).again(text, wishes, before.instruments(), before.replayed());
  }

  private FeedFactory factory(String text) {
    String kind = text.split("[:/]", 2)[0];
    return factories.stream()
        .filter(factory -> factory.kind().equals(kind))
        .findFirst()
        .orElseThrow(() -> unknown(text));
  }

  private String meant(String kind) {
    return Spelling.nearest(kind, factories.stream().map(FeedFactory::kind).toList())
        .map(" Did you mean %s?"::formatted)
        .orElse("");
  }

  private WorkspaceException unknown(String text) {
    return WorkspaceException.configuration(
        "No such feed: feed=%s.%s There are: %s."
            .formatted(
                text,
                meant(text.split("[:/]", 2)[0]),
                factories.stream().map(FeedFactory::usage).collect(Collectors.joining("; "))));
  }
}
