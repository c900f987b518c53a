package io.papertape.live.venue.fix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertape.live.venue.Stream;
import io.papertape.market.FixedPoint;
import io.papertape.workspace.WorkspaceException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class FixVenueTest {
  static final String DESCRIPTION =
      """
      name: fix-venue
      host: fix.example.com
      port: 9443
      version: "4.4"
      sender: ME
      sender-sub: QUOTE
      target: VENUE
      user: ada
      password-file: /etc/papertape/fix.password
      depth: 1
      symbols:
        - symbol: BTC/USD
          price-step: "0.01"
          quantity-step: "0.0001"
        - symbol: ETH/USD
          security-id: "4002"
          security-id-source: "8"
          price-step: "0.05"
          quantity-step: "1"
      """;

  private final FixVenue venue = FixVenue.read("fix.yaml", DESCRIPTION);

  private static FixVenue with(String before, String after) {
    assertThat(DESCRIPTION).contains(before);
    return FixVenue.read("fix.yaml", DESCRIPTION.replace(before, after));
  }

  @Test
  void aRequestAsksForWhatTheStreamsNeed() {
    List<Stream> streams =
        List.of(
            Stream.of(Stream.Kind.TOP_OF_BOOK, "BTC/USD"),
            Stream.of(Stream.Kind.TRADES, "BTC/USD"),
            Stream.of(Stream.Kind.TRADES, "ETH/USD"));
    assertThat(venue.subscribe(streams))
        .containsExactly(
            "35=V|262=1|263=1|264=1|265=1|267=3|269=0|269=1|269=2|146=1|55=BTC/USD|",
            "35=V|262=2|263=1|264=1|265=1|267=1|269=2|146=1|55=ETH/USD|48=4002|22=8|");
    assertThat(with("depth: 1", "depth: 0\nupdates: full").subscribe(streams.subList(0, 1)))
        .containsExactly("35=V|262=1|263=1|264=0|265=0|267=2|269=0|269=1|146=1|55=BTC/USD|");
  }

  @Test
  void ofADepthTheVenueIsToSayWhatFallsOutside() {
    List<Stream> streams = List.of(Stream.of(Stream.Kind.TOP_OF_BOOK, "BTC/USD"));
    String rest = "267=2|269=0|269=1|146=1|55=BTC/USD|";
    assertThat(with("depth: 1", "depth: 5").subscribe(streams))
        .containsExactly("35=V|262=1|263=1|264=5|265=1|547=N|" + rest);
    assertThat(with("depth: 1", "depth: 5\nupdates: full").subscribe(streams))
        .containsExactly("35=V|262=1|263=1|264=5|265=0|" + rest);
    String old = DESCRIPTION.replace("depth: 1", "depth: 5").replace("4.4", "4.2");
    assertThat(FixVenue.read("fix.yaml", old).subscribe(streams))
        .containsExactly("35=V|262=1|263=1|264=5|265=1|" + rest);
  }

  @Test
  void theFileSaysHowToLogOn() {
    assertThat(venue.access().address()).isEqualTo(URI.create("fixs://fix.example.com:9443"));
    assertThat(venue.access().sender()).isEqualTo(new FixAccess.Party("ME", "QUOTE"));
    assertThat(venue.access().target()).isEqualTo(new FixAccess.Party("VENUE", ""));
    assertThat(venue.access().heartbeatSeconds()).isEqualTo(30);
    assertThat(venue.access().user()).contains("ada");
    assertThat(venue.access().passwordFile()).contains(Path.of("/etc/papertape/fix.password"));
    assertThat(with("port: 9443", "port: 9443\ntls: false").access().address())
        .isEqualTo(URI.create("fix://fix.example.com:9443"));
    assertThat(with("\"4.4\"", "5.0SP2").access().version().beginString()).isEqualTo("FIXT.1.1");
    assertThat(venue.steps("ETH/USD").priceStep()).isEqualTo(FixedPoint.parse("0.05"));
  }

  @Test
  void theExampleIsRead() {
    FixVenue example =
        FixVenue.read(
            Path.of(System.getProperty("papertape.root", "../.."), "docs/venues/fix.yaml"));
    assertThat(example.subscribe(List.of(Stream.of(Stream.Kind.TOP_OF_BOOK, "BTC/USD"))))
        .containsExactly(
            "35=V|262=2|263=1|264=1|265=1|267=2|269=0|269=1|146=1|55=BTC/USD|48=4001|22=8|");
  }

  @Test
  void mistakesAreNamedWithTheirLine() {
    assertThatThrownBy(() -> with("host: ", "hosts: "))
        .hasMessage("Key is missing: file=fix.yaml, line=1, section=the file, key=host. Add it.");
    assertThatThrownBy(() -> with("password-file:", "password:"))
        .isInstanceOf(WorkspaceException.class)
        .hasMessageStartingWith("Unknown key: file=fix.yaml, line=9, key=password.");
    assertThatThrownBy(() -> with("/etc/papertape/", ""))
        .hasMessage(
            "Value does not fit: file=fix.yaml, line=9, key=password-file,"
                + " value=fix.password. Give a whole path: begin it with /.");
    assertThatThrownBy(() -> with("9443", "94430"))
        .hasMessage(
            "Port is missing or none: file=fix.yaml, line=1."
                + " Give port: a number up to 65535.");
    assertThatThrownBy(() -> with("version: \"4.4\"\n", ""))
        .hasMessage(
            "Version is missing: file=fix.yaml, line=1."
                + " Give version: one of [4.2, 4.3, 4.4, 5.0, 5.0SP1, 5.0SP2].");
    assertThatThrownBy(() -> with("price-step: \"0.01\"", "price-step: \"0\""))
        .hasMessageEndingWith("key=price-step, value=0. Give a step above zero.");
    String priced = "price-step: \"0.01\"";
    assertThatThrownBy(() -> with(priced, priced + "\n    currency: dollars"))
        .hasMessage(
            "Value does not fit: file=fix.yaml, line=14, key=currency, value=dollars. Give a code"
                + " of 3 to 5 letters, such as EUR.");
    assertThatThrownBy(() -> venue.steps("XRP/USD"))
        .hasMessage(
            "Symbol is not described: symbol=XRP/USD. Add it under symbols; there are"
                + " [BTC/USD, ETH/USD].");
  }
}
