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

/// W2: 500 instruments by 2 520 days, the best tenth of twelve months held equally weighted.
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
    value = 2,
    jvmArgsAppend = {"-Xmx3g", "-XX:+UseParallelGC"})
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@OperationsPerInvocation(MomentumWorkload.SYMBOLS * MomentumWorkload.DAYS)
public class MomentumBenchmark {
  /// The engine in a program with five other strategies.
  @State(Scope.Benchmark)
  public static class Engine {
    private MomentumWorkload workload;

    /// Reads the bars, pollutes the call sites, compares the results.
    @Setup(Level.Trial)
    public void prepare() {
      workload = MomentumWorkload.full();
      OtherStrategies.run(MinuteBars.first(100_000).bars());
      workload.check();
    }
  }

  /// The loop alone.
  @State(Scope.Benchmark)
  public static class Hand {
    private MomentumWorkload workload;

    /// Reads the bars.
    @Setup(Level.Trial)
    public void prepare() {
      workload = MomentumWorkload.full();
    }
  }

  /// Papertape as its users call it, without a journal.
  @Benchmark
  public Object papertape(Engine engine) {
    return engine.workload.papertape();
  }

  /// The strategy says at which moments it decides.
  @Benchmark
  public Object papertapeColumnar(Engine engine) {
    return engine.workload.papertapeColumnar();
  }

  /// The limit.
  @Benchmark
  public Object handLoop(Hand hand) {
    return hand.workload.handLoop();
  }
}
