package io.papertape.workspace.experiment;

import io.papertape.experiment.Trials;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// What searches have tried.
///
/// @param points   numbers in the space, in the order in which they were first proposed
/// @param trials   one for each point
/// @param configurations of their runs, as the registry has them
/// @param bySearch of each search, the indexes of what it proposed, in its order
/// @param blind    indexes of the trials that some search proposed without regard to results
record Tried(
    List<Long> points,
    List<Trial> trials,
    List<String> configurations,
    List<int[]> bySearch,
    SortedSet<Integer> blind) {
  Tried {
    points = List.copyOf(points);
    trials = List.copyOf(trials);
    configurations = List.copyOf(configurations);
    bySearch = List.copyOf(bySearch);
    blind = new TreeSet<>(blind);
  }

  /// How much luck these trials alone have room for: with their own spread, and with that of those
  /// which were chosen blindly, since a search that learns gathers around the best. Trials that
  /// were stopped early have no ratio and do not count here.
  List<Trials> luck() {
    List<Trial> own = new ArrayList<>();
    List<Trial> drawn = new ArrayList<>();
    for (int i = 0; i < trials.size(); i++) {
      Trial trial = trials.get(i);
      if (trial.isCounted() && trial.status() != Trial.Status.STOPPED) {
        own.add(trial);
        if (blind.contains(i)) {
          drawn.add(trial);
        }
      }
    }
    List<Trials> luck = new ArrayList<>();
    spread(own).ifPresent(luck::add);
    spread(drawn).map(one -> one.counting(own.size())).ifPresent(luck::add);
    return luck;
  }

  /// Ratios of what a registry knows beside the trials that count here.
  double[] others(Map<String, Double> ever) {
    Set<String> own = new TreeSet<>();
    for (int i = 0; i < trials.size(); i++) {
      if (trials.get(i).isCounted()) {
        own.add(configurations.get(i));
      }
    }
    return ever.entrySet().stream()
        .filter(one -> !own.contains(one.getKey()))
        .mapToDouble(Map.Entry::getValue)
        .toArray();
  }

  private static Optional<Trials> spread(List<Trial> trials) {
    double[] sharpes = trials.stream().mapToDouble(Trial::sharpe).sorted().toArray();
    return sharpes.length == 0 ? Optional.empty() : Optional.of(Trials.of(sharpes));
  }
}
