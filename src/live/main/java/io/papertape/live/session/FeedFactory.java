package io.papertape.live.session;

import io.papertape.workspace.strategy.DataSelection;

/// Makes the feeds of one kind from what a person writes.
public interface FeedFactory {
  /// What stands before the first colon, such as `replay`; or before a slash that follows it.
  String kind();

  /// How such a feed is written, for error messages and help.
  String usage();

  /// Makes a feed; nothing is told before it is started.
  ///
  /// @param text   all of it, the kind included
  /// @param wishes what the strategy asks for; what the text says goes first
  PreparedFeed prepare(String text, DataSelection wishes);
}
