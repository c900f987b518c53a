package io.papertape.live.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class JsonValueTest {
  private static JsonValue parse(String text) {
    return JsonValue.parse(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void keepsTheTextOfEveryNumber() {
    JsonValue frame = parse("{\"a\":1e-08,\"b\":0.50000000,\"c\":\"1.250\",\"d\":[7,[]]}");

    assertThat(frame.text("a")).isEqualTo("1e-08");
    assertThat(frame.text("b")).isEqualTo("0.50000000");
    assertThat(frame.text("c")).isEqualTo("1.250");
    assertThat(frame.price("a")).isEqualTo(1);
    assertThat(frame.quantity("b")).isEqualTo(50_000_000);
    assertThat(frame.get("d").at(0).whole()).isEqualTo(7);
    assertThat(frame.names()).containsExactly("a", "b", "c", "d");
  }

  @Test
  void readsLevelsWithTheirTexts() {
    assertThat(parse("[[\"100.50\",\"2\",\"0\"],[99,0.0]]").levels())
        .containsExactly(
            new Level(10_050_000_000L, 200_000_000L, "100.50", "2"),
            new Level(9_900_000_000L, 0, "99", "0.0"));
  }

  @Test
  void readsMillisecondsAsNanoseconds() {
    assertThat(parse("{\"T\":1723161255342}").millis("T")).isEqualTo(1_723_161_255_342_000_000L);
    assertThatThrownBy(() -> parse("{\"T\":9223372036855}").millis("T"))
        .hasMessage("Time out of range: text=9223372036855.");
  }

  @Test
  void nullIsNotThere() {
    JsonValue frame = parse("{\"a\":null}");

    assertThat(frame.has("a")).isFalse();
    assertThat(frame.has("b")).isFalse();
    assertThat(frame.text("a", "none")).isEqualTo("none");
    assertThatThrownBy(() -> frame.text("a")).hasMessage("Text or number expected: kind=NULL.");
  }

  @Test
  void saysWhatIsMissingOrOfAnotherKind() {
    JsonValue frame = parse("{\"a\":[1],\"b\":\"x\",\"c\":true}");

    assertThatThrownBy(() -> frame.get("z")).hasMessage("Field is missing: field=z.");
    assertThatThrownBy(() -> frame.get("a").at(1))
        .hasMessage("Element is missing: index=1, kind=ARRAY, size=1.");
    assertThatThrownBy(() -> frame.get("b").items()).hasMessage("Array expected: kind=TEXT.");
    assertThatThrownBy(() -> frame.whole("b")).hasMessage("Not a whole number: text=x.");
    assertThatThrownBy(() -> frame.truth("b")).hasMessage("true or false expected: kind=TEXT.");
    assertThat(frame.truth("c")).isTrue();
    assertThat(frame).hasToString("object of [a, b, c]");
    assertThat(frame.get("b")).hasToString("text x");
  }

  @Test
  void refusesWhatIsNotOneJsonValue() {
    assertThatThrownBy(() -> parse("")).hasMessage("Frame is empty: bytes=0.");
    assertThatThrownBy(() -> parse("{} {}")).hasMessage("Text after the end of the frame's JSON.");
    assertThatThrownBy(() -> parse("pong")).hasMessageStartingWith("Not JSON: reason=");
    assertThatThrownBy(() -> parse("{\"a\":")).hasMessageStartingWith("Not JSON: reason=");
    assertThatThrownBy(() -> parse("[".repeat(40) + "]".repeat(40)))
        .hasMessage("JSON nests too deep: levels=33.");
    assertThatThrownBy(() -> JsonValue.parse(new byte[] {'"', (byte) 0xC3, '"'}))
        .isInstanceOf(FrameException.class);
  }
}
