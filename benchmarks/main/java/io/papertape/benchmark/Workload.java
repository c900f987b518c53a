package io.papertape.benchmark;

import io.papertape.benchmark.Program.Column;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// What `./papertape bench` measures with JMH: the programs, the goals, and the check that all do
/// the same work. A new form of the engine is a method of the benchmark class and a line here.
///
/// @param id    such as `W1`
/// @param title what is done
/// @param costs what is told of parts, beside the goals
/// @param facts compares the programs, small parts of which each fork does again
record Workload(
    String id,
    String title,
    Class<?> benchmark,
    List<Program> programs,
    List<Goal> goals,
    List<Cost> costs,
    Supplier<Facts> facts) {

  private static final int MOST_BYTES_PER_ORDER = 100;

  Workload(
      String id,
      String title,
      Class<?> benchmark,
      List<Program> programs,
      List<Goal> goals,
      Supplier<Facts> facts) {
    this(id, title, benchmark, programs, goals, List.of(), facts);
  }

  /// All of them, in the order of their numbers.
  ///
  /// @param quotes size of the data set of W7
  static List<Workload> all(long quotes) {
    return List.of(
        dense(),
        sparse(),
        journal(),
        momentum(),
        sweep(),
        quotes(),
        model(),
        processes(),
        ticks(quotes),
        csv(),
        session(),
        soak());
  }

  static Optional<Workload> named(String id, long quotes) {
    return all(quotes).stream().filter(one -> one.id().equalsIgnoreCase(id)).findFirst();
  }

  private static CrossWorkload million(CrossRule rule) {
    return new CrossWorkload(MinuteBars.first(MinuteBars.MILLION), rule);
  }

  private static Workload dense() {
    return new Workload(
        "W1",
        "1 M minute bars, means of 10 and 30, next-open fills, 2 bps",
        CrossBenchmark.class,
        List.of(
            Program.papertape("papertapeColumnar"),
            Program.of("papertape", Column.PART),
            Program.of("papertapeIdle", Column.PART),
            Program.of("ta4jDouble", Column.TA4J_DOUBLE),
            Program.of("ta4jDecimal", Column.TA4J_DECIMAL),
            Program.of("handLoop", Column.HAND_LOOP)),
        List.of(
            new Goal.Ratio("papertapeColumnar", "ta4jDouble", 20),
            new Goal.Ratio("papertapeColumnar", "ta4jDecimal", 30),
            new Goal.Ratio("papertapeColumnar", "handLoop", 1 / 3.0),
            new Goal.BytesPerEvent("papertapeIdle"),
            new Goal.BytesPerOrder("papertape", "papertapeIdle", MOST_BYTES_PER_ORDER)),
        () -> million(CrossRule.DENSE).check());
  }

  private static Workload sparse() {
    return new Workload(
        "W1L",
        "the same bars, one order in about 700 bars",
        CrossBenchmark.class,
        List.of(
            Program.papertape("papertapeColumnarSparse"),
            Program.of("papertapeSparse", Column.PART),
            Program.of("ta4jDoubleSparse", Column.TA4J_DOUBLE),
            Program.of("handLoopSparse", Column.PART),
            Program.of("handLoop", Column.HAND_LOOP)),
        List.of(new Goal.Ratio("papertapeColumnarSparse", "handLoop", 1)),
        () -> million(CrossRule.SPARSE).checkWithDouble());
  }

  private static Workload journal() {
    return new Workload(
        "W1J",
        "W1 with the journal: decisions, orders, fills, folded HOLDs, digest",
        CrossBenchmark.class,
        List.of(
            Program.papertape("papertapeColumnarRecorded"),
            Program.papertape("papertapeColumnarRecordedAside"),
            Program.of("papertapeColumnar", Column.PART),
            Program.of("papertapeRecorded", Column.PART),
            Program.of("papertape", Column.PART),
            Program.of("ta4jDouble", Column.TA4J_DOUBLE)),
        List.of(
            new Goal.Ratio("papertapeColumnarRecorded", "ta4jDouble", 4),
            new Goal.Ratio("papertapeColumnarRecordedAside", "ta4jDouble", 4)),
        List.of(
            new Cost(
                "journal entry",
                "papertapeColumnarRecorded",
                "papertapeColumnar",
                _ -> million(CrossRule.DENSE).papertapeColumnarRecorded().journalEntries())),
        () -> million(CrossRule.DENSE).checkWithDouble());
  }

  private static Workload momentum() {
    return new Workload(
        "W2",
        "500 instruments × 2 520 days, top tenth of 12 months, equal weight",
        MomentumBenchmark.class,
        List.of(
            Program.papertape("papertapeColumnar"),
            Program.of("papertape", Column.PART),
            Program.of("handLoop", Column.HAND_LOOP)),
        List.of(new Goal.Ratio("papertapeColumnar", "handLoop", 0.15)),
        () -> MomentumWorkload.full().check());
  }

  private static Workload sweep() {
    return new Workload(
        "W3",
        "5 000 pairs of means × 100 000 bars, statistics of each; 2 threads where said",
        SweepBenchmark.class,
        List.of(
            Program.papertape("papertapeColumnar"),
            Program.of("papertape", Column.PART),
            Program.of("papertapeParallel", Column.PART),
            Program.of("ta4jExecutor", Column.TA4J_DOUBLE),
            Program.of("ta4jParallel", Column.PART),
            Program.of("handLoop", Column.HAND_LOOP)),
        List.of(
            new Goal.Ratio("papertapeParallel", "ta4jExecutor", 5),
            new Goal.Ratio("papertapeParallel", "papertape", 1.9),
            new Goal.Ratio("papertapeColumnar", "ta4jExecutor", 60),
            new Goal.Ratio("papertapeColumnar", "handLoop", 0.5)),
        () -> SweepWorkload.full().check());
  }

  private static Workload quotes() {
    return new Workload(
        "W4",
        "5 M top-of-book quotes, a limit order every 100, running statistics",
        QuoteBenchmark.class,
        List.of(
            Program.papertape("papertape"),
            Program.of("papertapeIdle", Column.PART),
            Program.of("handLoop", Column.HAND_LOOP)),
        List.of(
            new Goal.Ratio("papertape", "handLoop", 0.2),
            new Goal.BytesPerEvent("papertapeIdle"),
            new Goal.BytesPerOrder("papertape", "papertapeIdle", MOST_BYTES_PER_ORDER)),
        () -> new QuoteWorkload(QuoteWorkload.FIVE_MILLION).check());
  }

  private static Workload model() {
    return new Workload(
        "W5",
        "the bars of W1, a ridge score of 8 features at each",
        ModelBenchmark.class,
        List.of(
            Program.papertape("papertapeColumnar"),
            Program.of("scoreColumn", Column.PART),
            Program.of("papertape", Column.PART),
            Program.of("papertapeIdle", Column.PART),
            Program.of("papertapeUnscored", Column.PART),
            Program.of("ta4jDouble", Column.TA4J_DOUBLE),
            Program.of("handLoop", Column.HAND_LOOP)),
        List.of(
            new Goal.Ratio("papertapeColumnar", "ta4jDouble", 5),
            new Goal.BytesPerEvent("papertapeIdle"),
            new Goal.BytesPerOrder("papertape", "papertapeIdle", MOST_BYTES_PER_ORDER)),
        () -> new ModelWorkload(MinuteBars.first(MinuteBars.MILLION)).check());
  }

  private static Workload processes() {
    return new Workload(
        "W6",
        "whole processes: a CSV file of 1 M bars, or the store, to a result",
        ProcessTimes.class,
        List.of(
            Program.papertape("papertapeFromCsv"),
            Program.papertape("papertapeFromStore"),
            Program.of("papertapeFromCsvWithoutCache", Column.PART),
            Program.of("papertapeFromStoreWithoutCache", Column.PART),
            Program.of("ta4jFromCsv", Column.TA4J_DOUBLE),
            Program.papertape("commandsFromCsv"),
            Program.papertape("commandFromStore"),
            Program.of("commandFromStoreWithoutCache", Column.PART)),
        List.of(
            new Goal.Ratio("papertapeFromCsv", "ta4jFromCsv", 5),
            new Goal.Ratio("papertapeFromStore", "ta4jFromCsv", 5),
            new Goal.Memory("papertapeFromCsv", "ta4jFromCsv", 0.4),
            new Goal.Memory("papertapeFromStore", "ta4jFromCsv", 0.4)),
        () -> million(CrossRule.DENSE).checkEngines());
  }

  private static Workload ticks(long quotes) {
    return new Workload(
        "W7",
        "quotes in the store, more than the heap of 512 MB holds; an order every 10 000",
        TickTimes.class,
        List.of(
            Program.papertape("papertape"),
            Program.of("papertapeTenth", Column.PART),
            Program.of("pagesOnly", Column.PART)),
        List.of(
            new Goal.Rate("papertape", 20e6), new Goal.Memory("papertape", "papertapeTenth", 1.1)),
        () -> TickTimes.check(quotes));
  }

  private static Workload csv() {
    return new Workload(
        "W8",
        "import of a CSV file of 1 M bars",
        CsvImportBenchmark.class,
        List.of(
            Program.papertape("importIntoTheStore"),
            Program.of("importOnAllCores", Column.PART),
            Program.of("splitAndParseDecimals", Column.PLAIN),
            Program.of("splitAndParseDoubles", Column.PART)),
        List.of(
            new Goal.Ratio("importIntoTheStore", "splitAndParseDecimals", 5),
            new Goal.Ratio("importIntoTheStore", "splitAndParseDoubles", 5)),
        () -> new Facts("seeded synthetic file", "row", CsvImportBenchmark.ROWS, 0, 0, List.of()));
  }

  private static Workload session() {
    return new Workload(
        "P1",
        "a paper session: 50 instruments, 1 000 frames a second each, heap of 512 MB",
        SessionTimes.class,
        List.of(Program.papertape("session")),
        List.of(new Goal.Rate("session", SessionTimes.PER_SECOND)),
        SessionTimes::facts);
  }

  private static Workload soak() {
    return new Workload(
        "P2",
        "a paper session over 30 feed-days: memory, threads and descriptors stay as they are",
        SoakTimes.class,
        List.of(Program.papertape("soak")),
        List.of(),
        SoakTimes::facts);
  }
}
