package io.papertape.live.session;

import io.papertape.live.tape.Sequencer;
import io.papertape.live.tape.TapeEvent;
import io.papertape.live.tape.TapeEvent.FeedPlace;
import io.papertape.live.tape.TapeEvent.OfMarket;
import io.papertape.live.tape.TapeEvent.TapedBar;
import io.papertape.live.tape.TapeMoment;
import io.papertape.state.ObjectGraph;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/// What a session remembers of its tape beside the simulation: a sequencer that goes on with it,
/// how far it has come, and which places of a feed's log are on it. Its state can be kept.
final class TapeMemory {
  private final Sequencer sequencer;
  private final transient ObjectGraph graph;
  private final List<FeedPlace> places = new ArrayList<>();
  private long lastReceiveNanos;
  private final long[] lastCloses;
  private long lastMarketNanos = Long.MIN_VALUE;

  /// @param sink takes what the sequencer tells
  TapeMemory(SessionManifest manifest, Consumer<TapeMoment> sink) {
    sequencer =
        new Sequencer(manifest.instruments(), manifest.sequencer(), manifest.startNanos(), sink);
    lastCloses = new long[manifest.instruments().size()];
    Arrays.fill(lastCloses, Long.MIN_VALUE);
    graph = new ObjectGraph(List.of(this), List.of(sink), TapeMemory.class.getClassLoader());
  }

  /// One that is told a tape and tells nothing.
  static TapeMemory of(SessionManifest manifest) {
    return new TapeMemory(manifest, _ -> {});
  }

  /// Takes a moment that is on the tape.
  void replay(TapeMoment moment) {
    sequencer.replay(moment);
    for (TapeEvent event : moment.events()) {
      lastReceiveNanos = event.isInLine() ? event.receiveNanos() : lastReceiveNanos;
      switch (event) {
        case TapedBar bar -> {
          int i = bar.instrument();
          lastCloses[i] = Math.max(lastCloses[i], bar.closeNanos());
          lastMarketNanos = Math.max(lastMarketNanos, bar.closeNanos());
        }
        case OfMarket market -> lastMarketNanos = Math.max(lastMarketNanos, market.venueNanos());
        case FeedPlace place -> add(place);
        default -> {
          // tells no market
        }
      }
    }
  }

  /// Keeps what the feed must know of to leave out what is on the tape.
  private void add(FeedPlace place) {
    places.removeIf(one -> one.source() == place.source() && one.offset() < place.oldest());
    places.add(place);
  }

  Sequencer sequencer() {
    return sequencer;
  }

  /// Places of a feed's log, in the order in which they came.
  List<FeedPlace> places() {
    return places;
  }

  long lastReceiveNanos() {
    return lastReceiveNanos;
  }

  /// Data time of the latest market event; [Long#MIN_VALUE] if there is none.
  long lastMarketNanos() {
    return lastMarketNanos;
  }

  /// Close of the latest bar of an instrument; [Long#MIN_VALUE] if there is none.
  long lastCloseNanos(int instrument) {
    return lastCloses[instrument];
  }

  byte[] take() {
    return graph.take();
  }

  void restore(byte[] state) {
    graph.restore(state);
  }
}
