package io.papertape.workspace.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.papertape.strategy.rule.Spelling;
import io.papertape.workspace.WorkspaceException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// A YAML file of one level: each key has a value or a list of values, nothing is nested.
final class FlatYaml {
  private static final YAMLFactory YAML = new YAMLFactory();

  private final String file;
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  private record Entry(int line, List<String> values, boolean isList) {}

  private FlatYaml(String file) {
    this.file = file;
  }

  /// Reads a file whose keys are all known.
  static FlatYaml read(Path path, List<String> known) {
    FlatYaml yaml = new FlatYaml(path.getFileName().toString());
    try (YAMLParser parser = YAML.createParser(Files.readString(path))) {
      yaml.read(parser, known);
      return yaml;
    } catch (NoSuchFileException e) {
      throw new WorkspaceException(
          WorkspaceException.Kind.CONFIGURATION,
          "No model is described: file=%s. Write it as docs/models.md shows.".formatted(path),
          e);
    } catch (JsonProcessingException e) {
      throw new WorkspaceException(
          WorkspaceException.Kind.CONFIGURATION,
          "Not YAML: file=%s, line=%d. Check indentation, colons and quotes."
              .formatted(yaml.file, e.getLocation() == null ? 1 : e.getLocation().getLineNr()),
          e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read(YAMLParser parser, List<String> known) throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw WorkspaceException.configuration(
          "No model is described: file=%s, line=1. Write one key: value a line.".formatted(file));
    }
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      int line = parser.currentTokenLocation().getLineNr();
      if (!known.contains(key)) {
        throw WorkspaceException.configuration(
            "Unknown key: file=%s, line=%d, key=%s. %s"
                .formatted(file, line, key, Spelling.hint(key, known)));
      }
      if (entries.containsKey(key)) {
        throw WorkspaceException.configuration(
            "Key is there twice: file=%s, line=%d, key=%s. Leave one of them out."
                .formatted(file, line, key));
      }
      entries.put(key, entry(parser, key, line));
    }
  }

  private Entry entry(YAMLParser parser, String key, int line) throws IOException {
    List<String> values = new ArrayList<>();
    JsonToken token = parser.nextToken();
    if (token != JsonToken.START_ARRAY) {
      values.add(scalar(parser, key));
      return new Entry(line, values, false);
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      values.add(scalar(parser, key));
    }
    return new Entry(line, values, true);
  }

  private String scalar(YAMLParser parser, String key) throws IOException {
    if (!parser.currentToken().isScalarValue() || parser.isCurrentAlias()) {
      throw WorkspaceException.configuration(
          "Not a plain value: file=%s, line=%d, key=%s. Write a value or a list of values."
              .formatted(file, parser.currentTokenLocation().getLineNr(), key));
    }
    return parser.getText().strip();
  }

  /// The value of a key, read as told; what the reading refuses is an error that names the line.
  <T> Optional<T> one(String key, Function<String, T> reading) {
    Entry entry = entries.get(key);
    if (entry == null) {
      return Optional.empty();
    }
    if (entry.isList) {
      throw wrong(key, entry, String.join(", ", entry.values), "Give one value.", null);
    }
    return Optional.of(read(key, entry, entry.values.getFirst(), reading));
  }

  /// The values of a key, a single one too; none if the key is not there.
  <T> List<T> all(String key, Function<String, T> reading) {
    Entry entry = entries.get(key);
    return entry == null
        ? List.of()
        : entry.values.stream().map(value -> read(key, entry, value, reading)).toList();
  }

  /// The error for a key that must be there.
  WorkspaceException missing(String key) {
    return WorkspaceException.configuration(
        "Key is missing: file=%s, key=%s. Add it.".formatted(file, key));
  }

  private <T> T read(String key, Entry entry, String value, Function<String, T> reading) {
    try {
      return reading.apply(value);
    } catch (RuntimeException e) {
      throw wrong(key, entry, value, String.valueOf(e.getMessage()), e);
    }
  }

  private WorkspaceException wrong(
      String key, Entry entry, String value, String why, Throwable cause) {
    return new WorkspaceException(
        WorkspaceException.Kind.CONFIGURATION,
        "Value does not fit: file=%s, line=%d, key=%s, value=%s. %s"
            .formatted(file, entry.line, key, value, why),
        cause);
  }
}
