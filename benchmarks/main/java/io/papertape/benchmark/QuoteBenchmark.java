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

/// W4: five million top-of-book quotes, running statistics, a limit order every hundred.
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
    value = 2,
    jvmArgsAppend = {"-Xmx3g", "-XX:+UseParallelGC"})
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@OperationsPerInvocation(QuoteWorkload.FIVE_MILLION)
public class QuoteBenchmark {
  /// The engine in a program with five other strategies on bars and five on quotes.
  @State(Scope.Benchmark)
  public static class Engine {
    private QuoteWorkload workload;

    /// Makes the quotes, pollutes the call sites, compares the results.
    @Setup(Level.Trial)
    public void prepare() {
      workload = new QuoteWorkload(QuoteWorkload.FIVE_MILLION);
      OtherStrategies.run(MinuteBars.first(100_000).bars());
      OtherQuoteStrategies.run(QuoteWorkload.quotes(200_000));
      workload.check();
    }
  }

  /// The loop alone.
  @State(Scope.Benchmark)
  public static class Hand {
    private QuoteWorkload workload;

    /// Makes the quotes.
    @Setup(Level.Trial)
    public void prepare() {
      workload = new QuoteWorkload(QuoteWorkload.FIVE_MILLION);
    }
  }

  /// Papertape as its users call it, without a journal.
  @Benchmark
  public Object papertape(Engine engine) {
    return engine.workload.papertape();
  }

  /// The same without orders, for the cost and the allocation of a quote.
  @Benchmark
  public Object papertapeIdle(Engine engine) {
    return engine.workload.papertapeIdle();
  }

  /// The limit.
  @Benchmark
  public Object handLoop(Hand hand) {
    return hand.workload.handLoop();
  }
}
