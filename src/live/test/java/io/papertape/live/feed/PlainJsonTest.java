package io.papertape.live.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainJsonTest {
  private static final String FRAME =
      """
      {"e":"trade","E":1672515782136,"s":"BNBBTC","t":12345,"p":"0.001","q":-1.5e-08,"m":true,
      "M":false,"n":null,"b":[["1.0","2"],[],[0,-0]],"o":{} , "":""}\
      """;

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /// All that is in a value.
  private static String written(JsonValue value) {
    return switch (value.kind()) {
      case OBJECT -> {
        List<String> fields = new ArrayList<>();
        for (int i = 0; i < value.size(); i++) {
          String name = value.names().get(i);
          fields.add("(" + name + ")" + written(value.get(name)));
        }
        yield "{" + fields + "}";
      }
      case ARRAY -> value.items().stream().map(PlainJsonTest::written).toList().toString();
      case TEXT, NUMBER -> value.kind() + "(" + value.text() + ")";
      case BOOLEAN -> Boolean.toString(value.truth());
      case NULL -> "null";
    };
  }

  private static String readByAll(byte[] bytes) {
    try {
      return written(JsonValue.parseAny(bytes));
    } catch (FrameException e) {
      return "wrong";
    }
  }

  @Test
  void whatVenuesWriteIsPlain() {
    String frame = FRAME + " \r\n\t";

    assertThat(PlainJson.parse(bytes(frame)).map(PlainJsonTest::written))
        .hasValue(readByAll(bytes(frame)));
    assertThat(written(JsonValue.parse(bytes(frame))))
        .startsWith("{[(e)TEXT(trade), (E)NUMBER(1672515782136), (s)TEXT(BNBBTC)")
        .contains("(q)NUMBER(-1.5e-08)", "[[TEXT(1.0), TEXT(2)], [], [NUMBER(0), NUMBER(-0)]]");
  }

  @Test
  void aFieldHasTheNameThatACodecAsksFor() {
    JsonValue frame = PlainJson.parse(bytes("{\"price\":1}")).orElseThrow();

    assertThat(frame.names().getFirst()).isSameAs("price");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "{\"a\"",
        "{\"a\":",
        "{\"a\":1",
        "{\"a\":1,",
        "{\"a\":1,}",
        "{,}",
        "[1,]",
        "[,1]",
        "[1 2]",
        "{\"a\" 1}",
        "{a:1}",
        "01",
        "-",
        "-a",
        "1.",
        ".5",
        "1e",
        "1e+",
        "+1",
        "tru",
        "truth",
        "nul",
        "True",
        "NaN",
        "\"",
        "\"a",
        "'a'",
        "1 1",
        "{}{}",
        "{}x",
        "[1]]",
        "\u00e9",
        "\"\u00e9\"",
        "\"\\n\"",
        "\"a\tb\"",
        "/**/1",
        "\uFEFF1",
        "1\u0000",
        "[1}",
        "{\"a\":1]",
        "[truex]",
        "[1x]",
        "[\"a\"\"b\"]",
        "[1\"a\"]",
        "[-]",
        "[--1]",
        "[1-1]",
        "[00]"
      })
  void anythingElseIsLeftToTheReaderOfAll(String text) {
    assertThat(PlainJson.parse(bytes(text))).isEmpty();
  }

  @Test
  void whatIsTooDeepOrTooLongIsLeftToTheReaderOfAll() {
    assertThat(PlainJson.parse(bytes("[".repeat(33) + "]".repeat(33)))).isPresent();
    assertThat(PlainJson.parse(bytes("[".repeat(34) + "]".repeat(34)))).isEmpty();
    assertThat(PlainJson.parse(bytes("1".repeat(101)))).isEmpty();
    assertThat(PlainJson.parse(bytes("\"" + "a".repeat(10_001) + "\""))).isEmpty();
    assertThat(PlainJson.parse(bytes("{\"" + "a".repeat(10_001) + "\":1}"))).isEmpty();
  }

  /// Whatever the bytes are: if they are plain, they read as all of JSON does.
  @Test
  void whatIsPlainReadsTheSame() {
    SplittableRandom random = new SplittableRandom(1);
    byte[] signs = bytes("{}[]\",:-+.eE0123456789 tfnaul\\\t\n\u00e9\u0000");
    int plain = 0;
    for (int i = 0; i < 100_000; i++) {
      byte[] changed = bytes(FRAME);
      if (random.nextBoolean()) {
        changed = bytes("[1,{\"a\":[true,-2.5e1],\"b\":\"c\"}, null]");
      }
      for (int changes = random.nextInt(4); changes > 0; changes--) {
        int sign = random.nextInt(signs.length + 1);
        byte put = sign < signs.length ? signs[sign] : (byte) random.nextInt(256);
        changed[random.nextInt(changed.length)] = put;
      }
      var read = PlainJson.parse(changed);
      if (read.isPresent()) {
        plain++;
        assertThat(written(read.get()))
            .as(new String(changed, StandardCharsets.ISO_8859_1))
            .isEqualTo(readByAll(changed));
      }
    }
    assertThat(plain).isGreaterThan(25_000);
  }

  /// Names that are kept in the same place, read by two threads at a time.
  @Test
  void threadsReadTheirOwnNames() throws Exception {
    List<String> names = new ArrayList<>();
    for (int i = 0; names.size() < 16; i++) {
      int hash = ("n" + i).hashCode();
      if (((hash ^ hash >>> 12) & 0xFFF) == 0x123) {
        names.add("n" + i);
      }
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      Future<?> first = threads.submit(() -> readAll(names));
      Future<?> second = threads.submit(() -> readAll(names.reversed()));
      first.get();
      second.get();
    }
  }

  private static void readAll(List<String> names) {
    for (int i = 0; i < 500_000; i++) {
      String name = names.get(i % names.size());
      JsonValue read = PlainJson.parse(bytes("{\"" + name + "\":1}")).orElseThrow();
      assertThat(read.has(name)).as(name).isTrue();
    }
  }
}
