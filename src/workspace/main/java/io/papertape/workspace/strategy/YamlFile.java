package io.papertape.workspace.strategy;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.papertape.workspace.WorkspaceException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Reads a YAML document into [YamlNode]s. A key that is there twice and an alias are refused.
final class YamlFile {
  private static final YAMLFactory YAML = new YAMLFactory();

  private final String name;
  private final YAMLParser parser;

  private YamlFile(String name, YAMLParser parser) {
    this.name = name;
    this.parser = parser;
  }

  /// @param name what messages call the file
  static YamlNode.Mapping read(String name, String text) {
    try (YAMLParser parser = YAML.createParser(text)) {
      YamlFile file = new YamlFile(name, parser);
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw WorkspaceException.configuration(
            "Not a strategy: file=%s, line=1. Write one key: value a line, beginning with name:."
                .formatted(name));
      }
      YamlNode.Mapping mapping = file.mapping();
      if (parser.nextToken() != null) {
        throw WorkspaceException.configuration(
            "More than one document: %s. Leave out what follows the ---.".formatted(file.place()));
      }
      return mapping;
    } catch (JsonProcessingException e) {
      throw broken(name, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A value as typed behind `--set key=`: a scalar, or a list in brackets.
  static YamlNode readValue(String place, String text) {
    try (YAMLParser parser = YAML.createParser(text)) {
      YamlFile file = new YamlFile(place, parser);
      if (parser.nextToken() == null) {
        return new YamlNode.Scalar("", true, place);
      }
      return moved(file.value(), place);
    } catch (JsonProcessingException e) {
      throw broken(place, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static YamlNode moved(YamlNode node, String place) {
    return switch (node) {
      case YamlNode.Scalar scalar -> new YamlNode.Scalar(scalar.text(), scalar.isPlain(), place);
      case YamlNode.Items list ->
          new YamlNode.Items(list.items().stream().map(item -> moved(item, place)).toList(), place);
      case YamlNode.Mapping mapping -> {
        Map<String, YamlNode.Entry> entries = new LinkedHashMap<>();
        mapping
            .entries()
            .forEach(
                (key, entry) ->
                    entries.put(key, new YamlNode.Entry(place, moved(entry.value(), place))));
        yield new YamlNode.Mapping(entries, place);
      }
    };
  }

  private static WorkspaceException broken(String name, JsonProcessingException e) {
    JsonLocation at = e.getLocation();
    String problem = e.getOriginalMessage().lines().findFirst().orElse("unreadable");
    return new WorkspaceException(
        WorkspaceException.Kind.CONFIGURATION,
        "Not YAML: file=%s, line=%d, column=%d, cause=%s. Check indentation, colons and quotes."
            .formatted(
                name, at == null ? 1 : at.getLineNr(), at == null ? 1 : at.getColumnNr(), problem),
        e);
  }

  private YamlNode.Mapping mapping() throws IOException {
    String place = place();
    Map<String, YamlNode.Entry> entries = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      String keyPlace = place();
      if (entries.containsKey(key)) {
        throw WorkspaceException.configuration(
            "Key is there twice: %s, key=%s. Leave one of them out.".formatted(keyPlace, key));
      }
      parser.nextToken();
      entries.put(key, new YamlNode.Entry(keyPlace, value()));
    }
    return new YamlNode.Mapping(entries, place);
  }

  private YamlNode value() throws IOException {
    JsonToken token = parser.currentToken();
    if (parser.isCurrentAlias() || parser.getObjectId() != null) {
      throw WorkspaceException.configuration(
          "Anchors and aliases are not read: %s. Write the value out.".formatted(place()));
    }
    if (token == JsonToken.START_OBJECT) {
      return mapping();
    }
    if (token == JsonToken.START_ARRAY) {
      String place = place();
      List<YamlNode> items = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        items.add(value());
      }
      return new YamlNode.Items(List.copyOf(items), place);
    }
    boolean isPlain = token != JsonToken.VALUE_STRING;
    String text = token == JsonToken.VALUE_NULL ? "" : parser.getText();
    return new YamlNode.Scalar(text.strip(), isPlain, place());
  }

  private String place() {
    JsonLocation at = parser.currentTokenLocation();
    return String.format(
        Locale.ROOT, "file=%s, line=%d, column=%d", name, at.getLineNr(), at.getColumnNr());
  }
}
