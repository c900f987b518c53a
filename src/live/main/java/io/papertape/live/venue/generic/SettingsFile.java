package io.papertape.live.venue.generic;

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
import java.util.Map;

/// Reads a file of settings in YAML, or in JSON, which YAML contains.
public final class SettingsFile {
  private static final YAMLFactory YAML = new YAMLFactory();

  private final String file;
  private final YAMLParser parser;

  private SettingsFile(String file, YAMLParser parser) {
    this.file = file;
    this.parser = parser;
  }

  /// The outermost section of a file.
  ///
  /// @param file name for messages
  /// @param page of the documentation that shows how such a file is written
  public static Section read(String file, String text, String page) {
    try (YAMLParser parser = YAML.createParser(text)) {
      SettingsFile settings = new SettingsFile(file, parser);
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw WorkspaceException.configuration(
            "No venue is described: file=%s, line=1. Write it as %s shows.".formatted(file, page));
      }
      return settings.section("");
    } catch (JsonProcessingException e) {
      throw new WorkspaceException(
          WorkspaceException.Kind.CONFIGURATION,
          "Not YAML: file=%s, line=%d. Check indentation, colons and quotes."
              .formatted(file, e.getLocation() == null ? 1 : e.getLocation().getLineNr()),
          e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int line() {
    return parser.currentTokenLocation().getLineNr();
  }

  private Section section(String key) throws IOException {
    int line = line();
    Map<String, Setting> entries = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      int place = line();
      parser.nextToken();
      if (entries.put(name, setting(name)) != null) {
        throw WorkspaceException.configuration(
            "Key is there twice: file=%s, line=%d, key=%s. Leave one of them out."
                .formatted(file, place, name));
      }
    }
    return new Section(file, line, key, entries);
  }

  private Setting setting(String key) throws IOException {
    int line = line();
    return switch (parser.currentToken()) {
      case START_OBJECT -> new Setting.Nested(section(key), line);
      case START_ARRAY -> {
        List<Setting> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          items.add(setting(key));
        }
        yield new Setting.Items(items, line);
      }
      default -> {
        if (!parser.currentToken().isScalarValue() || parser.isCurrentAlias()) {
          throw WorkspaceException.configuration(
              "Not a plain value: file=%s, line=%d, key=%s. Write it out."
                  .formatted(file, line, key));
        }
        yield new Setting.Text(parser.getText(), line);
      }
    };
  }
}
