package io.papertape.live.venue.generic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertape.live.feed.FrameException;
import io.papertape.live.feed.JsonValue;
import io.papertape.live.venue.generic.FieldPath.Place;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldPathTest {
  private static final JsonValue FRAME = json("{\"a\":{\"b\":[\"x\",[\"y\",7]]},\"n\":null}");
  private static final Place PLACE = new Place(FRAME, FRAME.get("a"));

  private static JsonValue json(String text) {
    return JsonValue.parse(text.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource({"b.0, x", "b.1.0, y", "b.-1.-1, 7", "b.-2, x", "$.a.b.0, x", "=$.a, $.a"})
  void aPathLeadsThroughNamesAndIndexes(String path, String text) {
    assertThat(FieldPath.parse(path).get(PLACE).text()).isEqualTo(text);
    assertThat(FieldPath.parse(path).find(PLACE).map(JsonValue::text)).contains(text);
  }

  @Test
  void theWholeFrameIsAPathToo() {
    assertThat(FieldPath.parse("$").get(PLACE)).isSameAs(FRAME);
  }

  @ParameterizedTest
  @ValueSource(strings = {"c", "b.2", "b.-3", "b.99999999999", "b.x", "b.0.0", "$.n", "$.n.m"})
  void whatIsNotThereIsNotFound(String path) {
    assertThat(FieldPath.parse(path).find(PLACE)).isEqualTo(Optional.empty());
    assertThatThrownBy(() -> FieldPath.parse(path).get(PLACE))
        .isInstanceOf(FrameException.class)
        .hasMessageStartingWith("Path leads nowhere: step=");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "a.", ".a", "a..b", "$."})
  void aPathWithAnEmptyStepIsRefused(String path) {
    assertThatThrownBy(() -> FieldPath.parse(path))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("A path is names and indexes with points between, such as data.0.price.");
  }
}
