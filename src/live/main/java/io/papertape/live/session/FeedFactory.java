package io.papertape.live.session;

import io.papertape.live.tape.TapeInstrument;
import io.papertape.workspace.strategy.DataSelection;
import java.util.List;

/// Makes the feeds of one kind from what a person writes.
public interface FeedFactory {
  /// What stands before the first colon, such as `replay`; or before a slash that follows it.
  String kind();

  /// How such a feed is written, for error messages and help.
  String usage();

  /// Looks at what is written before a service or a venue is asked for anything; reads the files
  /// that it names.
  ///
  /// @throws io.papertape.workspace.WorkspaceException if there can be no such feed
  void check(String text);

  /// Makes a feed; nothing is told before it is started.
  ///
  /// @param text   all of it, the kind included
  /// @param wishes what the strategy asks for; what the text says goes first
  PreparedFeed prepare(String text, DataSelection wishes);

  /// Makes a feed that was prepared before, for a session that goes on: nobody is asked again what
  /// its instruments are.
  ///
  /// @param instruments as they were
  default PreparedFeed again(String text, DataSelection wishes, List<TapeInstrument> instruments) {
    return prepare(text, wishes);
  }

  /// The same, of a feed that may tell stored data.
  ///
  /// @param replayed the rows that it told; empty if it told none of the store, or nobody knows
  /// @throws io.papertape.workspace.WorkspaceException if they are in the store no more
  default PreparedFeed again(
      String text,
      DataSelection wishes,
      List<TapeInstrument> instruments,
      List<ReplayedSeries> replayed) {
    return again(text, wishes, instruments);
  }
}
