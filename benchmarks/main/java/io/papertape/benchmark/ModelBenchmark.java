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

/// W5: the bars of W1 through a ridge regression of eight features, one score a bar.
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
    value = 2,
    jvmArgsAppend = {"-Xmx3g", "-XX:+UseParallelGC"})
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@OperationsPerInvocation(MinuteBars.MILLION)
public class ModelBenchmark {
  /// The engine in a program with five other strategies.
  @State(Scope.Benchmark)
  public static class Engine {
    private ModelWorkload workload;

    /// Reads the bars, pollutes the call sites, compares the results.
    @Setup(Level.Trial)
    public void prepare() {
      workload = new ModelWorkload(MinuteBars.first(MinuteBars.MILLION));
      OtherStrategies.run(MinuteBars.first(100_000).bars());
      workload.check();
    }
  }

  /// Decisions and books by hand, without the engine.
  @State(Scope.Benchmark)
  public static class Hand {
    private ModelWorkload workload;

    /// Reads the bars.
    @Setup(Level.Trial)
    public void prepare() {
      workload = new ModelWorkload(MinuteBars.first(MinuteBars.MILLION));
    }
  }

  /// The strategy in columns, without a journal.
  @Benchmark
  public Object papertapeColumnar(Engine engine) {
    return engine.workload.papertapeColumnar();
  }

  /// The column of scores alone.
  @Benchmark
  public Object scoreColumn(Engine engine) {
    return engine.workload.scoreColumn();
  }

  /// Papertape as its users call it, without a journal.
  @Benchmark
  public Object papertape(Engine engine) {
    return engine.workload.papertape();
  }

  /// The same without orders.
  @Benchmark
  public Object papertapeIdle(Engine engine) {
    return engine.workload.papertapeIdle();
  }

  /// The same without orders and scores: what the features cost.
  @Benchmark
  public Object papertapeUnscored(Engine engine) {
    return engine.workload.papertapeUnscored();
  }

  /// The same features and model, everything else by hand.
  @Benchmark
  public Object handLoop(Hand hand) {
    return hand.workload.handLoop();
  }
}
