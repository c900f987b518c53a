package io.papertape.workspace.synthetic;

import io.papertape.market.Instrument;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.store.DataSet;
import io.papertape.workspace.store.DataSetWriter;
import io.papertape.workspace.store.DataStore;
import io.papertape.workspace.store.Origin;
import io.papertape.workspace.store.Resolution;
import io.papertape.workspace.store.TickWriter;
import java.util.List;

/// Makes quotes and trade ticks that never were, from a seed: a bid that walks by cents under a
/// spread of one to three, around the clock from 2024-01-01, some twenty quotes a second. Memory
/// does not grow with their number.
///
/// @param quotes how many
/// @param trades how many trade ticks beside them: one at every n-th quote; 0: none
public record SyntheticQuotes(long seed, String symbol, long quotes, int trades) {
  private static final long FIRST_NANOS = 1_704_067_200_000_000_000L;
  private static final long MOST_STEP_MASK = (1L << 27) - 1;
  private static final long CENT = 1_000_000;
  private static final long FIRST_BID = 10_000;
  private static final long LEAST_BID = 100;
  private static final long LOT = 100_000_000L;
  private static final long MOST = 10_000_000_000L;

  public SyntheticQuotes {
    if (quotes < 1 || quotes > MOST || trades < 0) {
      throw WorkspaceException.configuration(
          "Quotes out of range: quotes=%d, trades=%d. Use 1 to %d quotes."
              .formatted(quotes, trades, MOST));
    }
  }

  /// Writes the quotes into the store.
  public DataSet generate(DataStore store, String name, DataSetWriter.Mode mode) {
    Origin origin =
        new Origin(
            "UTC",
            "start",
            List.of(),
            List.of("synthetic: seed %d, %d quotes, a walk by cents".formatted(seed, quotes)));
    Instrument instrument = Instrument.crypto(symbol);
    try (DataSetWriter writer = store.writer(name, mode)) {
      TickWriter out = writer.ticks(instrument, Resolution.QUOTE, origin);
      if (trades == 0) {
        write(out, out);
      } else {
        write(out, writer.ticks(instrument, Resolution.TRADE, origin));
      }
      return writer.commit();
    }
  }

  private void write(TickWriter out, TickWriter tradesOut) {
    SplitMix random = new SplitMix(seed);
    long now = FIRST_NANOS;
    long bid = FIRST_BID;
    for (long i = 1; i <= quotes; i++) {
      long bits = random.nextLong();
      now += 1 + (bits & MOST_STEP_MASK) * 3 / 4;
      int step = (int) (bits >>> 27) & 7;
      bid = Math.max(LEAST_BID, bid + (step == 0 ? 1 : step == 1 ? -1 : 0));
      long ask = bid + 1 + ((bits >>> 30) & 0xFFFF) * 3 / 0x10000;
      long bidSize = (1 + ((bits >>> 46) & 127)) * LOT;
      long askSize = (1 + ((bits >>> 53) & 127)) * LOT;
      out.quote(now, bid * CENT, bidSize, ask * CENT, askSize);
      if (trades > 0 && i % trades == 0) {
        tradesOut.trade(now, ((bits >>> 60) & 1) == 0 ? bid * CENT : ask * CENT, LOT);
      }
    }
  }
}
