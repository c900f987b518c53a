package io.papertape.state;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// The content of a collection that must stay as it is, in an order that is the same in every
/// process.
final class Fixed {
  private Fixed() {}

  /// Elements, or keys each followed by its value.
  ///
  /// @param place for the message
  static List<Object> content(Object object, String place) {
    if (object instanceof List<?> list) {
      return new ArrayList<>(list);
    }
    List<Object[]> rows = new ArrayList<>();
    if (object instanceof Map<?, ?> map) {
      map.forEach((key, value) -> rows.add(new Object[] {key, value}));
    } else {
      ((Collection<?>) object).forEach(element -> rows.add(new Object[] {element}));
    }
    if (rows.size() > 1) {
      for (Object[] row : rows) {
        if (!Leaf.is(row[0])) {
          throw UnkeptStateException.of(
              place,
              "is a %s whose order differs from process to process"
                  .formatted(Layout.name(object.getClass())));
        }
      }
      rows.sort(Comparator.comparing(row -> text(row[0])));
    }
    return rows.stream().flatMap(Arrays::stream).toList();
  }

  private static String text(Object leaf) {
    return leaf instanceof Enum<?> constant ? constant.name() : leaf.toString();
  }

  static boolean isSame(List<Object> now, List<Object> before) {
    if (now.size() != before.size()) {
      return false;
    }
    for (int i = 0; i < now.size(); i++) {
      Object one = now.get(i);
      if (one != before.get(i) && !(Leaf.is(one) && one.equals(before.get(i)))) {
        return false;
      }
    }
    return true;
  }
}
