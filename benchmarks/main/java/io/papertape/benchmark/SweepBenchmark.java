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

/// W3: 5 000 pairs of two periods by 100 000 bars, statistics of each; bars a second.
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
    value = 2,
    jvmArgsAppend = {"-Xmx3g", "-XX:+UseParallelGC"})
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@OperationsPerInvocation(SweepGrid.PART_PAIRS * SweepWorkload.BARS)
public class SweepBenchmark {
  /// The engine in a program with five other strategies.
  @State(Scope.Benchmark)
  public static class Engine {
    private SweepWorkload workload;

    /// Reads the bars, pollutes the call sites, compares the results.
    @Setup(Level.Trial)
    public void prepare() {
      workload = SweepWorkload.full();
      OtherStrategies.run(MinuteBars.first(100_000).bars());
      workload.check();
    }
  }

  /// The loop alone.
  @State(Scope.Benchmark)
  public static class Hand {
    private SweepWorkload workload;

    /// Reads the bars.
    @Setup(Level.Trial)
    public void prepare() {
      workload = SweepWorkload.full();
    }
  }

  /// ta4j on `DoubleNum`.
  @State(Scope.Benchmark)
  public static class Doubles {
    private SweepWorkload workload;
    private Ta4jCross ta4j;

    /// Builds the series and compares the results.
    @Setup(Level.Trial)
    public void prepare() {
      workload = SweepWorkload.full();
      ta4j = workload.ta4j();
      workload.checkDouble(ta4j);
    }
  }

  /// Callback strategies, one run after the other.
  @Benchmark
  public Object papertape(Engine engine) {
    return engine.workload.papertape();
  }

  /// The same on all cores.
  @Benchmark
  public Object papertapeParallel(Engine engine) {
    return engine.workload.papertapeParallel();
  }

  /// Strategies in columns on all cores, all pairs.
  @Benchmark
  @OperationsPerInvocation(SweepGrid.FULL_PAIRS * SweepWorkload.BARS)
  public Object papertapeColumnar(Engine engine) {
    return engine.workload.papertapeColumnar();
  }

  /// ta4j's executor on all cores, statements included. It keeps the indicators of all strategies
  /// at once: 3 GB do not hold them, and with 8 it did less than two thirds of what it did with 12.
  @Benchmark
  @Fork(
      value = 2,
      jvmArgsAppend = {"-Xmx12g", "-XX:+UseParallelGC"})
  public Object ta4jExecutor(Doubles doubles) {
    return doubles.workload.ta4jExecutor(doubles.ta4j);
  }

  /// ta4j's trading runs alone on all cores.
  @Benchmark
  public Object ta4jParallel(Doubles doubles) {
    return doubles.workload.ta4jParallel(doubles.ta4j);
  }

  /// The limit, all pairs on one core.
  @Benchmark
  @OperationsPerInvocation(SweepGrid.FULL_PAIRS * SweepWorkload.BARS)
  public Object handLoop(Hand hand) {
    return hand.workload.handLoop();
  }
}
