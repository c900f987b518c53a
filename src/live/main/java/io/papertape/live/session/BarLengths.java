package io.papertape.live.session;

import io.papertape.live.tape.TapeExport;
import io.papertape.live.tape.TapeInstrument;
import io.papertape.workspace.run.MutableMinute;
import io.papertape.workspace.store.Resolution;
import java.util.Optional;

/// Whether a feed tells what the strategy, or the run that is tested, was made for: another length
/// of bars is another strategy, and nothing else would say so.
final class BarLengths {
  private BarLengths() {}

  /// A sentence; empty if they are the same.
  ///
  /// @param whose  `strategy` or `run`
  /// @param wished what it acts on
  static Optional<String> difference(String whose, Resolution wished, PreparedFeed feed) {
    if (wished.isTicks() && feed.ticks().isPresent()) {
      return wished.equals(feed.ticks().get())
          ? Optional.empty()
          : Optional.of(
              "Feed tells other prices than the %s is on: feed=%s, %s=%s."
                  .formatted(whose, feed.ticks().get(), whose, wished));
    }
    Resolution bars = bars(feed);
    if (bars.equals(wished)) {
      return feed.ticks()
          .map(one -> "Bars are made of what the feed tells: feed=%s.".formatted(one));
    }
    return Optional.of(
        "Bars are of another length than those of the %s: feed=%s, %s=%s. It decides at each %s."
            .formatted(whose, bars, whose, wished, bars));
  }

  /// Those that the session is told.
  private static Resolution bars(PreparedFeed feed) {
    long nanos =
        feed.instruments().stream()
            .mapToLong(TapeInstrument::barNanos)
            .filter(one -> one > 0)
            .findFirst()
            .orElse(MutableMinute.NANOS);
    return TapeExport.resolution(nanos);
  }
}
