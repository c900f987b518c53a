package io.papertape.workspace.experiment;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.papertape.workspace.WorkspaceException;
import java.util.Locale;
import java.util.Optional;

/// How a space is searched.
///
/// @param trials parameter sets to try; with a grid the most that are allowed
/// @param seed   of everything that is drawn; no part of a grid
public record SearchPlan(Kind kind, int trials, long seed) {
  /// The ways to search.
  public enum Kind {
    /// Every point, in order.
    GRID,
    /// Points drawn evenly, none twice.
    RANDOM,
    /// Differential evolution: good points are crossed with differences of others.
    EVOLVE;

    /// As typed.
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public SearchPlan {
    if (trials < 1) {
      throw WorkspaceException.configuration(
          "Too few trials: trials=%d. Give at least 1.".formatted(trials));
    }
  }

  /// States it, in the manifest of what it is part of.
  ObjectNode toJson() {
    ObjectNode how = JsonNodeFactory.instance.objectNode().put("kind", kind.word());
    return kind == Kind.GRID ? how : how.put("trials", trials).put("seed", seed);
  }

  /// Why it has tried fewer points than it was asked to try; empty if it has not. A grid is
  /// asked for no number.
  Optional<String> exhausted(ParameterSpace space, int tried) {
    if (kind == Kind.GRID || tried >= trials) {
      return Optional.empty();
    }
    if (tried >= space.size()) {
      return Optional.of("there are no more points");
    }
    return Optional.of(
        space.where().isPresent()
            ? "no more points were found for which --where holds"
            : "hardly any more points are left, and none of them was drawn");
  }

  /// Writes how many points were asked for and why fewer were tried; nothing if none were missing.
  void putExhausted(ObjectNode node, Optional<String> why) {
    why.ifPresent(text -> node.put("askedFor", trials).put("exhausted", text));
  }

  Search over(ParameterSpace space) {
    return switch (kind) {
      case GRID -> new GridSearch(space, trials);
      case RANDOM -> new RandomSearch(space, trials, seed);
      case EVOLVE -> new EvolutionSearch(space, trials, seed);
    };
  }
}
