package io.papertape.live.venue.generic;

import io.papertape.strategy.rule.Spelling;
import io.papertape.workspace.WorkspaceException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Keys of a file of settings with their values. Each key is asked for once; what nobody asked for
/// when [#finish] is called is a mistake.
public final class Section {
  private final String file;
  private final int line;
  private final String key;
  private final Map<String, Setting> entries;
  private final Set<String> known = new LinkedHashSet<>();
  private final List<Field> optionalFields = new ArrayList<>();

  /// @param key under which the section stands; empty for the outermost
  Section(String file, int line, String key, Map<String, Setting> entries) {
    this.file = file;
    this.line = line;
    this.key = key;
    this.entries = new LinkedHashMap<>(entries);
  }

  int line() {
    return line;
  }

  void remember(Field field) {
    optionalFields.add(field);
  }

  /// Fields of this section that a frame may lack.
  List<Field> optionalFields() {
    return List.copyOf(optionalFields);
  }

  private Optional<Setting> find(String name) {
    known.add(name);
    return Optional.ofNullable(entries.get(name));
  }

  private WorkspaceException missing(String name) {
    return WorkspaceException.configuration(
        "Key is missing: file=%s, line=%d, section=%s, key=%s. Add it."
            .formatted(file, line, key.isEmpty() ? "the file" : key, name));
  }

  private WorkspaceException wrong(String name, Setting setting, String wayOut) {
    String value = setting instanceof Setting.Text text ? ", value=" + text.text() : "";
    return WorkspaceException.configuration(
        "Value does not fit: file=%s, line=%d, key=%s%s. %s"
            .formatted(file, setting.line(), name, value, wayOut));
  }

  /// Text of a key, read as told; an [IllegalArgumentException] of the reading becomes an error
  /// that names the line.
  public <T> Optional<T> find(String name, Function<String, T> reading) {
    return find(name)
        .map(
            setting -> {
              if (!(setting instanceof Setting.Text text)) {
                throw wrong(name, setting, "Give one value.");
              }
              try {
                return reading.apply(text.text());
              } catch (IllegalArgumentException e) {
                throw wrong(name, setting, e.getMessage());
              }
            });
  }

  public <T> T get(String name, Function<String, T> reading) {
    return find(name, reading).orElseThrow(() -> missing(name));
  }

  public Optional<String> findText(String name) {
    return find(name, Function.identity());
  }

  public String text(String name) {
    return get(name, Function.identity());
  }

  /// A whole number above zero.
  public Optional<Integer> findCount(String name) {
    return find(
        name,
        text -> {
          try {
            int count = Integer.parseInt(text);
            if (count > 0) {
              return count;
            }
          } catch (NumberFormatException e) {
            // Said below.
          }
          throw new IllegalArgumentException("Give a whole number above zero.");
        });
  }

  /// One of the words given, which stand for the values.
  public <T> Optional<T> findWord(String name, Map<String, T> words) {
    return find(
        name,
        text -> {
          T value = words.get(text);
          if (value == null) {
            throw new IllegalArgumentException(Spelling.hint(text, words.keySet()));
          }
          return value;
        });
  }

  Optional<Section> findSection(String name) {
    return find(name).map(setting -> nested(name, setting));
  }

  private Section nested(String name, Setting setting) {
    if (!(setting instanceof Setting.Nested nested)) {
      throw wrong(name, setting, "Give keys with values.");
    }
    return nested.section();
  }

  /// Sections of a list; there is at least one.
  public List<Section> sections(String name) {
    Setting setting = find(name).orElseThrow(() -> missing(name));
    if (!(setting instanceof Setting.Items list) || list.items().isEmpty()) {
      throw wrong(name, setting, "Give a list.");
    }
    List<Section> sections = new ArrayList<>();
    for (Setting item : list.items()) {
      sections.add(nested(name, item));
    }
    return sections;
  }

  /// Texts by their keys, which may be any; in the order of the file.
  Map<String, String> texts() {
    Map<String, String> texts = new LinkedHashMap<>();
    for (String name : List.copyOf(entries.keySet())) {
      texts.put(name, text(name));
    }
    return texts;
  }

  /// An error about the section as a whole.
  ///
  /// @param values such as `path=a.b`; may be empty
  public WorkspaceException error(String what, String values, String wayOut) {
    return WorkspaceException.configuration(
        "%s: file=%s, line=%d%s. %s"
            .formatted(what, file, line, values.isEmpty() ? "" : ", " + values, wayOut));
  }

  /// Refuses keys that nobody asked for.
  public void finish() {
    for (Map.Entry<String, Setting> entry : entries.entrySet()) {
      if (!known.contains(entry.getKey())) {
        throw WorkspaceException.configuration(
            "Unknown key: file=%s, line=%d, key=%s. %s"
                .formatted(
                    file,
                    entry.getValue().line(),
                    entry.getKey(),
                    Spelling.hint(entry.getKey(), known)));
      }
    }
  }
}
