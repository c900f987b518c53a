package io.papertape.benchmark;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// One million minute bars, crosses of two means, next-open fills, 2 bps: W1 with many fills, W1L
/// (`Sparse`) with few, W1J (`Recorded`) with the journal.
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
    value = 2,
    jvmArgsAppend = {"-Xmx3g", "-XX:+UseParallelGC"})
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@OperationsPerInvocation(MinuteBars.MILLION)
public class CrossBenchmark {
  /// Both rules on the same bars.
  private static final class Pair {
    private final CrossWorkload dense;
    private final CrossWorkload sparse;

    Pair() {
      MinuteBars input = MinuteBars.first(MinuteBars.MILLION);
      dense = new CrossWorkload(input, CrossRule.DENSE);
      sparse = new CrossWorkload(input, CrossRule.SPARSE);
    }
  }

  /// The engine in a program with five other strategies.
  @State(Scope.Benchmark)
  public static class Engine {
    private CrossWorkload dense;
    private CrossWorkload sparse;

    /// Reads the bars, pollutes the call sites, compares the results.
    @Setup(Level.Trial)
    public void prepare() {
      Pair pair = new Pair();
      dense = pair.dense;
      sparse = pair.sparse;
      OtherStrategies.run(MinuteBars.first(100_000).bars());
      dense.checkEngines();
      sparse.checkEngines();
    }
  }

  /// The loop alone.
  @State(Scope.Benchmark)
  public static class Hand {
    private CrossWorkload dense;
    private CrossWorkload sparse;

    /// Reads the bars.
    @Setup(Level.Trial)
    public void prepare() {
      Pair pair = new Pair();
      dense = pair.dense;
      sparse = pair.sparse;
    }
  }

  /// ta4j with its faster numbers.
  @State(Scope.Benchmark)
  public static class Doubles {
    private Ta4jCross ta4j;

    /// Builds the series and compares the results.
    @Setup(Level.Trial)
    public void prepare() {
      Pair pair = new Pair();
      ta4j = pair.dense.ta4jDouble();
      pair.dense.checkDouble(ta4j);
      pair.sparse.checkDouble(ta4j);
    }
  }

  /// ta4j with its exact numbers.
  @State(Scope.Benchmark)
  public static class Decimals {
    private Ta4jCross ta4j;

    /// Builds the series and compares the result.
    @Setup(Level.Trial)
    public void prepare() {
      Pair pair = new Pair();
      ta4j = pair.dense.ta4jDecimal();
      pair.dense.checkDecimal(ta4j);
    }
  }

  /// Papertape as its users call it, without a journal.
  @Benchmark
  public Object papertape(Engine engine) {
    return engine.dense.papertape();
  }

  /// The same without orders, for the cost and the allocation of a bar.
  @Benchmark
  public Object papertapeIdle(Engine engine) {
    return engine.dense.papertapeIdle();
  }

  /// The strategy in columns.
  @Benchmark
  public Object papertapeColumnar(Engine engine) {
    return engine.dense.papertapeColumnar();
  }

  /// The strategy in columns, with the journal.
  @Benchmark
  public Object papertapeColumnarRecorded(Engine engine) {
    return engine.dense.papertapeColumnarRecorded();
  }

  /// The same on two threads, of which one hashes the journal.
  @Benchmark
  public Object papertapeColumnarRecordedAside(Engine engine) {
    return engine.dense.papertapeColumnarRecordedAside();
  }

  /// The strategy in columns, one fill in about 700 bars.
  @Benchmark
  public Object papertapeColumnarSparse(Engine engine) {
    return engine.sparse.papertapeColumnar();
  }

  /// With the journal: decisions, orders, fills, folded HOLDs and the digest.
  @Benchmark
  public Object papertapeRecorded(Engine engine) {
    return engine.dense.papertapeRecorded();
  }

  /// One fill in about 700 bars.
  @Benchmark
  public Object papertapeSparse(Engine engine) {
    return engine.sparse.papertape();
  }

  /// The trading run of ta4j on `DoubleNum`.
  @Benchmark
  public Object ta4jDouble(Doubles doubles) {
    return doubles.ta4j.run(CrossRule.DENSE);
  }

  /// One fill in about 700 bars.
  @Benchmark
  public Object ta4jDoubleSparse(Doubles doubles) {
    return doubles.ta4j.run(CrossRule.SPARSE);
  }

  /// The trading run of ta4j on `DecimalNum`.
  @Benchmark
  public Object ta4jDecimal(Decimals decimals) {
    return decimals.ta4j.run(CrossRule.DENSE);
  }

  /// The limit.
  @Benchmark
  public Object handLoop(Hand hand) {
    return hand.dense.handLoop();
  }

  /// The limit with few fills.
  @Benchmark
  public Object handLoopSparse(Hand hand) {
    return hand.sparse.handLoop();
  }
}
