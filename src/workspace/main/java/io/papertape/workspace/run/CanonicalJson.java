package io.papertape.workspace.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// JSON whose bytes follow from its content: UTF-8, keys sorted, no spaces, one line.
public final class CanonicalJson {
  private static final ObjectMapper SORTED =
      JsonMapper.builder().enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED).build();
  private static final ObjectMapper READER =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private CanonicalJson() {}

  public static byte[] bytes(ObjectNode node) {
    return (text(node) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  public static String text(JsonNode node) {
    try {
      return SORTED.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /// For people: indented, keys as they were put, line feeds on every system.
  public static byte[] indented(JsonNode node) {
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    try {
      String text =
          READER
              .writer(new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines))
              .writeValueAsString(node);
      return (text + "\n").getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Reads any JSON; a key that is there twice is an error.
  public static JsonNode read(byte[] bytes) throws IOException {
    return READER.readTree(bytes);
  }
}
