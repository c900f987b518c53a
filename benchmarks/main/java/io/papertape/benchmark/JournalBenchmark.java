package io.papertape.benchmark;

import io.papertape.execution.Fees;
import io.papertape.execution.Fill;
import io.papertape.execution.FillRules;
import io.papertape.execution.OrderReason;
import io.papertape.execution.OrderState;
import io.papertape.execution.Portfolio;
import io.papertape.execution.SimulatedExchange;
import io.papertape.execution.Slippage;
import io.papertape.journal.Journal;
import io.papertape.journal.JournalSink;
import io.papertape.journal.MerkleTree;
import io.papertape.journal.RecordLevel;
import io.papertape.journal.Sha256;
import io.papertape.market.BarColumns;
import io.papertape.market.Instrument;
import io.papertape.market.MutableMarket;
import io.papertape.order.Order;
import io.papertape.order.Side;
import io.papertape.order.Size;
import io.papertape.strategy.Reason;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// One entry of a journal: its text, its hash, its leaf in the tree. The bytes go nowhere.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
    value = 2,
    jvmArgsAppend = {"-Xmx1g", "-XX:+UseParallelGC"})
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class JournalBenchmark {
  private static final int ROW = 26;
  private static final int LINE = 288;

  /// A journal whose market moves on by a minute with every entry.
  @State(Scope.Thread)
  public static class Recording {
    private static final int BARS = 1 << 14;
    private static final String[] NAMES = {"sma(10)", "sma(30)"};

    private final BarColumns bars = RandomBars.minutes(BARS);
    private final long[] times = bars.closeTimeNanos();
    private final MutableMarket market =
        new MutableMarket(new Instrument[] {Instrument.equity("W1")}, new BarColumns[] {bars});
    private final Journal journal = new Journal(market, JournalSink.NOWHERE, RecordLevel.FOLDED);
    private final Reason[] reasons = {new Reason(0, "no-signal"), new Reason(1, "crossed-up")};
    private final Order buy = Order.market(Side.BUY, Size.units(10));
    private final double[][] means = {means(10), means(30)};
    private final double[] inputs = new double[2];
    private final Fill fill = filled();
    private int bar;

    private double[] means(int period) {
      double[] means = new double[BARS];
      long sum = 0;
      for (int i = 0; i < BARS; i++) {
        sum += bars.close()[i] - (i < period ? 0 : bars.close()[i - period]);
        means[i] = sum / (period * 1e8);
      }
      return means;
    }

    /// The fill that an exchange hands out.
    private Fill filled() {
      KeptFill kept = new KeptFill();
      SimulatedExchange exchange =
          new SimulatedExchange(market, FillRules.backtrader(), Fees.bps(2), Slippage.NONE, kept);
      market.beginMoment(times[0]);
      market.nextBar(0);
      exchange.submit(0, buy, 1_000_000_000L, times[0], Long.MAX_VALUE, 0, 0);
      market.beginMoment(times[1]);
      market.nextBar(0);
      exchange.meetMarket();
      return kept.fill().orElseThrow();
    }

    private int next() {
      bar = (bar + 1) & (BARS - 1);
      market.beginMoment(times[bar]);
      return bar;
    }
  }

  /// Hashes without text.
  @State(Scope.Thread)
  public static class Hashing {
    private final Sha256 sha = new Sha256();
    private final MerkleTree tree = new MerkleTree();
    private final byte[] line = new byte[LINE];
    private final byte[] hash = new byte[Sha256.LENGTH];
  }

  private static final class KeptFill implements Portfolio {
    private Optional<Fill> fill = Optional.empty();

    Optional<Fill> fill() {
      return fill;
    }

    @Override
    public void filled(Fill handedOver) {
      fill = Optional.of(handedOver);
    }

    @Override
    public long quantity(int instrument) {
      return 0;
    }

    @Override
    public long lotQuantity(int instrument, int entryOrderId) {
      return 0;
    }

    @Override
    public long sizeAtFill(int instrument, double equityFraction, long price) {
      return 0;
    }

    @Override
    public boolean permits(int instrument, long signedQuantity, long price, long fee) {
      return true;
    }

    @Override
    public boolean permitsTurn(
        int instrument, long closing, long closePrice, long opening, long openPrice) {
      return true;
    }

    @Override
    public Optional<String> refusal(
        int instrument, long signedQuantity, long price, boolean isSizedAtFill) {
      return Optional.empty();
    }

    @Override
    public void stateChanged(int orderId, OrderState state, OrderReason reason) {}

    @Override
    public void refused(int orderId, String limit) {}

    @Override
    public void changed(int orderId, OrderReason reason, long remaining, long limit, long stop) {}

    @Override
    public void childPlaced(
        int orderId,
        int parentId,
        int instrument,
        boolean isStop,
        int sign,
        long quantity,
        long price) {}
  }

  /// An evaluation that led to an order, with two means and its row in the digest.
  @Benchmark
  public void decision(Recording recording) {
    int bar = recording.next();
    recording.inputs[0] = recording.means[0][bar];
    recording.inputs[1] = recording.means[1][bar];
    recording.journal.decision(
        0, recording.reasons[0], Recording.NAMES, recording.inputs, 2, false);
  }

  /// A market order.
  @Benchmark
  public void order(Recording recording) {
    recording.next();
    recording.journal.order(1, 0, recording.buy, 1_000_000_000L, 0, 0, 0, 0);
  }

  /// A fill of it.
  @Benchmark
  public void fill(Recording recording) {
    long price = recording.bars.close()[recording.next()];
    recording.journal.fill(recording.fill, 1_000_000_000L, 99_999_999_999_999L - price * 10);
  }

  /// HOLDs that are folded into one entry, without their rows in the digest but one.
  @Benchmark
  public void hold(Recording recording) {
    Reason reason = recording.reasons[recording.next() & 1];
    recording.journal.hold(0, reason, Recording.NAMES, recording.inputs, 0);
  }

  /// What no entry can be cheaper than: SHA-256 of a line of 288 bytes, the mean of W1J, that
  /// holds the hash of the one before, and its place in the tree.
  @Benchmark
  public void hashAlone(Hashing hashing) {
    System.arraycopy(hashing.hash, 0, hashing.line, 32, Sha256.LENGTH);
    hashing.sha.leaf(hashing.line, 0, hashing.line.length, hashing.hash);
    hashing.tree.add(hashing.hash);
  }

  /// A row in the digest, as one of 26 bars that are passed over together: no entry.
  @Benchmark
  @OperationsPerInvocation(ROW)
  public void evaluation(Recording recording) {
    int bar = Math.min(recording.next(), Recording.BARS - ROW);
    recording.journal.holds(
        0,
        recording.reasons[0],
        ROW,
        recording.times[bar],
        recording.times[bar + ROW - 1],
        recording.means,
        bar,
        recording.inputs,
        0);
  }
}
