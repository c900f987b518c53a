package io.papertape.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JsonLineTest {
  private final JsonLine line = new JsonLine();

  private String text() {
    int length = line.position() - line.start();
    return new String(line.bytes(), line.start(), length, StandardCharsets.UTF_8);
  }

  @Test
  void aLineGrowsWithItsValues() {
    String value = "é".repeat(3_000);
    line.begin();
    line.add(EncodedText.of("{"))
        .text(Key.of("a"), value)
        .texts(Key.of("none"), List.of())
        .texts(Key.of("many"), IntStream.range(0, 500).mapToObj(Integer::toString).toList())
        .number(Key.of("end"), 1);
    line.end();

    assertThat(text())
        .startsWith("{,\"a\":\"" + value + "\",\"none\":[],\"many\":[\"0\",\"1\",")
        .endsWith(",\"498\",\"499\"],\"end\":1}\n");
  }

  @Test
  void textsAreEscaped() {
    assertThat(EncodedText.quoted("a\"b\\c\n\u001f d € 𝄞"))
        .isEqualTo("\"a\\\"b\\\\c\\u000a\\u001f d € 𝄞\"");
  }

  @Test
  void hashesAreHexDigits() {
    byte[] hash = new byte[Sha256.LENGTH];
    for (int i = 0; i < hash.length; i++) {
      hash[i] = (byte) (i * 37);
    }
    line.begin();
    line.addHex(hash);

    assertThat(text()).isEqualTo(HexFormat.of().formatHex(hash));
  }

  @Test
  void aRecurringTextMayChangeAndNumbersMayBeFarApart() {
    RecurringTexts texts = new RecurringTexts(",", ":");
    line.begin();
    line.add(texts.of(0, "a")).add(texts.of(70, "b")).add(texts.of(0, "a")).add(texts.of(0, "c"));

    assertThat(text()).isEqualTo(",\"a\":,\"b\":,\"a\":,\"c\":");
  }
}
