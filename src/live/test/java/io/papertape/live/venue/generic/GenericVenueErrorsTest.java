package io.papertape.live.venue.generic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertape.workspace.WorkspaceException;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;

/// What somebody reads who made a mistake in the file of a venue.
class GenericVenueErrorsTest {
  private static final String FILE =
      """
      name: example
      url: wss://example.org/feed
      subscribe:
        trades: '{"subscribe":"{symbol}"}'
      frames:
        - tell: trade
          match:
            type: trade
          symbol: s
          price: p
          quantity: q
          side: d
      """;

  private static AbstractThrowableAssert<?, ? extends Throwable> changed(String from, String to) {
    assertThat(FILE).contains(from);
    return assertThatThrownBy(() -> GenericVenue.read("v.yaml", FILE.replace(from, to)))
        .isInstanceOf(WorkspaceException.class);
  }

  @Test
  void theFileAsItIsHasNoMistake() {
    assertThat(GenericVenue.read("v.yaml", FILE).name()).isEqualTo("example");
  }

  @Test
  void theSameMayBeWrittenInJson() {
    String json =
        """
        {"name":"j","url":"ws://localhost:1","subscribe":{"book":"{}"},
         "frames":[{"tell":"ignored","match":{"a.0":"1"}}]}\
        """;
    assertThat(GenericVenue.read("v.json", json).name()).isEqualTo("j");
  }

  @Test
  void anUnknownKeyIsNamedWithItsLineAndTheNearestOne() {
    changed("price: p", "price: p\n    quantty: q")
        .hasMessage("Unknown key: file=v.yaml, line=11, key=quantty. Did you mean quantity?");
  }

  @Test
  void aMissingKeyIsNamedWithItsSection() {
    changed("    price: p\n", "")
        .hasMessage("Key is missing: file=v.yaml, line=6, section=frames, key=price. Add it.");
    changed("name: example\n", "")
        .hasMessage("Key is missing: file=v.yaml, line=1, section=the file, key=name. Add it.");
  }

  @Test
  void aPathThatIsNoneIsNamed() {
    changed("price: p", "price: data..p")
        .hasMessage(
            "Value does not fit: file=v.yaml, line=10, key=price, value=data..p."
                + " A path is names and indexes with points between, such as data.0.price.");
    changed("type: trade", "type.: trade")
        .hasMessage(
            "Path does not fit: file=v.yaml, line=8, path=type.."
                + " A path is names and indexes with points between, such as data.0.price.");
  }

  @Test
  void wordsThatThereAreNotAreNamedWithThoseThatThereAre() {
    changed("tell: trade", "tell: trad")
        .hasMessage(
            "Rule tells what there is not: file=v.yaml, line=6, tell=trad. Did you mean trade?");
    changed("name: example", "name: example\ntime-unit: fortnights")
        .hasMessage(
            "Value does not fit: file=v.yaml, line=2, key=time-unit, value=fortnights."
                + " Use one of: iso, seconds, millis, micros, nanos.");
  }

  @Test
  void anAddressThatIsNoWebSocketIsRefused() {
    changed("wss:", "https:")
        .hasMessage(
            "Value does not fit: file=v.yaml, line=2, key=url, value=https://example.org/feed."
                + " Give an address that begins with ws:// or wss://.");
  }

  @Test
  void aRuleWithoutAConditionIsRefused() {
    changed("    match:\n      type: trade\n", "")
        .hasMessage(
            "Rule fits every frame: file=v.yaml, line=6."
                + " Say under match which frames it is for.");
  }

  @Test
  void aBookNeedsItsPricesOnce() {
    changed("tell: trade", "tell: book-update\n    bids: b\n    changes: c")
        .hasMessage(
            "Book has no prices, or has them twice: file=v.yaml, line=6."
                + " Give bids and asks, or changes.");
  }

  @Test
  void whatIsNotYamlIsRefused() {
    changed("  trades: '", "  trades: '{'")
        .hasMessageStartingWith("Not YAML: file=v.yaml, line=")
        .hasMessageEndingWith("Check indentation, colons and quotes.");
  }
}
