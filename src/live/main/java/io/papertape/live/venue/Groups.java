package io.papertape.live.venue;

import java.util.ArrayList;
import java.util.List;

/// Splits what a venue wants in portions.
public final class Groups {
  private Groups() {}

  /// The elements in their order, in groups of at most so many.
  public static <T> List<List<T>> of(int most, List<T> elements) {
    List<List<T>> groups = new ArrayList<>();
    for (int start = 0; start < elements.size(); start += most) {
      int end = Math.min(elements.size(), start + most);
      groups.add(List.copyOf(elements.subList(start, end)));
    }
    return groups;
  }
}
