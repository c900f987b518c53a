package io.papertape.workspace.run;

import io.papertape.execution.OrderReason;
import io.papertape.market.AssetClass;
import io.papertape.market.BarColumns;
import io.papertape.market.FixedPoint;
import io.papertape.market.Instrument;
import io.papertape.model.Training;
import io.papertape.simulation.OrderLog;
import io.papertape.simulation.RunResult;
import io.papertape.workspace.Counted;
import io.papertape.workspace.store.Resolution;
import io.papertape.workspace.strategy.LoadedStrategy;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What a reader must know of a run beside its figures: what its strategy says of itself, whether
/// its model knows bars of another span, where its data have no volume or an ex-date lies inside a
/// bar, and why it has no order, or none that was filled.
public final class RunNotes {
  private static final Resolution MADE_OF_TICKS = Resolution.parse("1m");

  private RunNotes() {}

  /// One sentence a note.
  public static List<String> of(LoadedStrategy strategy, FinishedRun run) {
    List<String> notes = new ArrayList<>(strategy.notes());
    strategy.training().flatMap(training -> otherSpan(training, run.data())).ifPresent(notes::add);
    if (cap(run) > 0) {
      List<String> symbols =
          capped(run).filter(one -> !one.hasVolume()).map(Instrument::symbol).toList();
      if (!symbols.isEmpty()) {
        notes.add(
            ("The data of %s have no volume: orders fill there without the cap of %s of a bar's"
                    + " volume, however large they are.")
                .formatted(String.join(", ", symbols), percent(cap(run))));
      }
    }
    SpannedActions.note(run.data()).ifPresent(notes::add);
    unplaced(run).ifPresent(notes::add);
    unfilled(run).ifPresent(notes::add);
    return List.copyOf(notes);
  }

  /// That a model was trained on bars of another span; empty if it was not.
  private static Optional<String> otherSpan(Training training, RunBars data) {
    Resolution bars = data.ticks().isEmpty() ? data.used().getFirst().resolution() : MADE_OF_TICKS;
    return bars.toString().equals(training.resolution())
        ? Optional.empty()
        : Optional.of(
            ("The model was trained on bars of %s and runs on bars of %s: its features and its"
                    + " target count bars, so a score means something else here.")
                .formatted(training.resolution(), bars));
  }

  /// Why there is no order; empty if there is one, or the run failed.
  private static Optional<String> unplaced(FinishedRun run) {
    RunResult result = run.result();
    if (result.orders().size() > 0 || result.failure().isPresent() || result.evaluations() == 0) {
      return Optional.empty();
    }
    if (result.tooLarge() > 0) {
      return Optional.of(
          ("No order was placed: %d would have had 10^10 units or more, which no order can have"
                  + " (size-beyond-range). Give orders a smaller size, or the run less --cash.")
              .formatted(result.tooLarge()));
    }
    if (result.warmUps() < result.evaluations()) {
      return Optional.of(
          ("No order was placed in %d evaluations%s. papertape why-not %s SYMBOL DAY shows what one"
                  + " of them saw.")
              .formatted(
                  result.evaluations(),
                  result.warmUps() > 0
                      ? ", %d of them in the warm-up".formatted(result.warmUps())
                      : "",
                  run.manifest().id()));
    }
    int bars = run.data().bars().stream().mapToInt(BarColumns::size).max().orElse(0);
    return Optional.of(
        ("No order was placed: the strategy was never ready, its warm-up needs more than %s."
                + " Give the run a longer span: --from, --to.")
            .formatted(
                run.data().ticks().isEmpty()
                    ? Counted.words(
                        bars, "the bar there is", "the %d bars there are".formatted(bars))
                    : "there is"));
  }

  /// Why none of the orders was filled; empty if one was or there is none.
  private static Optional<String> unfilled(FinishedRun run) {
    OrderLog orders = run.result().orders();
    if (orders.size() == 0 || run.result().fills().size() > 0) {
      return Optional.empty();
    }
    String none =
        orders.size() == 1
            ? "The only order was not filled"
            : "None of %d orders was filled".formatted(orders.size());
    List<String> still =
        capped(run).filter(one -> isStill(run, one)).map(Instrument::symbol).toList();
    if (cap(run) > 0 && !still.isEmpty()) {
      return Optional.of(
          ("%s: every bar of %s has volume 0, and at most %s of a bar's volume fills."
                  + " --set execution.participation=0 lifts that cap.")
              .formatted(none, String.join(", ", still), percent(cap(run))));
    }
    Map<OrderReason, Integer> counts = new EnumMap<>(OrderReason.class);
    for (int id = 1; id <= orders.size(); id++) {
      counts.merge(orders.reason(id), 1, Integer::sum);
    }
    Map.Entry<OrderReason, Integer> main =
        counts.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
    return Optional.of(
        ("%s; %d of them ended as %s. papertape why-not %s SYMBOL DAY shows what an evaluation"
                + " saw.")
            .formatted(none, main.getValue(), main.getKey().code(), run.manifest().id()));
  }

  /// Why no order could be filled on the last bar up to a time, if its volume is why.
  static Optional<String> unfillable(Manifest manifest, RunBars data, int index, long nanos) {
    Instrument instrument = data.instruments().get(index);
    BarColumns bars = data.bars().get(index);
    int last = bars.size() - 1;
    while (last >= 0 && bars.closeTimeNanos()[last] > nanos) {
      last--;
    }
    long cap = cap(manifest, data);
    boolean isStill = last >= 0 && bars.volume()[last] == 0;
    return cap > 0 && isStill && isCapped(instrument) && instrument.hasVolume()
        ? Optional.of(
            "the bar has volume 0, and at most %s of a bar's volume fills".formatted(percent(cap)))
        : Optional.empty();
  }

  private static long cap(FinishedRun run) {
    return cap(run.manifest(), run.data());
  }

  private static long cap(Manifest manifest, RunBars data) {
    return data.ticks().isEmpty() ? manifest.assumptions().fills().participation() : 0;
  }

  /// Instruments of which an order takes a part of the volume.
  private static Stream<Instrument> capped(FinishedRun run) {
    return run.data().instruments().stream().filter(RunNotes::isCapped);
  }

  private static boolean isCapped(Instrument one) {
    return one.assetClass() != AssetClass.FX && one.assetClass() != AssetClass.INDEX;
  }

  /// True if the bars of an instrument with volume all say 0.
  private static boolean isStill(FinishedRun run, Instrument instrument) {
    BarColumns bars = run.data().bars().get(run.data().instruments().indexOf(instrument));
    for (int i = 0; i < bars.size(); i++) {
      if (bars.volume()[i] != 0) {
        return false;
      }
    }
    return instrument.hasVolume();
  }

  private static String percent(long fraction) {
    BigDecimal hundred = new BigDecimal(FixedPoint.format(fraction)).movePointRight(2);
    return hundred.stripTrailingZeros().toPlainString() + " %";
  }
}
