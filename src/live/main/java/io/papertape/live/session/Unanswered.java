package io.papertape.live.session;

import io.papertape.live.feed.FeedEvent;
import java.util.function.IntConsumer;

/// Of what answers nothing, as a log: what it lacks stays missing.
final class Unanswered implements IntakeRequests {
  private final IntConsumer noBars;

  /// @param noBars told the instrument of which bars were asked for, and there are none
  Unanswered(IntConsumer noBars) {
    this.noBars = noBars;
  }

  @Override
  public void said(int connection, FeedEvent event) {}

  @Override
  public void snapshot(int connection, String symbol) {}

  @Override
  public void bars(int instrument, long fromNanos) {
    noBars.accept(instrument);
  }

  @Override
  public void clock() {}
}
