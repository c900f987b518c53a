package io.papertape.workspace.strategy;

import io.papertape.market.FixedPoint;
import io.papertape.strategy.rule.Spelling;
import io.papertape.workspace.WorkspaceException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/// A section of a strategy's YAML, read key by key. Whatever is wrong is an error that names the
/// key and its place.
final class Section {
  private final String path;
  private final YamlNode.Mapping mapping;

  /// @param path such as `execution.fees`; empty for the whole file
  private Section(String path, YamlNode.Mapping mapping) {
    this.path = path;
    this.mapping = mapping;
  }

  /// The whole file; keys other than the known ones are refused.
  static Section of(YamlNode.Mapping mapping, List<String> known) {
    return new Section("", mapping).allowing(known);
  }

  private Section allowing(List<String> known) {
    mapping
        .entries()
        .forEach(
            (key, entry) -> {
              if (!known.contains(key)) {
                throw WorkspaceException.configuration(
                    "Unknown key: %s, key=%s. %s"
                        .formatted(entry.keyPlace(), at(key), Spelling.hint(key, known)));
              }
            });
    return this;
  }

  String at(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  String place() {
    return mapping.place();
  }

  boolean has(String key) {
    return mapping.entries().containsKey(key);
  }

  Set<String> keys() {
    return mapping.entries().keySet();
  }

  /// A section that may be absent, which is as good as empty.
  Section section(String key, List<String> known) {
    return free(key).allowing(known);
  }

  /// A section whose keys are names of the user's own.
  Section free(String key) {
    if (!has(key)) {
      return new Section(at(key), new YamlNode.Mapping(Map.of(), place()));
    }
    YamlNode node = node(key);
    if (node instanceof YamlNode.Mapping inner) {
      return new Section(at(key), inner);
    }
    throw wrong(key, node.kind(), "a section with keys of its own below it");
  }

  boolean isSection(String key) {
    return has(key) && node(key) instanceof YamlNode.Mapping;
  }

  private YamlNode node(String key) {
    return mapping.entries().get(key).value();
  }

  /// Place of a key's value.
  String place(String key) {
    return has(key) ? node(key).place() : place();
  }

  /// Text that may be absent.
  Optional<String> text(String key) {
    if (!has(key)) {
      return Optional.empty();
    }
    if (node(key) instanceof YamlNode.Scalar scalar) {
      if (scalar.text().isEmpty()) {
        throw wrong(key, "nothing", "a value, or leave the key out");
      }
      return Optional.of(scalar.text());
    }
    throw wrong(key, node(key).kind(), "a single value");
  }

  String required(String key) {
    return text(key)
        .orElseThrow(
            () ->
                WorkspaceException.configuration(
                    "Key is missing: %s, key=%s. Add it.".formatted(place(), at(key))));
  }

  /// A list of texts, or one text.
  List<String> texts(String key) {
    if (!has(key) || !(node(key) instanceof YamlNode.Items list)) {
      return text(key).map(List::of).orElse(List.of());
    }
    List<String> texts = new ArrayList<>();
    for (YamlNode item : list.items()) {
      if (!(item instanceof YamlNode.Scalar scalar) || scalar.text().isEmpty()) {
        throw WorkspaceException.configuration(
            "Wrong type: %s, key=%s, value=%s. Give single values in the list."
                .formatted(item.place(), at(key), item.kind()));
      }
      texts.add(scalar.text());
    }
    return texts;
  }

  /// A number within bounds, both allowed.
  Optional<Double> number(String key, double least, double most) {
    return read(key, "a number", Double::parseDouble)
        .map(
            value -> {
              if (!(value >= least && value <= most)) {
                throw outOfRange(key, plain(least), plain(most));
              }
              return value;
            });
  }

  Optional<Integer> integer(String key, int least, int most) {
    return read(key, "a whole number", Integer::parseInt)
        .map(
            value -> {
              if (value < least || value > most) {
                throw outOfRange(key, Integer.toString(least), Integer.toString(most));
              }
              return value;
            });
  }

  /// An exact amount, not negative, in fixed point.
  Optional<Long> amount(String key) {
    return read(key, "a number with at most 8 decimals", FixedPoint::parse)
        .map(
            value -> {
              if (value < 0) {
                throw outOfRange(key, "0", "9999999999");
              }
              return value;
            });
  }

  Optional<Boolean> flag(String key) {
    return read(
        key,
        "true or false",
        text ->
            switch (text) {
              case "true" -> true;
              case "false" -> false;
              default -> throw new IllegalArgumentException(text);
            });
  }

  /// One of several words.
  Optional<String> choice(String key, List<String> words) {
    Optional<String> text = text(key);
    text.filter(word -> !words.contains(word))
        .ifPresent(
            word -> {
              throw WorkspaceException.configuration(
                  "Unknown value: %s, key=%s, value=%s. %s"
                      .formatted(place(key), at(key), word, Spelling.hint(word, words)));
            });
    return text;
  }

  /// Text turned into something else; a refusal becomes "wrong type".
  <T> Optional<T> read(String key, String wanted, Function<String, T> reader) {
    return text(key)
        .map(
            text -> {
              try {
                return reader.apply(text);
              } catch (IllegalArgumentException | DateTimeException e) {
                throw wrong(key, text, wanted);
              }
            });
  }

  /// Runs what may refuse a value with a message of its own, and adds key and place to it.
  <T> T refusing(String key, Supplier<T> maker) {
    try {
      return maker.get();
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new WorkspaceException(
          WorkspaceException.Kind.CONFIGURATION,
          "Refused: %s, key=%s. %s".formatted(place(key), at(key), e.getMessage()),
          e);
    }
  }

  WorkspaceException wrong(String key, String found, String wanted) {
    return WorkspaceException.configuration(
        "Wrong type: %s, key=%s, value=%s. Give %s.".formatted(place(key), at(key), found, wanted));
  }

  WorkspaceException outOfRange(String key, String least, String most) {
    return WorkspaceException.configuration(
        "Out of range: %s, key=%s, value=%s. Give %s to %s."
            .formatted(place(key), at(key), required(key), least, most));
  }

  private static String plain(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }
}
