package io.papertape.workspace.experiment;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.papertape.strategy.rule.Condition;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.strategy.DeclaredParameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// All parameter sets that a search may try: every choice of one value an axis for which the
/// condition holds. Points are numbered, the last axis changing fastest.
///
/// @param where condition between the parameters, those that are not varied included
/// @param fixed values of the parameters that are not varied, by name
public record ParameterSpace(
    List<Axis> axes, Optional<Condition> where, SortedMap<String, String> fixed) {
  /// Points are numbered; a whole grid may have far fewer ([GridSearch]).
  private static final long MOST_POINTS = 1_000_000_000_000_000_000L;

  public ParameterSpace {
    axes = List.copyOf(axes);
    fixed = Collections.unmodifiableSortedMap(new TreeMap<>(fixed));
    long size = 1;
    for (Axis axis : axes) {
      if (size > MOST_POINTS / axis.values().size()) {
        throw WorkspaceException.configuration(
            "Grid is too large: axes=%d, most=%d points. Take larger steps or fewer parameters."
                .formatted(axes.size(), MOST_POINTS));
      }
      size *= axis.values().size();
    }
  }

  /// Reads a space.
  ///
  /// @param grid     such as `fast=5..54,slow=60..159`, one or several
  /// @param where    condition, or empty
  /// @param declared parameters of the strategy, with the values in force
  public static ParameterSpace parse(
      List<String> grid, Optional<String> where, List<DeclaredParameter> declared) {
    List<Axis> axes = new ArrayList<>();
    for (String one : grid.stream().flatMap(ParameterSpace::parts).toList()) {
      Axis axis = Axis.parse(one.strip(), declared);
      if (axes.stream().anyMatch(known -> known.name().equals(axis.name()))) {
        throw WorkspaceException.configuration(
            "Parameter is there twice: --grid %s. Give it once.".formatted(one));
      }
      axes.add(axis);
    }
    if (axes.isEmpty()) {
      throw WorkspaceException.configuration(
          "Nothing to try: --grid is missing. Give ranges, as in --grid %s=1..9."
              .formatted(declared.isEmpty() ? "NAME" : declared.getFirst().name()));
    }
    TreeMap<String, String> fixed = new TreeMap<>();
    declared.forEach(one -> fixed.put(one.name(), one.value()));
    axes.forEach(axis -> fixed.remove(axis.name()));
    return new ParameterSpace(axes, where.map(text -> condition(text, axes, declared)), fixed);
  }

  private static Stream<String> parts(String grid) {
    String[] parts = grid.split(",", -1);
    for (int i = 0; i < parts.length; i++) {
      if (parts[i].isBlank()) {
        throw WorkspaceException.configuration(
            "Range is missing: --grid '%s', empty=part %d of %d. %s"
                .formatted(
                    grid,
                    i + 1,
                    parts.length,
                    parts.length > 1 ? "Take the comma out, or write a range there." : Axis.FORMS));
      }
    }
    return Arrays.stream(parts);
  }

  private static Condition condition(
      String text, List<Axis> axes, List<DeclaredParameter> declared) {
    List<String> numbers =
        declared.stream()
            .filter(one -> DeclaredParameter.Type.REAL.fits(one.value()))
            .map(DeclaredParameter::name)
            .filter(name -> axes.stream().allMatch(a -> !a.name().equals(name) || a.isNumber()))
            .toList();
    try {
      return Condition.parse(text, numbers);
    } catch (IllegalArgumentException e) {
      throw new WorkspaceException(
          WorkspaceException.Kind.CONFIGURATION,
          "Condition is refused: --where %s. %s".formatted(text, e.getMessage()),
          e);
    }
  }

  /// States it, in the manifest of what it is part of.
  void describe(ObjectNode node) {
    ArrayNode list = node.putArray("axes");
    for (Axis axis : axes) {
      ArrayNode values = list.addObject().put("parameter", axis.name()).putArray("values");
      axis.values().forEach(values::add);
    }
    where.ifPresent(condition -> node.put("where", condition.text()));
  }

  /// Number of points, those for which the condition does not hold included.
  public long size() {
    long size = 1;
    for (Axis axis : axes) {
      size *= axis.values().size();
    }
    return size;
  }

  /// Place of a point on each axis.
  int[] places(long point) {
    int[] places = new int[axes.size()];
    long rest = point;
    for (int i = places.length - 1; i >= 0; i--) {
      int length = axes.get(i).values().size();
      places[i] = (int) (rest % length);
      rest /= length;
    }
    return places;
  }

  /// The point at these places.
  long point(int[] places) {
    long point = 0;
    for (int i = 0; i < places.length; i++) {
      point = point * axes.get(i).values().size() + places[i];
    }
    return point;
  }

  /// Values of the varied parameters, by name.
  public SortedMap<String, String> at(long point) {
    int[] places = places(point);
    SortedMap<String, String> values = new TreeMap<>();
    for (int i = 0; i < places.length; i++) {
      values.put(axes.get(i).name(), axes.get(i).values().get(places[i]));
    }
    return values;
  }

  /// True if the condition holds there.
  public boolean allows(long point) {
    return where.isEmpty() || where.get().holds(numbers(at(point)));
  }

  private Map<String, Double> numbers(Map<String, String> varied) {
    Map<String, Double> numbers = new TreeMap<>();
    fixed.forEach((name, text) -> add(numbers, name, text));
    varied.forEach((name, text) -> add(numbers, name, text));
    return numbers;
  }

  private static void add(Map<String, Double> numbers, String name, String text) {
    if (DeclaredParameter.Type.REAL.fits(text)) {
      numbers.put(name, Double.valueOf(text));
    }
  }
}
